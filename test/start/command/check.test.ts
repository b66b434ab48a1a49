import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schema } from '../../../src/schema/index.ts';
import { runCheck } from '../../../src/start/command/check.ts';
import type { CheckOutcome } from '../../../src/start/command/check.ts';
import { runSchema } from '../../../src/start/command/schema.ts';
import { createLog } from '../../../src/start/log.ts';
import type { Surroundings } from '../../../src/start/surroundings.ts';
import { classicClinic } from '../../support/clinic.ts';
import { startStudy, type Study } from '../../support/study.ts';

let study: Study;
let folder: string;

const surroundings = (argv: readonly string[]): Surroundings & { readonly text: () => string } => {
  let text = '';
  return {
    argv,
    env: { REDCAP_URL: study.url, REDCAP_TOKEN: study.owner.token ?? '', REDCAP_PROJECT: 'clinic' },
    out: { write: (part: string) => (text += part) },
    schemaFolder: 'nowhere',
    createLog: () => createLog('silent'),
    loadSchema: () => Promise.resolve(schema),
    text: () => text,
  };
};

const check = async (...argv: readonly string[]): Promise<{ outcome: CheckOutcome; text: string }> => {
  const given = surroundings(argv);
  const outcome = await runCheck(given);
  // Paths are relative to the folder where the command runs.
  return { outcome, text: given.text().replaceAll(relative('.', folder), 'app').replaceAll(folder, 'app') };
};

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const pinned = (): string => join(folder, 'study.graphql');

beforeEach(async () => {
  study = await startStudy({ project: classicClinic });
  folder = mkdtempSync(join(tmpdir(), 'check-command-'));
  mkdirSync(join(folder, 'documents', 'pages'), { recursive: true });
  const given = surroundings(['clinic']);
  await runSchema(given);
  writeFileSync(pinned(), given.text());
  write('documents/names.graphql', 'query Names { records { nodes { demographics { first_name { value } } } } }\n');
  write('documents/pages/count.gql', 'query Count { records(first: 0) { totalCount } }\n');
});

afterEach(async () => {
  await study.close();
  rmSync(folder, { recursive: true });
});

/** Renames a variable in the project's dictionary, as somebody in REDCap would. */
const rename = async (from: string, to: string): Promise<void> => {
  const csv = await study.post({ content: 'metadata', format: 'csv' });
  expect(csv).toContain(`\n${from},`);
  const answer = await study.post({
    content: 'metadata',
    action: 'import',
    format: 'csv',
    data: csv.replace(`\n${from},`, `\n${to},`),
  });
  expect(answer).toMatch(/^\d+$/);
};

describe('the command "check"', () => {
  it.each([
    ['a pattern', ['documents/**/*.{graphql,gql}']],
    ['a pattern that matches folders too', ['documents/**']],
    ['a folder', ['documents']],
    ['files, one of them twice', ['documents/names.graphql', 'documents/pages/count.gql', 'documents/*.graphql']],
    ['everything, the pinned graph included', ['**/*']],
  ])('finds operations fit while the design is what it was: %s', async (_, names) => {
    const { outcome, text } = await check('clinic', pinned(), ...names.map((name) => join(folder, name)));
    expect([outcome, text]).toEqual(['fits', '2 of 2 operations are right for project "clinic" as it is now.\n']);
  });

  it('names file, operation and field of what a renamed variable breaks, and counts what is gone besides', async () => {
    await rename('first_name', 'given_name');
    await rename('pulse', 'heart_rate');
    const { outcome, text } = await check('clinic', pinned(), join(folder, 'documents'));
    expect(text).toBe(
      'app/documents/names.graphql:1:48 Names records.nodes.demographics.first_name: ' +
        'Demographics has no field "first_name" any more.\n' +
        '1 of 2 operations is broken by what changed in project "clinic".\n' +
        '1 field of app/study.graphql is gone, which no operation uses.\n',
    );
    expect(outcome).toBe('breaks');
  });

  it('lists apart what was not even right for the pinned graph', async () => {
    write('documents/wrong.graphql', 'query Wrong { records { title } }');
    const { outcome, text } = await check('clinic', pinned(), join(folder, 'documents'));
    expect(text).toBe(
      'app/documents/wrong.graphql:1:25 Wrong records: Cannot query field "title" on type "RecordConnection".\n' +
        '1 of 3 operations is not valid in app/study.graphql itself.\n',
    );
    expect(outcome).toBe('breaks');
  });

  it('leaves out packages that the app has installed', async () => {
    mkdirSync(join(folder, 'node_modules', 'other'), { recursive: true });
    write('node_modules/other/their.graphql', '{ theirs }');
    const { text } = await check('clinic', pinned(), join(folder, '**', '*.graphql'));
    expect(text).toBe('1 of 1 operation is right for project "clinic" as it is now.\n');
  });
});

describe('the command "check" cannot compare', () => {
  const refused = async (...argv: readonly string[]): Promise<string> => {
    study.forget();
    const failure = await check(...argv).then(
      () => 'It was told.',
      (error: unknown) => (error as Error).message,
    );
    return failure.replaceAll(relative('.', folder), 'app').replaceAll(folder, 'app');
  };

  it.each<[string, string[], string]>([
    ['without arguments', [], 'Name a project, the file of its pinned graph, and documents: check PROJECT'],
    ['without documents', ['clinic', 'study.graphql'], 'Name a project, the file of its pinned graph, and documents'],
    ['without the pinned graph', ['clinic', 'no.graphql', 'documents'], 'app/no.graphql: there is no such file.'],
    [
      'when the pinned graph is no graph',
      ['clinic', 'documents/names.graphql', 'documents'],
      'app/documents/names.graphql: Query root type must',
    ],
    ['when a name matches nothing', ['clinic', 'study.graphql', 'docs/**'], 'app/docs/**: matches no file.'],
    ['when no document is among the files', ['clinic', 'study.graphql', 'notes.txt'], 'There is no document among app'],
    [
      'when a document cannot be read',
      ['clinic', 'study.graphql', 'torn.graphql'],
      'app/torn.graphql:1:9: Syntax Error',
    ],
  ])('%s, and asks REDCap for nothing', async (_, argv, message) => {
    write('notes.txt', 'no document');
    write('torn.graphql', 'query Q }');
    const [key, ...names] = argv;
    const failure = await refused(...(key === undefined ? [] : [key]), ...names.map((name) => join(folder, name)));
    expect(failure).toContain(message);
    expect(study.calls).toEqual([]);
  });

  it('for a project that is not configured', async () => {
    const failure = await refused('clinique', pinned(), join(folder, 'documents'));
    expect(failure).toBe('There is no project "clinique" in the configuration. There is: clinic.');
  });

  it('where the documents hold no operation', async () => {
    const path = write('types.graphql', 'extend type Query { local: Boolean }');
    expect(await refused('clinic', pinned(), path)).toBe('There is no operation in app/types.graphql.');
  });
});
