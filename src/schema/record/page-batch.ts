import { mapBatches } from '../../plan/stream.ts';
import type { ConnectionShape, EdgeShape } from '../connection.ts';
import type { CompletenessShape, PageCompleteness } from './completeness.ts';

/** Items of the first batch of a page that is streamed: few, so that the reader soon has some. */
const FIRST_BATCH = 20;

/** Each further batch is so many times larger than the one before, so that a long page needs few exports. */
const GROWTH = 5;

/** Items of a batch at most: what one export brings of a page. */
const LARGEST_BATCH = 1_000;

/** A part of a page. */
interface Slice<Item> {
  readonly items: readonly Item[];
  /** Index of the first of them on the page. */
  readonly start: number;
}

/** A page that is loaded in batches, one after another. Each is loaded once, when somebody first asks for it. */
export interface PageBatches<Loaded> {
  readonly isStreamed: boolean;
  readonly [Symbol.asyncIterator]: () => AsyncGenerator<Loaded>;
  readonly all: () => Promise<readonly Loaded[]>;
}

const cutPage = <Item>(items: readonly Item[]): Slice<Item>[] => {
  const slices: Slice<Item>[] = [];
  for (let start = 0, length = FIRST_BATCH; start < items.length; length = Math.min(length * GROWTH, LARGEST_BATCH)) {
    slices.push({ items: items.slice(start, start + length), start });
    start += length;
  }
  return slices;
};

/** Loads one batch after another. It is no function within another: see docs/decisions/051-what-outlives-its-request.md. */
const loadEach = async function* <Item, Loaded>(
  slices: readonly Slice<Item>[],
  loadAt: (index: number, slice: Slice<Item>) => Promise<Loaded>,
): AsyncGenerator<Loaded> {
  for (const [index, slice] of slices.entries()) yield await loadAt(index, slice);
};

/** The batches of a page. A page that is not streamed is one batch. */
export const createPageBatches = <Item, Loaded>(
  page: readonly Item[],
  isStreamed: boolean,
  load: (slice: Slice<Item>) => Promise<Loaded>,
): PageBatches<Loaded> => {
  const slices = isStreamed && page.length > 0 ? cutPage(page) : [{ items: page, start: 0 }];
  const loads: Promise<Loaded>[] = [];
  const loadAt = (index: number, slice: Slice<Item>): Promise<Loaded> => (loads[index] ??= load(slice));
  const iterate = (): AsyncGenerator<Loaded> => loadEach(slices, loadAt);
  return {
    isStreamed,
    [Symbol.asyncIterator]: iterate,
    all: async () => {
      const all: Loaded[] = [];
      for await (const loaded of iterate()) all.push(loaded);
      return all;
    },
  };
};

/** The lists of a page and whether they are complete: now, or as they are asked for where the page is streamed. */
export const answerPage = async <Loaded, Node>(
  batches: PageBatches<Loaded>,
  edgesOf: (loaded: Loaded) => readonly EdgeShape<Node>[],
  complete: () => Promise<CompletenessShape>,
): Promise<Pick<ConnectionShape<Node>, 'edges' | 'batches'> & { readonly completeness: PageCompleteness }> => {
  if (!batches.isStreamed) {
    const edges = (await batches.all()).flatMap(edgesOf);
    const known = await complete();
    return { edges, completeness: () => known };
  }
  let completeness: Promise<CompletenessShape> | undefined;
  return {
    edges: [],
    batches: { [Symbol.asyncIterator]: () => mapBatches(batches, edgesOf) },
    completeness: () => (completeness ??= complete()),
  };
};
