import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schema } from '../../src/schema/index.ts';
import { runSchema } from '../../src/start/command/schema.ts';
import { createLog } from '../../src/start/log.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schema-file-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = async (argv: readonly string[], env: Record<string, string> = {}): Promise<string> => {
  let text = '';
  const out = { write: (part: string) => (text += part) };
  await runSchema({
    argv,
    env,
    out,
    schemaFolder: folder,
    createLog: () => createLog('silent'),
    loadSchema: () => Promise.resolve(schema),
  });
  return text;
};

describe('the command "schema" without a project', () => {
  it('writes the schema of all projects, that of the demo study and that of the configuration file, when they differ', async () => {
    expect(await write([])).toBe('Wrote schema/schema.graphql, schema/config.schema.json, schema/stroke2.graphql.\n');
    expect(await write([])).toBe('The schema files are current.\n');
    writeFileSync(join(folder, 'stroke2.graphql'), 'old');
    expect(await write([])).toBe('Wrote schema/stroke2.graphql.\n');
    expect(readFileSync(join(folder, 'stroke2.graphql'), 'utf8')).toMatch(/^ {2}nihss: /m);
  });

  it('only says with --check which of them are not current', async () => {
    await write([]);
    expect(await write(['--check'])).toBe('The schema files are current.\n');
    writeFileSync(join(folder, 'stroke2.graphql'), 'old');
    await expect(write(['--check'])).rejects.toThrow('Not current: schema/stroke2.graphql. Run: npm run schema');
    expect(readFileSync(join(folder, 'stroke2.graphql'), 'utf8')).toBe('old');
  });

  it('writes the same with whatever project the environment configures', async () => {
    await write([]);
    const elsewhere = { REDCAP_URL: 'https://redcap.invalid/api/', REDCAP_TOKEN: 'A'.repeat(32) };
    expect(await write([], elsewhere)).toBe('The schema files are current.\n');
  });
});
