import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', 'src', 'sandbox');

/** Rooms of `contents/`; the other rooms are the folders and files of the sandbox's root. */
const nouns = ['access', 'design', 'feed', 'file', 'parameter', 'project', 'record', 'survey'];

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/ from '(\.[^']+)'/g)].map((match) =>
    relative(root, join(root, dirname(file), match[1] ?? '')),
  );

const graph = new Map(sources.map((file) => [file, importsOf(file)]));

const roomOf = (file: string): string => {
  const [first = '', second = ''] = file.replace(/\.ts$/, '').split('/');
  return first === 'contents' && nouns.includes(second) ? `contents/${second}` : first;
};

/** The table of rooms in the README: each room with those that it may import. */
const readRooms = (): Map<string, string[]> => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const table = /<!-- rooms -->([^]*?)<!-- end -->/.exec(readme)?.[1] ?? '';
  const cells = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return new Map(
    cells.flatMap(([, name = '', , knows = '']) => {
      const room = /^`([^`]+)`$/.exec(name)?.[1];
      return room === undefined ? [] : [[room, [...knows.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')]];
    }),
  );
};

/** The arrows between rooms, `from to`, and what the nouns of `contents` import of it counts as an arrow of theirs. */
const arrows = (): Set<string> =>
  new Set(
    [...graph].flatMap(([from, targets]) =>
      targets.filter((to) => roomOf(to) !== roomOf(from)).map((to) => `${roomOf(from)} ${roomOf(to)}`),
    ),
  );

/** A way from a node back to itself, or undefined. */
const findCircle = (edges: ReadonlyMap<string, readonly string[]>): string[] | undefined => {
  const done = new Set<string>();
  const visit = (node: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of edges.get(node) ?? []) {
      const circle = visit(next, [...way, node]);
      if (circle !== undefined) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const circle = visit(node, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
};

describe('the rooms of the sandbox', () => {
  const rooms = readRooms();

  it('are all in the table of its README', () => {
    expect([...rooms.keys()].sort()).toEqual([...new Set(sources.map(roomOf))].sort());
  });

  it('import what the table lets them import, and all of it', () => {
    const allowed = [...rooms].flatMap(([room, knows]) => knows.map((other) => `${room} ${other}`));
    expect([...arrows()].sort()).toEqual(allowed.sort());
  });

  it('have no circle among them', () => {
    expect(findCircle(rooms)).toBeUndefined();
  });

  it('have no circle among their files, types included', () => {
    expect(graph.size).toBeGreaterThan(100);
    expect(findCircle(graph)).toBeUndefined();
  });

  it('would show a circle', () => {
    const circle = findCircle(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    );
    expect(circle).toEqual(['b', 'c', 'b']);
  });

  it('have a README each', () => {
    const folders = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(folders.filter((folder) => !readdirSync(folder).includes('README.md'))).toEqual([]);
  });

  it('keep every file within 250 lines, but for types alone', () => {
    const long = sources.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 251);
    expect(long).toEqual(['state/project.ts']);
  });
});
