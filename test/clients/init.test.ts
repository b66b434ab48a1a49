import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { CLIENT_APP, clientLibraryFile } from '../support/client-libraries.ts';
import { mainFile, programEnv } from '../support/main-program.ts';
import { startPeople } from '../support/people.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import type { Study } from '../support/study.ts';

// Compilers and interpreters start for each test, which takes long on a machine that has more to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** What a program said and how it ended. */
interface Ended {
  readonly code: number;
  readonly out: string;
}

const run = (cwd: string, file: string, argv: readonly string[], env: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    // `npx` and `node` are those of the tests.
    const PATH = [join(cwd, 'node_modules/.bin'), dirname(process.execPath), process.env['PATH']].join(delimiter);
    execFile(file, argv, { cwd, env: programEnv({ ...env, PATH }), maxBuffer: 10_000_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr });
    });
  });

/** A folder that has nothing but the packages that `init` says to install. */
const createEmptyApp = (): string => {
  const app = mkdtempSync(join(tmpdir(), 'init-app-'));
  mkdirSync(join(app, 'node_modules/.bin'), { recursive: true });
  const link = (folder: string): void => {
    for (const name of readdirSync(join(CLIENT_APP, folder)).filter((each) => !each.startsWith('.'))) {
      symlinkSync(join(CLIENT_APP, folder, name), join(app, folder, name));
    }
  };
  link('node_modules');
  link('node_modules/.bin');
  const program = `#!/bin/sh\nexec "${process.execPath}" "${mainFile}" "$@"\n`;
  writeFileSync(join(app, 'node_modules/.bin/redcap-graphql'), program, { mode: 0o755 });
  return app;
};

/** What an app does with its first document, with a type for everything. */
const USE = `import type { FirstRowsQuery } from './generated/graphql.js';

export const describeRows = ({ instrumentData: { screening } }: FirstRowsQuery): string[] =>
  (screening?.nodes ?? []).map(({ record, screening_date: date }) => {
    const name: string = record.name;
    const day: string | null | undefined = date?.value;
    return name + ' ' + (day ?? '');
  });
`;

const OPTIONS = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2022,dom', '--skipLibCheck'];

describeWith(requirement.clientLibraries, 'an empty folder after "init"', () => {
  let app: string;
  let study: Study;
  let env: Record<string, string>;

  const runNode = (...argv: string[]): Promise<Ended> => run(app, process.execPath, argv, env);
  const generate = (): Promise<Ended> => runNode(clientLibraryFile('@graphql-codegen/cli/cjs/bin.js'));
  const checkInCi = (): Promise<Ended> => run(app, join(app, 'redcap-check.sh'), [], env);

  beforeAll(async () => {
    app = createEmptyApp();
    study = await startPeople();
    env = { REDCAP_URL: study.url, REDCAP_TOKEN: study.owner.token ?? '', REDCAP_PROJECT: 'stroke' };
    expect(await runNode(mainFile, 'init', 'stroke')).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    await study.close();
    rmSync(app, { recursive: true });
  });

  it('lets GraphQL Code Generator write its types', async () => {
    expect(await generate()).toMatchObject({ code: 0 });
    expect(readdirSync(join(app, 'src/generated')).sort()).toEqual(['gql.ts', 'graphql.ts', 'index.ts']);
  });

  it.each([
    ['a bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
    ['Node', ['--module', 'nodenext']],
  ])('compiles with tsc --strict as for %s', async (_what, module) => {
    writeFileSync(join(app, 'package.json'), '{ "type": "module" }\n');
    writeFileSync(join(app, 'src/rows.ts'), USE);
    const tsc = clientLibraryFile('typescript/bin/tsc');
    expect(await runNode(tsc, ...OPTIONS, ...module, 'src/rows.ts', 'src/generated/index.ts')).toEqual({
      code: 0,
      out: '',
    });
    writeFileSync(join(app, 'src/wrong.ts'), USE.replace('string = record.name', 'number = record.name'));
    const wrong = await runNode(tsc, ...OPTIONS, ...module, 'src/wrong.ts');
    expect(wrong.out).toContain("Type 'string' is not assignable to type 'number'");
  });

  it('passes its check in the CI, and does not once the generated types are not those of the operations', async () => {
    const green = await checkInCi();
    expect(green).toMatchObject({ code: 0 });
    expect(green.out).toContain('1 of 1 operation is right for project "stroke" as it is now.');
    writeFileSync(join(app, 'documents/count.graphql'), 'query Count { records(first: 0) { totalCount } }\n');
    expect((await checkInCi()).code).toBe(1);
    expect(await generate()).toMatchObject({ code: 0 });
    expect(await checkInCi()).toMatchObject({ code: 0 });
  });

  it('does not pass it once the study renames a variable, and learns which operation breaks', async () => {
    const dictionary = await study.post({ content: 'metadata', format: 'csv' });
    const data = dictionary.replace('\nscreening_date,', '\nscreened_on,');
    expect(data).not.toBe(dictionary);
    expect(await study.post({ content: 'metadata', action: 'import', format: 'csv', data })).toMatch(/^\d+$/);
    const red = await checkInCi();
    expect(red.out).toMatch(
      /documents\/first\.graphql:\d+:\d+ FirstRows .*Screening has no field "screening_date" any more\./,
    );
    expect(red.code).toBe(1);
  });
});
