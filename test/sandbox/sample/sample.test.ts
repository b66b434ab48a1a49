import { beforeAll, describe, expect, it } from 'vitest';

import { sandboxMethods } from '../../../src/sandbox/contents/index.ts';
import { demoUsers } from '../../../src/sandbox/demo/access.ts';
import { createDemoProject } from '../../../src/sandbox/demo/study.ts';
import { createSandbox } from '../../../src/sandbox/http/app.ts';
import type { SandboxProject } from '../../../src/sandbox/state/project.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import type { Encoded } from './encoding.ts';
import { encodings } from './encoding.ts';
import type { Sample } from './sample.ts';
import { samples } from './sample.ts';

const noon = (): Date => new Date(2025, 0, 1, 12, 0, 0);

/** The demo study with three records, a randomization and a File Repository. */
const makeStudy = (): SandboxProject => {
  const study = createDemoProject(createStore({ seed: 'samples', now: noon }));
  for (const name of [...study.records.keys()].slice(3)) study.records.delete(name);
  study.settings.randomization_enabled = true;
  const target = { targetField: 'rand_group', targetEventId: 2, strata: [], byGroup: false, isConcealed: false };
  const table = [{ value: '1', number: 'R-1', strata: {}, dagId: null, record: null }];
  study.randomizations = [{ randomizationId: 7, ...target, table }];
  for (const row of study.records.get('1')?.rows.values() ?? []) row.values.delete('rand_group');
  study.files.set(90, { docId: 90, name: 'letter.txt', mimeType: 'text/plain', bytes: Buffer.from('Dear all') });
  study.fileRepository = {
    folders: [{ folderId: 1, name: 'Letters', parentId: null, dagId: null, role: null }],
    files: [{ docId: 90, folderId: null }],
    nextFolderId: 2,
  };
  return study;
};

let study: SandboxProject;

beforeAll(() => {
  study = makeStudy();
});

/** Serves a copy of the study, to whoever asks for one call only. */
const ask = async ({ body, contentType }: Encoded): Promise<{ status: number; text: string }> => {
  const store = createStore({ seed: 'samples', now: noon });
  store.projects.set(study.projectId, structuredClone(study));
  store.nextEventId = 100;
  store.nextDagId = 100;
  const headers = contentType === undefined ? undefined : { 'content-type': contentType };
  const request = new Request('http://sandbox.test/api/', { method: 'POST', body, ...(headers && { headers }) });
  const response = await createSandbox(store)(request);
  return { status: response.status, text: Buffer.from(await response.arrayBuffer()).toString('utf8') };
};

const token = demoUsers[0].token;

/** A file goes in a multipart form, whatever the language. */
const encodeFile = ({ sent, file }: Sample): Encoded => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ token, ...sent })) form.append(name, value);
  if (file !== undefined) form.append('file', file);
  return { body: form };
};

const cases = Object.entries(encodings).flatMap(([language, encode]) =>
  samples
    .filter(({ file }) => file === undefined)
    .map((sample) => [`${sample.title} (${String(samples.indexOf(sample))})`, language, sample, encode] as const),
);

const uploads = samples.filter(({ file }) => file !== undefined);

describe("the documentation's samples", () => {
  it('are there for every method of a project token', () => {
    const titles = new Set(samples.map(({ title }) => title));
    expect(sandboxMethods.map(({ title }) => title).filter((title) => !titles.has(title))).toEqual([]);
  });

  it.each(cases)('%s is answered alike in the encoding of %s', async (_title, _language, sample, encode) => {
    const { status, text } = await ask(encode({ token, ...sample.sent }));
    expect([status, text]).toEqual([200, typeof sample.shows === 'string' ? sample.shows : text]);
    expect(text).toMatch(sample.shows);
  });

  it.each(uploads.map((sample) => [sample.title, sample] as const))('%s takes a file', async (_title, sample) => {
    expect(await ask(encodeFile(sample))).toEqual({ status: 200, text: sample.shows });
  });
});

describe('parameters', () => {
  const encode = encodings['PHP http_build_query'] ?? (() => ({ body: '' }));
  const label = async (flag: string): Promise<string> =>
    (
      await ask(
        encode({
          token,
          content: 'record',
          format: 'csv',
          records: ['1'],
          fields: ['sex'],
          exportDataAccessGroups: flag,
        }),
      )
    ).text.split('\n')[0] ?? '';

  it.each(['true', 'True', 'TRUE', '1'])('take %s as yes', async (flag) => {
    expect(await label(flag)).toBe('redcap_data_access_group,sex');
  });

  it.each(['false', 'False', 'FALSE', '0', ''])('take "%s" as no', async (flag) => {
    expect(await label(flag)).toBe('sex');
  });

  it.each([
    ['type', 'eav', 'EAV'],
    ['rawOrLabel', 'label', 'Label'],
    ['rawOrLabelHeaders', 'label', 'LABEL'],
    ['format', 'csv', 'CSV'],
    ['csvDelimiter', 'tab', 'TAB'],
  ])('take the words of %s in any case', async (name, word, other) => {
    const sent = { token, content: 'record', format: 'csv', records: ['1'], fields: ['record_id', 'sex'] };
    const answer = await ask(encode({ ...sent, [name]: word }));
    expect(answer.status).toBe(200);
    expect(await ask(encode({ ...sent, [name]: other }))).toEqual(answer);
  });

  it.each([
    ['json', '{"error":'],
    ['JSON', '{"error":'],
    ['csv', 'ERROR: '],
    ['xml', '<?xml'],
  ])('without returnFormat have errors in the format %s', async (format, beginning) => {
    const { status, text } = await ask(encode({ token, content: 'record', format, fields: ['nope'] }));
    expect([status, text.startsWith(beginning)]).toEqual([400, true]);
  });

  it('without any format are answered in xml', async () => {
    const { text } = await ask(encode({ token, content: 'instrument' }));
    expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8" \?>\n<\w+>\n<item><instrument_name>screening</);
  });

  it('may be sent twice, and the last one counts', async () => {
    const body = `token=${'0'.repeat(32)}&content=version&token=${token}`;
    expect(await ask({ body, contentType: 'application/x-www-form-urlencoded' })).toEqual({
      status: 200,
      text: '16.1.3',
    });
  });
});
