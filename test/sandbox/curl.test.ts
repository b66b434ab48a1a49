import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import type { ListeningSandbox } from '../../src/sandbox/http/listen.ts';
import { listenSandbox } from '../../src/sandbox/http/listen.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import type { SandboxKit } from './support.ts';
import { makeSandbox, tokens } from './support.ts';

const run = promisify(execFile);

let kit: SandboxKit;
let sandbox: ListeningSandbox;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-curl-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  kit = makeSandbox();
  sandbox = await listenSandbox(kit.handle, { host: '127.0.0.1', port: 0 });
  return () => sandbox.close(0);
});

/** Runs curl on the API's address; answers what it wrote to its standard output. */
const curl = async (...options: string[]): Promise<string> =>
  (await run('curl', ['--silent', '--show-error', ...options, sandbox.url])).stdout;

/** As the documentation writes calls: `-d name=value`, one after another, the token first. */
const post = (token: string, ...parameters: string[]): Promise<string> =>
  curl(...[`token=${token}`, ...parameters].flatMap((parameter) => ['--data-urlencode', parameter]));

/** The same, with the status on a line of its own before the body. */
const postForStatus = (token: string, ...parameters: string[]): Promise<string> =>
  curl(
    '--write-out',
    '\n%{http_code} %{content_type}',
    ...[`token=${token}`, ...parameters].flatMap((parameter) => ['--data-urlencode', parameter]),
  );

const { classic, classicReader, longitudinal, repeating } = tokens;

const people =
  'study_id,first_name,dob,sex,height,race___1,race____4,smoker\n' +
  '1,"Ada, Countess",1815-12-10,0,165.5,1,0,1\n' +
  '2,"She said ""no""",1906-12-09,0,168,0,1,0\n';

const importPeople = (): Promise<string> =>
  post(classic, 'content=record', 'format=csv', 'type=flat', 'overwriteBehavior=normal', `data=${people}`);

describeWith(requirement.curl, 'curl', () => {
  it('imports CSV and is answered in CSV', async () => {
    expect(await importPeople()).toBe('2');
    expect(
      await post(classic, 'content=record', 'format=csv', 'fields=study_id,first_name,height,sex,race,smoker'),
    ).toBe(
      'study_id,first_name,sex,race___1,race___a,race____4,height,smoker\n' +
        '1,"Ada, Countess",0,1,0,0,165.5,1\n' +
        '2,"She said ""no""",0,0,0,1,168,0\n',
    );
  });

  it('imports CSV from a file, as it is', async () => {
    const path = join(folder, 'people.csv');
    await writeFile(path, people);
    expect(await post(classic, 'content=record', 'format=csv', `data@${path}`)).toBe('2');
    expect([...kit.classic.records.keys()]).toEqual(['1', '2']);
  });

  it('is answered in XML when it asks for no format', async () => {
    await importPeople();
    expect(await post(classic, 'content=record', 'records[0]=1', 'fields[0]=study_id', 'fields[1]=height')).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?>\n<records>\n' +
        '<item><study_id>1</study_id><height>165.5</height></item>\n</records>',
    );
    expect(await post('F'.repeat(32), 'content=record')).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?><hash><error>You do not have permissions to use the API</error></hash>',
    );
  });

  it.each([
    ['json', '{"error":"You do not have permissions to use the API"}\n403 application/json; charset=utf-8'],
    ['csv', 'ERROR: You do not have permissions to use the API\n403 text/csv; charset=utf-8'],
    [
      'xml',
      '<?xml version="1.0" encoding="UTF-8" ?><hash><error>You do not have permissions to use the API</error></hash>\n403 text/xml; charset=utf-8',
    ],
  ])('is refused with an unknown token, in %s', async (format, answer) => {
    expect(await postForStatus('F'.repeat(32), 'content=record', `format=${format}`)).toBe(answer);
  });

  it.each([
    ['arrays with indexes', ['records[0]=2', 'fields[0]=study_id', 'fields[1]=height']],
    ['arrays that count from 1', ['records[1]=2', 'fields[1]=study_id', 'fields[2]=height']],
    ['arrays without indexes', ['records[]=2', 'fields[]=study_id', 'fields[]=height']],
    ['lists with commas', ['records=2', 'fields=study_id,height']],
    ['lists with commas and blanks', ['records=2', 'fields=study_id, height']],
    ['a filter', ['filterLogic=[height] > 166', 'fields=study_id,height']],
  ])('chooses records and fields by %s', async (_how, parameters) => {
    await importPeople();
    expect(await post(classic, 'content=record', 'format=json', ...parameters)).toBe(
      '[{"study_id":"2","height":"168"}]',
    );
  });

  it.each(['true', 'TRUE', 'True', '1'])('says yes with %s', async (yes) => {
    await importPeople();
    const choice = ['records=1', 'fields=study_id,height', `exportDataAccessGroups=${yes}`];
    expect(await post(classic, 'content=record', 'format=json', ...choice)).toBe(
      '[{"study_id":"1","redcap_data_access_group":"","height":"165.5"}]',
    );
  });

  it.each(['false', 'FALSE', 'False', '0', ''])('says no with "%s"', async (no) => {
    await importPeople();
    const choice = ['records=1', 'fields=study_id,height', `exportDataAccessGroups=${no}`];
    expect(await post(classic, 'content=record', 'format=json', ...choice)).toBe('[{"study_id":"1","height":"165.5"}]');
  });

  it('takes an empty list for no restriction', async () => {
    await importPeople();
    const rows = await post(classic, 'content=record', 'format=csv', 'records=', 'fields=study_id');
    expect(rows).toBe('study_id\n1\n2\n');
  });

  it('exports labels and entity-attribute-value rows', async () => {
    await importPeople();
    const labels = ['rawOrLabel=label', 'rawOrLabelHeaders=label', 'records=1', 'fields=study_id,sex,smoker'];
    expect(await post(classic, 'content=record', 'format=csv', ...labels)).toBe('study_id,sex,smoker\n1,Female,Yes\n');
    expect(await post(classic, 'content=record', 'format=csv', 'type=eav', 'records=1', 'fields=sex,race')).toBe(
      'record,field_name,value\n1,sex,0\n1,race,1\n',
    );
  });

  it.each([
    ['count', 'json', '{"count": 1}'],
    ['count', 'csv', '1'],
    ['count', 'xml', '<?xml version="1.0" encoding="UTF-8" ?><count>1</count>'],
    ['ids', 'json', '["7"]'],
    ['ids', 'csv', 'id\n7'],
    ['nothing', 'json', ''],
  ])('imports JSON and receives the %s in %s', async (returnContent, returnFormat, answer) => {
    const data = `data=${JSON.stringify([{ study_id: 7, sex: 1 }])}`;
    const wish = [`returnContent=${returnContent}`, `returnFormat=${returnFormat}`];
    expect(await post(classic, 'content=record', 'action=import', 'format=json', ...wish, data)).toBe(answer);
    expect([...kit.classic.records.keys()]).toEqual(['7']);
  });

  it('imports XML, which is also what no format means', async () => {
    const data =
      'data=<records><item><study_id>5</study_id><first_name><![CDATA[<Eve> & co]]></first_name></item></records>';
    expect(await post(classic, 'content=record', data)).toBe('<?xml version="1.0" encoding="UTF-8" ?><count>1</count>');
    expect(await post(classic, 'content=record', 'format=json', 'fields=first_name')).toBe(
      '[{"first_name":"<Eve> & co"}]',
    );
  });

  it('changes nothing by an import with one bad value', async () => {
    const data = `data=${JSON.stringify([
      { study_id: '1', sex: '0' },
      { study_id: '2', sex: '9' },
    ])}`;
    const answer = await postForStatus(classic, 'content=record', 'format=json', data);
    expect(answer).toMatch(/^\{"error":".*\bsex\b.*"\}\n400 application\/json/);
    expect(kit.classic.records.size).toBe(0);
  });

  it('imports and exports long data in any script, as form or as multipart', async () => {
    const name = `${'長い名前'.repeat(500)} Ünï "quoted" \\ <b>`;
    const data = JSON.stringify([{ study_id: 'é 1', first_name: name }]);
    const path = join(folder, 'data.json');
    await writeFile(path, data);
    const form = ['-F', `token=${classic}`, '-F', 'content=record', '-F', 'format=json', '-F', `data=<${path}`];
    expect(await curl(...form)).toBe('{"count": 1}');
    const choice = ['records[0]=é 1', 'fields=study_id,first_name'];
    const rows = await post(classic, 'content=record', 'format=json', ...choice);
    expect(JSON.parse(rows)).toEqual([{ study_id: 'é 1', first_name: name }]);
  });

  it('uploads a file as multipart, downloads it byte for byte, and deletes it', async () => {
    await importPeople();
    const [given, taken] = [join(folder, 'given.txt'), join(folder, 'taken.txt')];
    const bytes = Buffer.from([0, 1, 2, 13, 10, 255, 254, 0x22]);
    await writeFile(given, bytes);
    const place = ['content=file', 'record=1', 'field=mugshot', 'returnFormat=json'];
    const form = [`token=${classic}`, 'action=import', ...place].flatMap((part) => ['-F', part]);
    expect(await curl('--write-out', '%{http_code}', ...form, '-F', `file=@${given};filename=my file.txt`)).toBe('200');
    const parameters = [`token=${classic}`, 'action=export', ...place].flatMap((part) => ['-d', part]);
    const type = await curl('--write-out', '%{content_type}', '--output', taken, ...parameters);
    expect(type).toBe('text/plain; name="my file.txt";charset=UTF-8');
    expect(await readFile(taken)).toEqual(bytes);
    expect(await postForStatus(classic, 'action=delete', ...place)).toMatch(/^\n200 /);
    expect(await postForStatus(classic, 'action=export', ...place)).toMatch(/^\{"error":"[^"]+"\}\n400 /);
  });

  it('chooses events, and receives repeated instances', async () => {
    const rows = [
      { record_id: '1', redcap_event_name: 'baseline_arm_1', consented: '1' },
      {
        record_id: '1',
        redcap_event_name: 'baseline_arm_1',
        redcap_repeat_instrument: 'diary',
        redcap_repeat_instance: 2,
        mood: 'fine',
      },
    ];
    await post(longitudinal, 'content=record', 'format=json', `data=${JSON.stringify(rows)}`);
    const choice = ['events[0]=baseline_arm_1', 'fields=record_id,mood,consented'];
    expect(await post(longitudinal, 'content=record', 'format=csv', ...choice)).toBe(
      'record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,consented,mood\n' +
        '1,baseline_arm_1,,,1,\n1,baseline_arm_1,diary,2,,fine\n',
    );
  });

  it.each([
    ['content=version', '16.1.3'],
    ['content=generateNextRecordName', '3'],
  ])('is answered %s in plain text, whatever the format', async (content, answer) => {
    await importPeople();
    for (const format of ['json', 'csv', 'xml']) expect(await post(classic, content, `format=${format}`)).toBe(answer);
  });

  it('reads the design in csv and json', async () => {
    expect(await post(classic, 'content=instrument', 'format=csv')).toBe(
      'instrument_name,instrument_label\ndemographics,Demographics\nhealth,"Health & <b>Habits</b>"\n',
    );
    expect(await post(longitudinal, 'content=arm', 'format=json')).toBe(
      '[{"arm_num":1,"name":"Drug A"},{"arm_num":2,"name":"Drug B"}]',
    );
    expect(await post(longitudinal, 'content=arm', 'format=json', 'arms[0]=2')).toBe('[{"arm_num":2,"name":"Drug B"}]');
    expect(await post(repeating, 'content=repeatingFormsEvents', 'format=csv')).toBe(
      'form_name,custom_form_label\nweight,[weight_date] [weight_time]\n',
    );
    expect(await post(classic, 'content=exportFieldNames', 'format=json', 'field=race')).toBe(
      '[{"original_field_name":"race","choice_value":"1","export_field_name":"race___1"},' +
        '{"original_field_name":"race","choice_value":"A","export_field_name":"race___a"},' +
        '{"original_field_name":"race","choice_value":"-4","export_field_name":"race____4"}]',
    );
  });

  it('deletes records, and receives the names that there are not', async () => {
    await importPeople();
    expect(await post(classic, 'content=record', 'action=delete', 'format=json', 'records[0]=1')).toBe('1');
    expect(await postForStatus(classic, 'content=record', 'action=delete', 'format=json', 'records[0]=1')).toBe(
      '{"error":"One or more of the records provided cannot be deleted because they do not exist in the project. ' +
        'The following records do not exist: 1"}\n400 application/json; charset=utf-8',
    );
  });

  it('is refused what its token may not do', async () => {
    const data = 'data=[{"study_id":"1"}]';
    expect(await postForStatus(classicReader, 'content=record', 'format=json', data)).toBe(
      '{"error":"You do not have API Import/Update privileges"}\n403 application/json; charset=utf-8',
    );
    expect(await postForStatus(classic, 'content=event', 'returnFormat=json')).toBe(
      '{"error":"You cannot export events for classic projects"}\n400 application/json; charset=utf-8',
    );
  });

  it('is sent on from the address without its slash', async () => {
    const bare = sandbox.url.replace(/\/$/, '');
    const { stdout } = await run('curl', [
      '--silent',
      '-w',
      '%{http_code} %{redirect_url}',
      '-d',
      'content=version',
      bare,
    ]);
    expect(stdout).toBe(`301 ${sandbox.url}`);
  });
});
