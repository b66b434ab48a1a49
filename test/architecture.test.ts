import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', 'src');

/** Which part of src may import which others; docs/architecture.md explains the table. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  main: ['gateway', 'sandbox', 'schema', 'start'],
  start: ['config', 'context', 'errors', 'gateway', 'loaders', 'project-schema', 'redcap', 'sandbox'],
  config: ['gateway', 'redcap'],
  gateway: [],
  context: ['loaders', 'opaque-id', 'redcap', 'state', 'writers'],
  'project-schema': ['context', 'errors', 'graph', 'loaders', 'redcap', 'schema', 'writers'],
  schema: ['context', 'errors', 'graph', 'loaders', 'redcap', 'writers'],
  writers: ['context', 'graph', 'loaders', 'redcap', 'state'],
  loaders: ['graph', 'redcap', 'state'],
  graph: ['redcap'],
  errors: ['redcap'],
  'opaque-id': [],
  redcap: ['state'],
  state: [],
  sandbox: [],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });

const partOf = (file: string): string => relative(root, file).split('/')[0]?.replace(/\.ts$/, '') ?? '';

const importsOf = (file: string): Import[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\s+(type\s)?[^;'"]*?from '(\.[^']+)'|^import '(\.[^']+)'/gm,
    ),
  ].map((match) => ({
    from: relative(root, file),
    to: relative(root, join(dirname(file), match[2] ?? match[3] ?? '')),
    isTypeOnly: match[1] !== undefined,
  }));

const files = filesBelow(root);
const imports = files.flatMap(importsOf);
const part = (path: string): string => partOf(join(root, path));

describe('the arrows between the parts of src', () => {
  it('finds files and imports at all', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('are drawn for every part', () => {
    expect([...new Set(files.map(partOf))].filter((name) => arrows[name] === undefined)).toEqual([]);
  });

  it('go one way only', () => {
    const wrong = imports.filter(({ from, to }) => part(from) !== part(to) && !arrows[part(from)]?.includes(part(to)));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('reach from writers to the context by types alone', () => {
    const values = imports.filter(
      ({ from, to, isTypeOnly }) => ['writers', 'schema'].includes(part(from)) && part(to) === 'context' && !isTypeOnly,
    );
    expect(values).toEqual([]);
  });

  it('let only the transport import undici', () => {
    const importers = files.filter((file) => /from 'undici'/.test(readFileSync(file, 'utf8')));
    expect(importers.map((file) => relative(root, file))).toEqual(['redcap/transport.ts']);
  });

  it("let only main and the sandbox's command read the process", () => {
    const readers = files.filter((file) => /\bprocess\.(?:env|argv|exit|on)\b/.test(readFileSync(file, 'utf8')));
    expect(readers.map((file) => relative(root, file)).filter((file) => file !== 'main.ts')).toEqual([]);
  });
});
