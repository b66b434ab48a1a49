import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, isScalarType, isSpecifiedScalarType, parse, validate } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schema } from '../../../src/schema/index.ts';
import { runInit } from '../../../src/start/command/init.ts';
import { codegenFile, importExtensionOf } from '../../../src/start/init/codegen-file.ts';
import { scalarTypes } from '../../../src/start/init/scalar-type.ts';
import { createLog } from '../../../src/start/log.ts';
import { classicClinic } from '../../support/clinic.ts';
import { readText, root } from '../../support/markdown.ts';
import { startStudy } from '../../support/study.ts';

let app: string;

beforeEach(() => {
  app = mkdtempSync(join(tmpdir(), 'init-command-'));
});

afterEach(() => {
  rmSync(app, { recursive: true });
});

const init = async (
  argv: readonly string[],
  env: Record<string, string> = {},
): Promise<{ isWhole: boolean; text: string }> => {
  let text = '';
  const isWhole = await runInit({
    argv: ['--to', app, ...argv],
    env,
    out: { write: (part: string) => (text += part) },
    schemaFolder: join(root, 'schema'),
    createLog: () => createLog('silent'),
    loadSchema: () => Promise.resolve(schema),
  });
  return { isWhole, text };
};

const read = (path: string): string => readFileSync(join(app, path), 'utf8');
const written = (): string[] => readdirSync(app, { recursive: true, encoding: 'utf8' }).sort();

/** What is wrong with the first document for the graph that is pinned beside it. */
const faultsOfFirst = (pinned: string): string[] =>
  validate(buildSchema(read(pinned)), parse(read('documents/first.graphql'))).map(({ message }) => message);

describe('the command "init" with a project', () => {
  it('writes the pinned graph, the code generator, a first operation and the check, and says what is next', async () => {
    const { isWhole, text } = await init(['stroke2']);
    expect(isWhole).toBe(true);
    expect(written()).toEqual([
      'codegen.ts',
      'documents',
      'documents/first.graphql',
      'redcap-check.sh',
      'study.graphql',
    ]);
    expect(read('study.graphql')).toBe(readText('schema/stroke2.graphql'));
    expect(faultsOfFirst('study.graphql')).toEqual([]);
    expect(read('documents/first.graphql')).toMatch(/\n {4}screening\(first: 20, after: \$after\) \{\n/);
    expect(read('documents/first.graphql')).toMatch(/\n {8}screening_date \{\n {10}value\n {10}absence\n/);
    expect(read('redcap-check.sh')).toMatch(/\nnpx redcap-graphql check stroke2 study\.graphql 'documents\/\*\*'\n/);
    expect(statSync(join(app, 'redcap-check.sh')).mode & 0o111).toBe(0o111);
    expect(text.split('\n').slice(0, 4)).toEqual([
      'written    study.graphql: the pinned graph',
      'written    codegen.ts: GraphQL Code Generator, with the scalars of the graph',
      'written    documents/first.graphql: a first operation',
      'written    redcap-check.sh: the check for the CI',
    ]);
    expect(text).toContain("    npx redcap-graphql check stroke2 study.graphql 'documents/**'\n");
  });

  it('takes the project of a configuration, and lets the check find the same one from the folder of the app', async () => {
    const study = await startStudy({ project: classicClinic });
    try {
      const config = join(app, "the operator's.json");
      writeFileSync(config, JSON.stringify({ projects: [{ key: 'clinic', url: study.url, token: { env: 'TOKEN' } }] }));
      mkdirSync(join(app, 'web'));
      const folder = join(app, 'web');
      expect(
        (await init(['clinic', '--to', folder, '--config', config], { TOKEN: study.owner.token ?? '' })).isWhole,
      ).toBe(true);
      expect(read('web/study.graphql')).toContain('first_name');
      expect(read('web/redcap-check.sh')).toContain(
        "check clinic study.graphql 'documents/**' --config '../the operator'\\''s.json'\n",
      );
      expect(read('web/redcap-check.sh')).not.toContain(study.owner.token ?? '');
    } finally {
      await study.close();
    }
  });
});

describe('the command "init" without a project', () => {
  it('pins the graph of all projects, with the example that lists them', async () => {
    expect((await init([])).isWhole).toBe(true);
    expect(read('redcap.graphql')).toBe(readText('schema/schema.graphql'));
    expect(faultsOfFirst('redcap.graphql')).toEqual([]);
    expect(read('codegen.ts')).toContain("schema: 'redcap.graphql'");
    expect(read('redcap-check.sh')).toContain("\nnpx redcap-graphql check redcap.graphql 'documents/**'\n");
  });
});

describe('a file that is there', () => {
  it('stays, and the command says in which line it differs and writes the others', async () => {
    writeFileSync(
      join(app, 'codegen.ts'),
      "import type { CodegenConfig } from '@graphql-codegen/cli';\nexport default {};\n",
    );
    const { isWhole, text } = await init(['stroke2']);
    expect(isWhole).toBe(false);
    expect(text).toContain(
      'kept       codegen.ts: it differs from line 2 on. --force replaces it.\n' +
        '             it has: export default {};\n' +
        "             wanted: import { addTypenameSelectionDocumentTransform, preset } from '@graphql-codegen/client-preset';\n",
    );
    expect(read('codegen.ts')).toContain('export default {};');
    expect(text).toContain('written    study.graphql');
  });

  it('is replaced with --force', async () => {
    writeFileSync(join(app, 'codegen.ts'), 'mine\n');
    const { isWhole, text } = await init(['--force', 'stroke2']);
    expect(isWhole).toBe(true);
    expect(text).toContain('replaced   codegen.ts');
    expect(read('codegen.ts')).not.toContain('mine');
  });

  it('is left alone where it is as it should be', async () => {
    await init(['stroke2']);
    const { isWhole, text } = await init(['stroke2']);
    expect([isWhole, text.match(/^unchanged/gm)?.length]).toEqual([true, 4]);
  });

  it.each([
    [[], 'it has: the end of the file'],
    [['more'], 'wanted: the end of the file'],
  ])('is compared to its end: with %j behind', async (more, expected) => {
    await init(['stroke2']);
    const whole = read('redcap-check.sh');
    writeFileSync(join(app, 'redcap-check.sh'), more.length === 0 ? whole.slice(0, -1) : `${whole}\n`);
    expect((await init(['stroke2'])).text).toContain(expected);
  });
});

describe('the command "init" writes nothing', () => {
  it.each([
    [['nope'], 'There is no project "nope" in the configuration. There is: stroke2.'],
    [['stroke2', 'second'], 'Name one project, or none: "second" is one too many.'],
    [['--colour'], '--colour is not an option.'],
    [['--to'], '--to needs a value.'],
  ])('and says what is wrong: %j', async (argv, message) => {
    await expect(init(argv)).rejects.toThrow(message);
    expect(written()).toEqual([]);
  });
});

describe('the scalars of the code generator', () => {
  it('are all scalars of the graph, and no others', () => {
    const scalars = Object.values(schema.getTypeMap())
      .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
      .map(({ name }) => name);
    expect(Object.keys(scalarTypes).sort()).toEqual(scalars.sort());
  });

  it.each(['participant-page', 'trial-app'])(
    'are those of the example %s, whose file is what the command writes',
    (name) => {
      const tsconfig = readText(`examples/${name}/tsconfig.json`);
      expect(readText(`examples/${name}/codegen.ts`)).toBe(codegenFile('study.graphql', importExtensionOf(tsconfig)));
    },
  );
});

describe('the ending of imports', () => {
  it.each([
    ['no options', undefined, '.js'],
    ['options of a program', '{ "compilerOptions": { "module": "nodenext" } }', '.js'],
    [
      'options that allow the other',
      '{ /* a note */ "compilerOptions": { "allowImportingTsExtensions": true, } }',
      '.ts',
    ],
    ['options that rewrite it', '{ "compilerOptions": { "rewriteRelativeImportExtensions": true } }', '.ts'],
    ['an empty file', '', '.js'],
  ])('follows the compiler: %s', (_what, tsconfig, expected) => {
    expect(importExtensionOf(tsconfig)).toBe(expected);
  });
});
