import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { readConfig } from '../../src/start/surroundings.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-place-test-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const problemsOf = (text: string): readonly string[] => {
  const path = join(folder, 'gateway.json');
  writeFileSync(path, text);
  try {
    readConfig({ argv: ['--config', path], env: {} });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((problem) => problem.replace(`${folder}/`, ''));
    throw error;
  }
  return [];
};

describe('a mistake of the configuration file', () => {
  it('has its line and column, whatever kind it is of', () => {
    const text = `{
  "projects": [
    { "key": "a", "url": "ftp://x", "token": { "env": "NOPE" } },
    { "key": "a", "colour": 1, "url": "https://redcap.example.org/api/" }
  ],
  "limits": { "depth": 0 },
  "port": "x"
}`;
    expect(problemsOf(text).map((problem) => problem.replace(/(\)|\d)(?:: | is ).*$/, '$1'))).toEqual([
      'port (line 7, column 3)',
      'projects[1].token (line 4, column 5)',
      'projects[1]: "colour" (line 4, column 19)',
      'limits.depth (line 6, column 15)',
      'projects[0].url (line 3, column 19)',
      'projects[0].token (line 3, column 37)',
      'projects[1].key (line 4, column 7)',
    ]);
  });

  it.each([
    ['a comma too many', '{\n  "port": 1,\n}', 'line 3, column 1'],
    ['no quotation marks', '{\n  port: 1\n}', 'line 2, column 3'],
    ['an end that is missing', '{\n  "port": 1', 'line 2, column 12'],
    ['nothing at all', '', 'line 1, column 1'],
    ['a value that is missing', '{\n  "projects": [}\n\n', 'line 2, column 16'],
    ['a comma too many in a list', '{\n  "projects": [1,]\n}\n', 'line 2, column 18'],
    ['a comment', '{\n  // the port\n  "port": 1\n}\n', 'line 2, column 3'],
    ['a comment before all', '// the port\n{ "port": 1 }\n', 'line 1, column 1'],
    ['a word that is no value', '{\n  "graphiql": no\n}\n', 'line 2, column 15'],
  ])('has its line and column when it is of syntax: %s', (_what, text, place) => {
    expect(problemsOf(text)).toEqual([`gateway.json: is not valid JSON from ${place} on.`]);
  });

  it('is a setting that stands twice in one object, beside all other mistakes', () => {
    const text = '{\n  "port": 1,\n  "limits": { "depth": 5, "depth": 6 },\n  "port": 2,\n  "host": 5\n}';
    expect(problemsOf(text)).toEqual([
      'gateway.json: "depth" (line 3, column 27) stands twice in its object. Take one of the two out.',
      'gateway.json: "port" (line 4, column 3) stands twice in its object. Take one of the two out.',
      expect.stringContaining('host (line 5, column 3): '),
    ]);
  });

  it.each(['null', '[]', '"x"', '5'])('is a file that holds no object: %s', (text) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^The file: Invalid input: expected object/)]);
  });

  it('is not the byte order mark that some editors write before the text', () => {
    expect(problemsOf('\ufeff{ "port": 1 }')).toEqual([]);
  });
});
