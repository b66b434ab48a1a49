import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { files, findCircle, graphOf, imports, readSource } from '../support/import-graph.ts';
import { codesIn, readTable, root } from '../support/markdown.ts';

const sources = files.filter((file) => file.startsWith('sandbox/'));
const own = imports.filter(({ from, to }) => from.startsWith('sandbox/') && to.startsWith('sandbox/'));

/** The folder or file of the sandbox's root that a file is in; each noun of `contents` is a room of its own. */
const roomOf = (file: string): string => {
  const [, first = '', second = '', third] = file.replace(/\.ts$/, '').split('/');
  return first === 'contents' && third !== undefined ? `contents/${second}` : first;
};

const arrows = own.map(({ from, to }) => [roomOf(from), roomOf(to)] as const).filter(([from, to]) => from !== to);

/** The rooms in the README's table, each with the rooms that it imports. */
const rooms = new Map(
  readTable('src/sandbox/README.md', 'rooms').map((row) => [codesIn(row['room'])[0] ?? '', codesIn(row['imports'])]),
);

describe('the rooms of the sandbox', () => {
  it('are all in the table of its README', () => {
    expect([...rooms.keys()].sort()).toEqual([...new Set(sources.map(roomOf))].sort());
  });

  it('import what the table says, and nothing else', () => {
    const written = [...rooms].flatMap(([room, others]) => others.map((other) => `${room} imports ${other}`));
    expect([...new Set(arrows.map(([from, to]) => `${from} imports ${to}`))].sort()).toEqual(written.sort());
  });

  it('make no circle', () => {
    expect(arrows.length).toBeGreaterThan(100);
    expect(findCircle(graphOf(arrows))).toBeUndefined();
  });

  it('make no circle of files, types included', () => {
    expect(findCircle(graphOf(own.map(({ from, to }) => [from, to] as const)))).toBeUndefined();
  });

  it('have a README each', () => {
    const folders = [...new Set(sources.map((file) => dirname(file)))];
    expect(folders.filter((folder) => !existsSync(join(root, 'src', folder, 'README.md')))).toEqual([]);
  });

  it('keep every file within 250 lines, but for types alone', () => {
    expect(sources.filter((file) => readSource(file).split('\n').length > 251)).toEqual(['sandbox/state/project.ts']);
  });
});
