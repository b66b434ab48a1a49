/** What happened to an item between two lists. */
export type ChangeKind = 'ADD' | 'CHANGE' | 'REMOVE' | 'REORDER';

/** One difference: `before` is absent for ADD, `after` for REMOVE. */
export interface Change<Item> {
  readonly kind: ChangeKind;
  readonly key: string;
  readonly before?: Item;
  readonly after?: Item;
}

/**
 * The differences that turn one list into another: what is gone in its old order, then what is new, changed or moved in
 * the new order. An item is the same by `key` (the first of equal keys counts) and unchanged by `equal`. Of the items that
 * changed places only as few are told as must move; an item may both be changed and have moved.
 */
export function diffBy<Item>(
  before: readonly Item[],
  after: readonly Item[],
  key: (item: Item) => string,
  equal: (before: Item, after: Item) => boolean,
): Change<Item>[] {
  const old = indexFirst(before, key);
  const next = indexFirst(after, key);
  const removed = [...old].filter(([name]) => !next.has(name));
  const moved = findMoved([...old.keys()], [...next.keys()]);
  return [
    ...removed.map(([name, item]): Change<Item> => ({ kind: 'REMOVE', key: name, before: item })),
    ...[...next].flatMap(([name, item]): Change<Item>[] => {
      const known = old.get(name);
      if (known === undefined) return [{ kind: 'ADD', key: name, after: item }];
      return [
        ...(equal(known, item) ? [] : [{ kind: 'CHANGE' as const, key: name, before: known, after: item }]),
        ...(moved.has(name) ? [{ kind: 'REORDER' as const, key: name, before: known, after: item }] : []),
      ];
    }),
  ];
}

/** For lists in which nothing but presence and content matters: `diffBy` without REORDER. */
export function diffSetBy<Item>(
  before: readonly Item[],
  after: readonly Item[],
  key: (item: Item) => string,
  equal: (before: Item, after: Item) => boolean,
): Change<Item>[] {
  return diffBy(before, after, key, equal).filter((change) => change.kind !== 'REORDER');
}

function indexFirst<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item> {
  const index = new Map<string, Item>();
  for (const item of items) if (!index.has(key(item))) index.set(key(item), item);
  return index;
}

/** All that are in both but outside one longest run of items that keep their order. */
function findMoved(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const places = new Map(before.map((name, place) => [name, place]));
  const common = after.filter((name) => places.has(name));
  const kept = longestRise(common.map((name) => places.get(name) ?? 0));
  return new Set(common.filter((_name, index) => !kept.has(index)));
}

/** Indexes of a longest strictly rising subsequence, by patience sorting. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous: (number | undefined)[] = [];
  numbers.forEach((number, index) => {
    let pile = 0;
    for (let end = tails.length; pile < end;) {
      const middle = (pile + end) >> 1;
      if ((numbers[tails[middle] ?? 0] ?? 0) < number) pile = middle + 1;
      else end = middle;
    }
    previous[index] = tails[pile - 1];
    tails[pile] = index;
  });
  const kept = new Set<number>();
  for (let index = tails.at(-1); index !== undefined; index = previous[index]) kept.add(index);
  return kept;
}
