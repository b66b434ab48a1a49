import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type * as Cli from '@graphql-codegen/cli';
import { beforeAll, expect, it } from 'vitest';
import { requireClientLibrary } from '../support/client-libraries.ts';
import { readText, root } from '../support/markdown.ts';
import { describeWith, requirement } from '../support/requirement.ts';

let config: Cli.CodegenConfig;

/** Each schema with its example documents and where their types are. */
const OUTPUTS = [
  { folder: 'test/codegen/generated', examples: 'schema/examples', least: 10 },
  { folder: 'test/codegen/stroke2', examples: 'schema/examples/stroke2', least: 6 },
];

/** What GraphQL Code Generator writes of the committed schemas and documents, by file name; nothing is written. */
const generateFiles = async (given = config): Promise<Record<string, string>> => {
  const { generate } = requireClientLibrary('@graphql-codegen/cli') as typeof Cli;
  const files = (await generate({ ...given, cwd: root, silent: true }, false)) as {
    readonly filename: string;
    readonly content: string;
  }[];
  return Object.fromEntries(files.map(({ filename, content }) => [relative(root, resolve(root, filename)), content]));
};

/** The configuration with one more document for one of its outputs. */
const configWith = (folder: string, document: string): Cli.CodegenConfig => {
  const output = config.generates[`${folder}/`];
  if (output === undefined || Array.isArray(output)) throw new Error(`codegen.ts does not write ${folder}`);
  const documents = [output.documents ?? [], document].flat();
  return { generates: { [`${folder}/`]: { ...output, documents } } };
};

describeWith(requirement.clientLibraries, 'GraphQL Code Generator', () => {
  beforeAll(async () => {
    config = (await import('../../codegen.ts')).default;
  });

  it('writes the committed types of the example documents and of the workbench; else: npm run codegen', async () => {
    const files = await generateFiles();
    const committed = Object.keys(config.generates).flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => join(folder, name)),
    );
    expect(committed.filter((file) => file.startsWith('workbench/')).length).toBeGreaterThan(5);
    expect(Object.keys(files).sort()).toEqual(committed.sort());
    expect(files).toEqual(Object.fromEntries(committed.map((file) => [file, readText(file)])));
  });

  it.each(OUTPUTS)('has a type for every example of $examples', async ({ folder, examples, least }) => {
    const files = await generateFiles();
    const operations = readdirSync(join(root, examples))
      .filter((name) => name.endsWith('.graphql'))
      .flatMap((name) => [...readText(`${examples}/${name}`).matchAll(/^(?:query|mutation) (\w+)/gm)])
      .map((match) => match[1] ?? '');
    expect(operations.length).toBeGreaterThanOrEqual(least);
    const source = files[`${folder}/graphql.ts`] ?? '';
    expect(operations.filter((name) => !source.includes(`export const ${name}Document`))).toEqual([]);
  });

  it.each([
    ['test/codegen/generated', 'query Wrong { projects { title } }', 'Cannot query field "title" on type "Project"'],
    [
      'test/codegen/stroke2',
      'query Wrong { record(name: "1") { demographics(event: baseline_arm_1) { birthday { value } } } }',
      'Cannot query field "birthday" on type "Demographics"',
    ],
    [
      'test/codegen/stroke2',
      'query Wrong { record(name: "1") { demographics(event: closeout_arm_1) { status } } }',
      'Value "closeout_arm_1" does not exist in "Demographics_Event" enum',
    ],
  ])('refuses a document that does not fit the schema: %s, %s', async (folder, document, message) => {
    await expect(generateFiles(configWith(folder, document))).rejects.toThrow(message);
  });
});
