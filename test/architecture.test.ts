import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { files, findCircle, graphOf, imports, readSource } from './support/import-graph.ts';
import { codesIn, readTable, root } from './support/markdown.ts';

/** The page whose tables say what may import what. */
const PAGE = 'docs/architecture.md';

const arrows = new Map(
  readTable(PAGE, 'arrows').map((row) => [codesIn(row['part'])[0] ?? '', codesIn(row['may import'])]),
);

/** The nouns in their order, and the layers whose folders they name. */
const nouns = readTable(PAGE, 'nouns').map((row) => codesIn(row['folder'])[0] ?? '');
const LAYERS = ['schema', 'writers', 'loaders', join('sandbox', 'contents')];

/** The part of `src` that a file belongs to. */
const partOf = (file: string): string => (file.split(sep)[0] ?? '').replace(/\.ts$/, '');

const foldersAbove = (file: string): string[] => {
  const folder = dirname(file);
  return folder === '.' ? ['.'] : [folder, ...foldersAbove(folder)];
};

const folders = [...new Set(files.flatMap(foldersAbove))].sort();

/** The room of a folder that a file is in: a folder in it, or the file itself; undefined for a file outside. */
const roomOf = (folder: string, file: string): string | undefined => {
  if (folder === '.') return file.split(sep)[0];
  return file.startsWith(folder + sep) ? file.slice(folder.length + 1).split(sep)[0] : undefined;
};

/** The arrows between the rooms of a folder. */
const arrowsIn = (folder: string): (readonly [from: string, to: string])[] =>
  imports.flatMap(({ from, to }) => {
    const rooms = [roomOf(folder, from), roomOf(folder, to)] as const;
    const [room, other] = rooms;
    return room === undefined || other === undefined || room === other ? [] : [[room, other] as const];
  });

/** The noun of a layer that a file is about; undefined for a file at the layer's root. */
const nounOf = (layer: string, file: string): string | undefined => {
  const rest = file.startsWith(layer + sep) ? file.slice(layer.length + 1).split(sep) : [];
  return rest.length > 1 ? rest[0] : undefined;
};

const describeImports = (wrong: typeof imports): string[] => wrong.map(({ from, to }) => `${from} imports ${to}`);

describe('the arrows between the parts of src', () => {
  it('are found at all', () => {
    expect(files.length).toBeGreaterThan(400);
    expect(imports.length).toBeGreaterThan(1_500);
    expect(arrows.size).toBeGreaterThan(10);
  });

  it(`are drawn in ${PAGE} for every part and no other`, () => {
    expect([...arrows.keys()].sort()).toEqual([...new Set(files.map(partOf))].sort());
  });

  it('go where the page lets them', () => {
    const wrong = imports.filter(
      ({ from, to }) => partOf(from) !== partOf(to) && !arrows.get(partOf(from))?.includes(partOf(to)),
    );
    expect(describeImports(wrong)).toEqual([]);
  });

  it('reach from writers and the schema to the context by types alone', () => {
    const values = imports.filter(
      ({ from, to, isTypeOnly }) =>
        ['writers', 'schema'].includes(partOf(from)) && partOf(to) === 'context' && !isTypeOnly,
    );
    expect(describeImports(values)).toEqual([]);
  });

  it('let only the transport import undici', () => {
    expect(files.filter((file) => readSource(file).includes("from 'undici'"))).toEqual([
      'redcap/transport/exchange.ts',
      'redcap/transport.ts',
    ]);
  });

  it('let only main read the process', () => {
    const readers = files.filter((file) => /\bprocess\.(?:env|argv|exit|on)\b/.test(readSource(file)));
    expect(readers).toEqual(['main.ts']);
  });
});

describe('the arrows within a part', () => {
  it('make no circle of files, of types neither', () => {
    expect(findCircle(graphOf(imports.map(({ from, to }) => [from, to])))).toBeUndefined();
  });

  it.each(folders.filter((folder) => folder !== '.' && arrowsIn(folder).length > 0))(
    'make no circle of rooms in %s',
    (folder) => {
      expect(findCircle(graphOf(arrowsIn(folder)))).toBeUndefined();
    },
  );

  it.each(LAYERS)('lead in %s from a noun to the nouns before it', (layer) => {
    const wrong = imports.filter(({ from, to }) => {
      const [noun, other] = [nounOf(layer, from), nounOf(layer, to)];
      return noun !== undefined && other !== undefined && nouns.indexOf(other) > nouns.indexOf(noun);
    });
    expect(describeImports(wrong)).toEqual([]);
  });

  it.each(LAYERS)('lead in %s from a noun to no file of the root that imports nouns', (layer) => {
    const importsNouns = new Set(
      imports
        .filter(({ from, to }) => nounOf(layer, from) === undefined && nounOf(layer, to) !== undefined)
        .map(({ from }) => from),
    );
    const wrong = imports.filter(
      ({ from, to }) => nounOf(layer, from) !== undefined && importsNouns.has(to) && to.startsWith(layer + sep),
    );
    expect(describeImports(wrong)).toEqual([]);
  });

  it.each(LAYERS)('are between folders of %s that the table of nouns names', (layer) => {
    const named = files.flatMap((file) => nounOf(layer, file) ?? []);
    expect([...new Set(named)].filter((noun) => !nouns.includes(noun))).toEqual([]);
  });
});

describe('a folder of src', () => {
  it.each(folders.filter((folder) => folder !== '.'))('has a page that says what lives there: %s', (folder) => {
    expect(existsSync(join(root, 'src', folder, 'README.md'))).toBe(true);
  });
});

describe('a circle', () => {
  it.each([
    [
      'of two',
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      ['a', 'b', 'a'],
    ],
    [
      'behind a straight way',
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'd'],
        ['d', 'b'],
      ],
      ['b', 'c', 'd', 'b'],
    ],
    [
      'nowhere',
      [
        ['a', 'b'],
        ['a', 'c'],
        ['b', 'd'],
        ['c', 'd'],
      ],
      undefined,
    ],
  ] as const)('is found: %s', (_what, list, circle) => {
    expect(findCircle(graphOf(list))).toEqual(circle);
  });
});
