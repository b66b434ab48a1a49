import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describePage, hasHighPressure, type Study as AppStudy } from '../../examples/participant-page/src/page.ts';
import { CLIENT_APP as APP, clientLibraryFile } from '../support/client-libraries.ts';
import { startDemoGateway, type DemoGateway } from '../support/demo-gateway.ts';
import { root } from '../support/markdown.ts';
import { programEnv } from '../support/main-program.ts';
import { startPeople } from '../support/people.ts';
import { itWith, requirement, titleWith } from '../support/requirement.ts';
import type { Study } from '../support/study.ts';

/** What a command said and how it ended. */
interface Ended {
  readonly code: number;
  readonly out: string;
}

const runNode = (cwd: string, argv: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const given = { cwd, env: programEnv(env), maxBuffer: 10_000_000 };
    execFile(process.execPath, argv, given, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr });
    });
  });

const generate = (app: string): Promise<Ended> => runNode(app, [clientLibraryFile('@graphql-codegen/cli/cjs/bin.js')]);
const compile = (app: string): Promise<Ended> => runNode(app, [clientLibraryFile('typescript/bin/tsc'), '-p', '.']);
const check = (app: string, env: Record<string, string> = {}): Promise<Ended> =>
  runNode(app, [join(root, 'src/main.ts'), 'check', 'stroke2', 'study.graphql', 'documents/**'], env);

/** The app as somebody has it who has just cloned and installed it: without the types of its operations. */
const copyApp = (): string => {
  const app = mkdtempSync(join(tmpdir(), 'participant-page-'));
  cpSync(APP, app, { recursive: true, filter: (path) => !['generated', 'node_modules'].includes(basename(path)) });
  symlinkSync(join(APP, 'node_modules'), join(app, 'node_modules'));
  return app;
};

const replaceIn = (path: string, before: string | RegExp, after: string): void => {
  const text = readFileSync(path, 'utf8');
  const replaced = text.replaceAll(before, after);
  expect(replaced).not.toBe(text);
  writeFileSync(path, replaced);
};

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

describe('an app that pins the demo study’s graph', () => {
  let app: string;

  beforeAll(() => {
    app = copyApp();
  });

  afterAll(() => {
    rmSync(app, { recursive: true });
  });

  const typed = 'has the types that GraphQL Code Generator writes of it, and compiles with tsc --strict';
  itWith(requirement.clientLibraries, typed, async () => {
    expect(await generate(app)).toMatchObject({ code: 0 });
    expect(filesOf(join(app, 'src/generated'))).toEqual(filesOf(join(APP, 'src/generated')));
    expect(await compile(app)).toEqual({ code: 0, out: '' });
  });

  it('fits the study as it is', async () => {
    expect(await check(app)).toMatchObject({
      code: 0,
      out: expect.stringContaining('3 of 3 operations are right for project "stroke2" as it is now.\n') as string,
    });
  });
});

const createApolloStudy = async (url: string): Promise<AppStudy> =>
  (await import('../../examples/participant-page/src/apollo.ts')).createApolloStudy(url);
const createUrqlStudy = async (url: string): Promise<AppStudy> =>
  (await import('../../examples/participant-page/src/urql.ts')).createUrqlStudy(url);

describe.skipIf(!requirement.clientLibraries.isMet).each([
  { client: 'Apollo Client', create: createApolloStudy },
  { client: 'urql', create: createUrqlStudy },
])(titleWith(requirement.clientLibraries, 'the app by $client'), ({ create }) => {
  let gateway: DemoGateway;
  let study: AppStudy;

  beforeAll(async () => {
    gateway = await startDemoGateway();
    study = await create(`${gateway.url}/projects/stroke2/graphql`);
  });

  afterAll(async () => {
    await gateway.close();
  });

  it('shows a participant', async () => {
    const participant = await study.readParticipant('1');
    expect(participant === null ? [] : describePage(participant)).toEqual([
      'Participant 1, Female, born 1948-03-21',
      'Baseline: 151/? mmHg',
      '21 day follow up: 130/73 mmHg',
      '90 day follow up: 126/75 mmHg',
      'Unscheduled 1: 168/78 mmHg',
      'Unscheduled 2: ?/? mmHg',
      '1. Headache (Mild)',
      '2. Chute à domicile (Severe)',
      '3. Céphalée (Severe)',
    ]);
    expect(participant !== null && hasHighPressure(participant, 160)).toBe(true);
  });

  it('shows nobody where there is nobody', async () => {
    expect(await study.readParticipant('none')).toBeNull();
  });

  it('lists adverse events of all participants by their grade, a page that is whole', async () => {
    const page = await study.listAdverseEvents(['5']);
    expect(page.completeness.isComplete).toBe(true);
    expect(page.nodes.every(({ ae_grade: grade }) => grade?.label === 'Death')).toBe(true);
    const severe = await study.listAdverseEvents(['3', '4']);
    expect(severe.nodes.slice(0, 2).map(({ record, ae_term: term }) => [record.name, term?.value])).toEqual([
      ['1', 'Chute à domicile'],
      ['1', 'Céphalée'],
    ]);
    expect([severe.nodes.length, severe.pageInfo.hasNextPage]).toEqual([20, true]);
  });

  it('adds an adverse event once, and shows it then, in its page and among all', async () => {
    const before = await study.listAdverseEvents(['2']);
    const values = { ae_term: 'Dizziness', ae_grade: '2', ae_onset: '2024-04-18' };
    expect(await study.addAdverseEvent('1', values, 'tablet-7-0001')).toBe(4);
    expect(await study.addAdverseEvent('1', values, 'tablet-7-0001')).toBe(4);
    const participant = await study.readParticipant('1');
    expect(participant?.adverse_events.totalCount).toBe(4);
    expect(participant === null ? [] : describePage(participant)).toContain('4. Dizziness (Moderate)');
    const after = await study.listAdverseEvents(['2']);
    expect([after.totalCount - before.totalCount, after.nodes[0]?.ae_term?.value]).toEqual([1, 'Dizziness']);
  });

  it('learns why an adverse event is refused', async () => {
    await expect(study.addAdverseEvent('1', { ae_grade: '9' }, 'tablet-7-0002')).rejects.toThrow(/ae_grade/);
  });
});

describe('an app whose study renames a variable', () => {
  let app: string;
  let study: Study;
  let env: Record<string, string>;

  beforeAll(async () => {
    app = copyApp();
    study = await startPeople();
    env = { REDCAP_URL: study.url, REDCAP_TOKEN: study.owner.token ?? '', REDCAP_PROJECT: 'stroke2' };
    const dictionary = await study.post({ content: 'metadata', format: 'csv' });
    expect(dictionary).toContain('\nsbp,vitals,');
    const data = dictionary.replace('\nsbp,vitals,', '\nsystolic,vitals,');
    expect(await study.post({ content: 'metadata', action: 'import', format: 'csv', data })).toMatch(/^\d+$/);
  });

  afterAll(async () => {
    await study.close();
    rmSync(app, { recursive: true });
  });

  it('learns from "check" which operation breaks and by which field, with exit code 1', async () => {
    const { code, out } = await check(app, env);
    expect(out).toContain(
      'documents/participant-page.graphql:23:9 ParticipantPage record.vitals.nodes.sbp: ' +
        'Vitals has no field "sbp" any more.\n',
    );
    expect(out).toContain('1 of 3 operations is broken by what changed in project "stroke2".\n');
    expect(code).toBe(1);
  });

  itWith(requirement.clientLibraries, 'cannot generate its types from the graph as it is now', async () => {
    const printed = await runNode(root, ['src/main.ts', 'schema', 'stroke2'], env);
    expect(printed.code).toBe(0);
    writeFileSync(join(app, 'study.graphql'), printed.out);
    const { code, out } = await generate(app);
    expect(code).toBe(1);
    expect(out).toContain('Cannot query field "sbp" on type "Vitals".');
  });

  itWith(requirement.clientLibraries, 'does not compile before its code has followed as well', async () => {
    replaceIn(join(app, 'documents/participant-page.graphql'), /\bsbp\b/g, 'systolic');
    expect(await generate(app)).toMatchObject({ code: 0 });
    const broken = await compile(app);
    expect(broken.code).toBe(2);
    expect(broken.out).toMatch(/src\/page\.ts\(\d+,\d+\): error TS2339: Property 'sbp' does not exist on type/);
    replaceIn(join(app, 'src/page.ts'), /\bsbp\b/g, 'systolic');
    expect(await compile(app)).toEqual({ code: 0, out: '' });
    expect((await check(app, env)).code).toBe(0);
  });
});
