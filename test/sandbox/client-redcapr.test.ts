import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';

import { createSandbox } from '../../src/sandbox/app.ts';
import { loadProjectFile } from '../../src/sandbox/project-file.ts';
import type { SandboxProject } from '../../src/sandbox/project.ts';
import { createStore } from '../../src/sandbox/store.ts';

/** What REDCapR's own suite asks of a server that has its test projects, and relies on. */
interface RedcapR {
  readonly project: SandboxProject;
  readonly send: (sent: Readonly<Record<string, string>>) => Promise<{ status: number; text: string }>;
  readonly upload: (sent: Readonly<Record<string, string>>, file: File) => Promise<{ status: number; text: string }>;
}

const folder = new URL('../../../shared/redcap-projects/', import.meta.url);

/** Serves one of the test projects at noon of 2024-10-11, its records from eleven o'clock on. */
const serve = (name: string): RedcapR => {
  let now = new Date(2024, 9, 11, 11, 0, 0);
  const store = createStore({ seed: name, now: () => now });
  const project = loadProjectFile(store, new URL(`${name}/project.xml`, folder).pathname);
  now = new Date(2024, 9, 11, 12, 0, 0);
  const handle = createSandbox(store, (error) => {
    throw error;
  });
  const token = project.users[0]?.token ?? '';
  const post = async (body: BodyInit): Promise<{ status: number; text: string }> => {
    const answer = await handle(new Request('http://sandbox.test/api/', { method: 'POST', body }));
    return { status: answer.status, text: await answer.text() };
  };
  return {
    project,
    send: (sent) => post(new URLSearchParams({ token, ...sent })),
    upload: (sent, file) => {
      const form = new FormData();
      for (const [key, value] of Object.entries({ token, ...sent })) form.append(key, value);
      form.append('file', file);
      return post(form);
    },
  };
};

/** What `redcap_read_oneshot` sends when nothing is asked for but everything. */
const readAll: Readonly<Record<string, string>> = {
  content: 'record',
  format: 'csv',
  type: 'flat',
  rawOrLabel: 'raw',
  rawOrLabelHeaders: 'raw',
  exportCheckboxLabel: 'false',
  exportSurveyFields: 'false',
  exportDataAccessGroups: 'false',
  filterLogic: '',
  dateRangeBegin: '',
  dateRangeEnd: '',
  exportBlankForGrayFormStatus: 'false',
};

/** What `redcap_write_oneshot` sends besides the data. */
const write: Readonly<Record<string, string>> = {
  content: 'record',
  format: 'csv',
  type: 'flat',
  overwriteBehavior: 'overwrite',
  returnContent: 'ids',
  returnFormat: 'csv',
};

const readCsv = (text: string): Record<string, string>[] => parse(text, { columns: true, skip_empty_lines: true });

/** As R's `write.csv` does: names and texts in quotes, numbers without, nothing for a missing value. */
const writeCsv = (rows: readonly Readonly<Record<string, string>>[]): string => {
  const quote = (value: string): string =>
    value === '' || /^-?\d+(\.\d+)?$/.test(value) ? value : `"${value.replaceAll('"', '""')}"`;
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => names.map((name) => quote(row[name] ?? '')).join(','));
  return [names.map((name) => `"${name}"`).join(','), ...lines].join('\n');
};

const without = (row: Readonly<Record<string, string>>, ...names: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

const badToken = 'BAD00000000000000000000000000000';

describe('reading, as REDCapR does it at one go', () => {
  it('has empty lists for no restriction', async () => {
    const { send } = serve('simple');
    const whole = (await send(readAll)).text;
    expect(readCsv(whole)).toHaveLength(5);
    expect(Object.keys(readCsv(whole)[0] ?? {})).toHaveLength(25);
    expect((await send({ ...readAll, records: '', fields: '', forms: '', events: '' })).text).toBe(whole);
  });

  it('has lists with commas', async () => {
    const { send } = serve('simple');
    const fields = 'record_id,name_first,name_last,age';
    expect((await send({ ...readAll, fields, records: '1,3,4' })).text).toBe(
      'record_id,name_first,name_last,age\n1,Nutmeg,Nutmouse,11\n3,Marcus,Wood,80\n4,Trudy,DAG,61\n',
    );
  });

  it('has the columns that were named and no record id', async () => {
    const { send } = serve('simple');
    expect((await send({ ...readAll, fields: 'name_first,interpreter_needed', records: '1' })).text).toBe(
      'name_first,interpreter_needed\nNutmeg,0\n',
    );
    expect((await send({ ...readAll, forms: 'health', records: '2' })).text).toBe(
      'height,weight,bmi,comments,mugshot,health_complete\n6,1,277.8,"A mouse character from a good book",mugshot-2.jpg,0\n',
    );
  });

  it('has labels of options and groups', async () => {
    const { send } = serve('simple');
    const labels = { ...readAll, rawOrLabel: 'label', exportDataAccessGroups: 'true' };
    const [first] = readCsv((await send({ ...labels, exportCheckboxLabel: 'true' })).text);
    expect(first).toMatchObject({
      redcap_data_access_group: 'dag_1',
      sex: 'Female',
      demographics_complete: 'Complete',
      health_complete: 'Unverified',
      race___1: '',
      race___5: 'White',
      ethnicity: 'NOT Hispanic or Latino',
      interpreter_needed: 'False',
    });
    expect(readCsv((await send(labels)).text)[0]).toMatchObject({ race___1: 'Unchecked', race___5: 'Checked' });
  });

  it('has labels in the header, the same one for every form status', async () => {
    const { send } = serve('simple');
    const [header = ''] = (await send({ ...readAll, rawOrLabelHeaders: 'label' })).text.split('\n');
    expect(header.split('Complete?')).toHaveLength(4);
    expect(header).toContain('"Race (Select all that apply) (choice=American Indian/Alaska Native)"');
    expect(header).toContain('"Street, City, State, ZIP"');
  });

  it.each([
    ['[age] >= 61', ['3', '4']],
    ["[name_first] = 'John Lee'", ['5']],
    ['[age] > 200', []],
  ])('keeps what %s leaves', async (filterLogic, expected) => {
    const { send } = serve('simple');
    const { text } = await send({ ...readAll, filterLogic });
    expect(readCsv(text).map((row) => row.record_id)).toEqual(expected);
  });

  it.each([
    ['2018-08-01 03:00:00', '2024-10-11 12:00:00', 5],
    ['2024-10-11 11:30:00', '', 0],
  ])('finds the records of a served file between %s and %s', async (dateRangeBegin, dateRangeEnd, count) => {
    const { send } = serve('simple');
    expect(readCsv((await send({ ...readAll, dateRangeBegin, dateRangeEnd })).text)).toHaveLength(count);
  });

  it('is a line break where there is nothing', async () => {
    expect(await serve('empty-rows').send(readAll)).toEqual({ status: 200, text: '\n' });
    expect(await serve('simple').send({ ...readAll, records: '99' })).toEqual({ status: 200, text: '\n' });
  });

  it('names the fields that a project does not have', async () => {
    expect(await serve('simple').send({ ...readAll, fields: 'record_id,bad_field_1' })).toEqual({
      status: 400,
      text: 'ERROR: The following values in the parameter "fields" are not valid: \'bad_field_1\'',
    });
  });

  it('has EAV in the order of the dictionary, with calculated fields at the end of each record', async () => {
    const { send } = serve('simple');
    const lines = readCsv((await send({ ...readAll, type: 'eav' })).text);
    expect(lines).toHaveLength(103);
    expect(lines.slice(0, 20).map((line) => line.field_name)).toEqual([
      'record_id',
      'name_first',
      'name_last',
      'address',
      'telephone',
      'email',
      'dob',
      'age',
      'sex',
      'demographics_complete',
      'height',
      'weight',
      'comments',
      'mugshot',
      'health_complete',
      'race',
      'ethnicity',
      'interpreter_needed',
      'race_and_ethnicity_complete',
      'bmi',
    ]);
  });

  it('has survey columns', async () => {
    const { send } = serve('survey');
    const [header = ''] = (await send({ ...readAll, exportSurveyFields: 'true' })).text.split('\n');
    expect(header).toMatch(/^participant_id,redcap_survey_identifier,prescreening_survey_timestamp,dob,/);
  });
});

describe('reading, as REDCapR does it in batches', () => {
  it.each([
    ['simple', 2],
    ['clinical-trial-1', 100],
    ['arm-single-longitudinal', 1],
    ['repeating-instruments', 1],
    ['nonnumeric-record-id', 2],
    ['dag', 2],
  ])('makes the whole of %s from slices of %i records', async (name, size) => {
    const { send } = serve(name);
    const dictionary = readCsv((await send({ content: 'metadata', format: 'csv', forms: '', fields: '' })).text);
    const idField = dictionary[0]?.field_name ?? '';
    const names = readCsv((await send({ ...readAll, fields: idField })).text).map((row) => row[idField] ?? '');
    const ids = [...new Set(names)].sort();
    const rows: Record<string, string>[] = [];
    for (let start = 0; start < ids.length; start += size) {
      const records = ids.slice(start, start + size).join(',');
      rows.push(...readCsv((await send({ ...readAll, records })).text));
    }
    const whole = readCsv((await send(readAll)).text);
    const inOrder = (all: readonly Record<string, string>[]): string[] => all.map((row) => JSON.stringify(row)).sort();
    expect(inOrder(rows)).toEqual(inOrder(whole));
    expect(rows.length).toBeGreaterThan(0);
  });

  it('asks for the names of the records that a filter leaves, and for their rows with the same filter', async () => {
    const { send } = serve('simple');
    const filtered = { ...readAll, filterLogic: '[age] >= 61' };
    expect((await send({ ...filtered, fields: 'record_id' })).text).toBe('record_id\n3\n4\n');
    expect(readCsv((await send({ ...filtered, records: '3,4', rawOrLabel: 'label' })).text)).toHaveLength(2);
  });
});

describe('the design, as REDCapR reads it', () => {
  it.each([
    ['arm', 'arms'],
    ['event', 'events'],
    ['formEventMapping', 'form/event mappings'],
  ])('is refused for %s of a classic project, which the client takes for "none"', async (content, words) => {
    expect(await serve('simple').send({ content, format: 'csv', arms: '' })).toEqual({
      status: 400,
      text: `ERROR: You cannot export ${words} for classic projects`,
    });
  });

  it('is refused for the repeating setup of a project without one', async () => {
    // The suite asserts this; redcapAPI never asks such a project.
    expect(await serve('simple').send({ content: 'repeatingFormsEvents', format: 'csv' })).toEqual({
      status: 400,
      text:
        'ERROR: You cannot export repeating instruments and events because the project does not contain any repeating ' +
        'instruments and events',
    });
  });

  it('has events and arms as the server exported them, event ids apart', async () => {
    const { send } = serve('arm-single-longitudinal');
    const exported = (file: string): Record<string, string>[] =>
      readCsv(readFileSync(new URL(`arm-single-longitudinal/${file}`, folder), 'utf8'));
    expect(readCsv((await send({ content: 'arm', format: 'csv' })).text)).toEqual(exported('arm.csv'));
    const events = readCsv((await send({ content: 'event', format: 'csv' })).text);
    expect(events.map((event) => without(event, 'event_id'))).toEqual(
      exported('event.csv').map((event) => without(event, 'event_id')),
    );
    expect(events.every((event) => Number(event.event_id) > 0)).toBe(true);
  });

  it('has mappings of one arm, and a header alone for an arm that is not there', async () => {
    const { send } = serve('arm-single-longitudinal');
    const mappings = { content: 'formEventMapping', format: 'csv' };
    expect((await send({ ...mappings, arms: '1' })).text).toBe((await send({ ...mappings, arms: '' })).text);
    expect((await send({ ...mappings, arms: '7' })).text).toBe('arm_num,unique_event_name,form\n');
  });

  it('has groups with numbers, and a header alone where there are none', async () => {
    const dag = { content: 'dag', format: 'csv' };
    expect(readCsv((await serve('simple').send(dag)).text)).toMatchObject([
      { data_access_group_name: 'dag_1', unique_group_name: 'dag_1' },
      { data_access_group_name: 'dag_2', unique_group_name: 'dag_2' },
    ]);
    expect((await serve('checkboxes-1').send(dag)).text).toBe(
      'data_access_group_name,unique_group_name,data_access_group_id\n',
    );
  });

  it('has users as one row, their forms in one cell', async () => {
    const [user] = readCsv((await serve('simple').send({ content: 'user', format: 'csv' })).text);
    expect(user).toMatchObject({
      username: 'sandbox_owner',
      expiration: '',
      design: '1',
      api_export: '1',
      forms_export: 'demographics:1,health:1,race_and_ethnicity:1',
    });
  });

  it('has project information as one row with numbers for flags', async () => {
    const [info] = readCsv((await serve('simple').send({ content: 'project', format: 'csv' })).text);
    expect(info).toMatchObject({
      project_title: 'REDCapR: simple',
      in_production: '0',
      project_language: 'English',
      is_longitudinal: '0',
      has_repeating_instruments_or_events: '0',
      record_autonumbering_enabled: '1',
      production_time: '',
      bypass_branching_erase_field_prompt: '0',
    });
  });

  it.each([
    ['simple', '6'],
    ['nonnumeric-record-id', '1'],
  ])('names the next record of %s', async (name, expected) => {
    const { send } = serve(name);
    expect((await send({ content: 'generateNextRecordName', format: 'csv' })).text).toBe(expected);
  });

  it('names the next record of a group behind the number of the group', async () => {
    const { project, send } = serve('dag');
    const [group] = project.dags;
    const [user] = project.users;
    if (group === undefined || user === undefined) throw new Error('The project has no groups');
    project.dags = [{ ...group, groupId: 331 }, ...project.dags.slice(1)];
    user.dagId = 331;
    expect((await send({ content: 'generateNextRecordName', format: 'csv' })).text).toBe('331-3');
  });

  it('is read in slices of forms, and written back from a file', async () => {
    const { send } = serve('simple');
    const health = (await send({ content: 'metadata', format: 'csv', forms: 'health', fields: '' })).text;
    expect(readCsv(health).map((field) => field.field_name)).toEqual([
      'height',
      'weight',
      'bmi',
      'comments',
      'mugshot',
    ]);
    const whole = (await send({ content: 'metadata', format: 'csv', forms: '', fields: '' })).text;
    const data = writeCsv(readCsv(whole));
    const answer = await send({ content: 'metadata', format: 'csv', returnFormat: 'csv', data });
    expect(answer).toEqual({ status: 200, text: '17' });
    expect((await send({ content: 'metadata', format: 'csv', forms: '', fields: '' })).text).toBe(whole);
  });
});

describe('the log, as REDCapR reads it', () => {
  const log = { content: 'log', format: 'csv', beginTime: '2024-10-11 00:00', endTime: '2024-10-11 24:00' };

  it('covers a whole day, whose last minute is written as 24:00', async () => {
    const { send } = serve('simple');
    const lines = readCsv((await send(log)).text);
    expect(lines.map((line) => line.action)).toEqual([
      'Create record (import) 5',
      'Create record (import) 4',
      'Create record (import) 3',
      'Create record (import) 2',
      'Create record (import) 1',
    ]);
    const nextDay = { ...log, beginTime: '2024-10-12 00:00', endTime: '2024-10-12 24:00' };
    expect((await send(nextDay)).text).toBe('timestamp,username,action,details,record\n');
  });

  it('has the words of a server for exports, and blanks for line breaks', async () => {
    const { send } = serve('simple');
    for (const content of ['instrument', 'dag', 'project']) await send({ content, format: 'csv' });
    await send({ ...write, data: '"record_id","comments"\n5,"One\n\nTwo"' });
    const lines = readCsv((await send({ ...log, beginTime: '2024-10-11 11:30' })).text);
    expect(lines.map((line) => line.details)).toEqual([
      "comments = 'One  Two'",
      'Export project information (API)',
      'Export DAGs (API)',
      'Export instruments (API)',
    ]);
  });
});

describe('writing, as REDCapR does it', () => {
  it('takes back what was read without calculated fields, and leaves files where they are', async () => {
    const { send } = serve('simple');
    const before = readCsv((await send(readAll)).text);
    const rows = before.map((row, index) => ({ ...without(row, 'age', 'bmi'), address: String(1001 + index) }));
    const answer = await send({ ...write, data: writeCsv(rows) });
    expect(answer).toEqual({ status: 200, text: 'id\n1\n2\n3\n4\n5' });
    expect(readCsv((await send(readAll)).text)).toEqual(
      before.map((row, index) => ({ ...row, address: String(1001 + index) })),
    );
  });

  it('takes the old sign of a document for a file', async () => {
    const { send } = serve('simple');
    const data = '"record_id","mugshot"\n9,"[document]"';
    expect(await send({ ...write, data })).toEqual({ status: 200, text: 'id\n9' });
    expect((await send({ ...readAll, fields: 'record_id,mugshot', records: '9' })).text).toBe(
      'record_id,mugshot\n9,\n',
    );
  });

  it('is refused without the right to import, whatever the columns', async () => {
    const { project, send } = serve('simple');
    const [user] = project.users;
    if (user !== undefined) user.flags = { ...user.flags, api_import: 0 };
    expect(await send({ ...write, data: '"mpg","cyl"\n21,6' })).toEqual({
      status: 403,
      text: 'ERROR: You do not have API Import/Update privileges',
    });
  });

  it('moves a record to another group, where its name stays and the first group no longer sees it', async () => {
    const { project, send } = serve('dag');
    const withGroups = { ...readAll, exportDataAccessGroups: 'true' };
    const rows = readCsv((await send(withGroups)).text);
    expect(rows.map((row) => row.redcap_data_access_group)).toEqual(['daga', 'daga', 'dagb']);
    const data = writeCsv(rows.map((row, index) => (index === 1 ? { ...row, redcap_data_access_group: 'dagb' } : row)));
    expect(await send({ ...write, data })).toMatchObject({ status: 200 });
    const [user] = project.users;
    if (user !== undefined) user.dagId = project.dags[0]?.groupId ?? null;
    const seen = (await send(withGroups)).text;
    expect(readCsv(seen).map((row) => row.record_id)).toEqual(['331-1']);
    expect(seen).not.toContain('redcap_data_access_group');
  });

  it('deletes records and answers their number, without a format', async () => {
    const { send } = serve('arm-single-delete');
    const names = readCsv((await send({ ...readAll, fields: 'record_id' })).text).map((row) => row.record_id ?? '');
    const deletion = {
      content: 'record',
      action: 'delete',
      'records[0]': names[0] ?? '',
      'records[1]': names[1] ?? '',
    };
    expect(await send(deletion)).toEqual({ status: 200, text: '2' });
    const missing = await send({ content: 'record', action: 'delete', 'records[0]': '1' });
    expect(missing.status).toBe(400);
    expect(missing.text).toContain(
      'One or more of the records provided cannot be deleted because they do not exist in the project. The following ' +
        'records do not exist: 1',
    );
  });

  it('is told in XML that records may not be deleted', async () => {
    const { project, send } = serve('simple');
    const [user] = project.users;
    if (user !== undefined) user.flags = { ...user.flags, record_delete: 0 };
    expect(await send({ content: 'record', action: 'delete', 'records[0]': '1' })).toEqual({
      status: 403,
      text: '<?xml version="1.0" encoding="UTF-8" ?><hash><error>You do not have Delete Record privileges</error></hash>',
    });
  });

  it('uploads a file, and asks for one of a field that does not exist', async () => {
    const { send, upload } = serve('simple');
    const place = { content: 'file', record: '3', field: 'mugshot', returnFormat: 'csv' };
    const image = new File([new Uint8Array([1, 2, 3])], 'mugshot-9.jpg', { type: 'image/jpeg' });
    expect(await upload({ ...place, action: 'import' }, image)).toEqual({ status: 200, text: '' });
    expect((await send({ ...readAll, fields: 'mugshot', records: '3' })).text).toBe('mugshot\nmugshot-9.jpg\n');
    expect(await send({ ...place, action: 'export', field: 'mugshotttttt' })).toEqual({
      status: 400,
      text: "ERROR: The field 'mugshotttttt' does not exist or is not a 'file' field",
    });
  });
});

describe('a bad token', () => {
  it.each([
    'arm',
    'dag',
    'event',
    'exportFieldNames',
    'formEventMapping',
    'instrument',
    'metadata',
    'record',
    'repeatingFormsEvents',
    'user',
  ])('is answered alike for %s', async (content) => {
    expect(await serve('simple').send({ token: badToken, content, format: 'csv' })).toEqual({
      status: 403,
      text: 'ERROR: You do not have permissions to use the API',
    });
  });
});

describe('a wrong address', () => {
  it("is answered with a web server's page, to the letter", async () => {
    const handle = createSandbox(createStore());
    const answer = await handle(new Request('http://sandbox.test/apiFFFF/', { method: 'POST', body: 'token=x' }));
    expect([answer.status, await answer.text()]).toEqual([
      404,
      '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n' +
        '<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n',
    ]);
  });
});
