import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readExamples, readProjectExamples } from '../../src/start/file.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'examples-'));
  writeFileSync(join(folder, '01-all.graphql'), '{ projects { key } }');
  mkdirSync(join(folder, 'stroke2'));
  writeFileSync(join(folder, 'stroke2', '02-second.graphql'), '{ second }');
  writeFileSync(join(folder, 'stroke2', '01-first.graphql'), '{ first }');
  writeFileSync(join(folder, 'stroke2', '01-first.variables.json'), '{}');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('example queries', () => {
  it('for all projects are those beside the folders', () => {
    expect(readExamples(folder)).toEqual([{ query: '{ projects { key } }' }]);
  });

  it('for one project are those in the folder of its key, in order, with their variables', () => {
    expect([...readProjectExamples(folder)]).toEqual([
      ['stroke2', [{ query: '{ first }', variables: '{}' }, { query: '{ second }' }]],
    ]);
  });
});
