import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { describe, expect, it } from 'vitest';
import config from '../../codegen.ts';
import { readText, root } from '../support/markdown.ts';

const FOLDER = 'test/codegen/generated';

/** What GraphQL Code Generator writes of the committed schema and documents, by file name; nothing is written. */
const generateFiles = async (...moreDocuments: string[]): Promise<Record<string, string>> => {
  const documents = ['schema/examples/*.graphql', ...moreDocuments];
  const files = (await generate({ ...config, documents, cwd: root, silent: true }, false)) as {
    readonly filename: string;
    readonly content: string;
  }[];
  return Object.fromEntries(files.map(({ filename, content }) => [filename.slice(filename.indexOf(FOLDER)), content]));
};

describe('GraphQL Code Generator', () => {
  it('writes the committed types of the example documents; else: npm run codegen', async () => {
    const files = await generateFiles();
    const committed = readdirSync(join(root, FOLDER)).map((name) => join(FOLDER, name));
    expect(Object.keys(files).sort()).toEqual(committed.sort());
    expect(files).toEqual(Object.fromEntries(committed.map((file) => [file, readText(file)])));
  });

  it('has a type for every example', async () => {
    const files = await generateFiles();
    const operations = readdirSync(join(root, 'schema/examples'))
      .filter((name) => name.endsWith('.graphql'))
      .flatMap((name) => [...readText(`schema/examples/${name}`).matchAll(/^(?:query|mutation) (\w+)/gm)])
      .map((match) => match[1] ?? '');
    expect(operations.length).toBeGreaterThanOrEqual(10);
    const source = files[`${FOLDER}/graphql.ts`] ?? '';
    expect(operations.filter((name) => !source.includes(`export const ${name}Document`))).toEqual([]);
  });

  it('refuses a document that does not fit the schema', async () => {
    await expect(generateFiles('query Wrong { projects { title } }')).rejects.toThrow(
      /Cannot query field "title" on type "Project"/,
    );
  });

  it('writes types that compile with tsc --strict, in a program that uses them', () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [tsc, '--strict', '-p', 'test/codegen'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});
