import { GraphQLInt, GraphQLString, type GraphQLFieldConfigArgumentMap } from 'graphql';
import type { Context } from '../context.ts';
import { badUserInput, pageSizeRefused } from '../errors.ts';
import type { Located } from '../loaders/list-place.ts';
import { builder } from './builder.ts';
import type { CountedConnectionShape } from './connection.ts';
import { cursorsOf, type CursorPlace } from './cursor.ts';

/** Which page of a list that goes both ways: of its beginning, or behind a cursor; of its end, or before a cursor. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** Which page of a list that goes forward alone. */
export interface ForwardPageArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** How many entries a page may have. */
export interface PageBounds {
  readonly least: number;
  readonly most: number;
}

/** The pages of lists whose entries are small: changes and the log. Neither can be counted, so that no page is empty. */
export const longPages: PageBounds = { least: 1, most: 500 };

/** Entries of a page whose size is not given, where the operator's limit is not lower. */
const USUAL_SIZE = 50;

/** What the argument `first` of a long list says of itself. The gateway reads the extension before it runs an operation. */
export const longPageArgument = (
  entries: string,
): { readonly description: string; readonly extensions: Readonly<Record<string, unknown>> } => ({
  description: `${entries} on the page, ${String(longPages.least)} to ${String(longPages.most)}.`,
  extensions: { page: longPages },
});

/** What the arguments of a page say of themselves. The gateway reads the extension before it runs an operation. */
const describePage = (entries: string) =>
  ({
    first: {
      description: `${entries} on the page, 0 to 100 unless the gateway is configured with another limit. It is ${String(USUAL_SIZE)} where neither \`first\` nor \`last\` is given.`,
      extensions: { usualPage: USUAL_SIZE },
    },
    after: { description: 'Only what follows this cursor: the endCursor of the page before.' },
    last: {
      description: `${entries} on the page, in place of \`first\`: the last ones, in the order of the list, at the same cost.`,
    },
    before: { description: 'Only what stands before this cursor: with `last`, the startCursor of the page behind.' },
  }) as const;

/** The arguments of a page of a static list. */
export const pageArguments = (entries: string) => {
  const { first, after, last, before } = describePage(entries);
  return builder.args((t) => ({
    first: t.int(first),
    after: t.string(after),
    last: t.int(last),
    before: t.string(before),
  }));
};

/** The arguments of a page of a list in a project's own schema. */
export const typedPageArguments = (entries: string): GraphQLFieldConfigArgumentMap => {
  const { first, after, last, before } = describePage(entries);
  return {
    first: { type: GraphQLInt, ...first },
    after: { type: GraphQLString, ...after },
    last: { type: GraphQLInt, ...last },
    before: { type: GraphQLString, ...before },
  };
};

/** Refuses a page size out of bounds. 0 is allowed unless the list says otherwise, for callers who only count. */
export const checkPageSize = (size: number, { least, most }: PageBounds, argument = 'first'): number => {
  if (Number.isInteger(size) && size >= least && size <= most) return size;
  throw pageSizeRefused(argument, least, most);
};

/** A page that is asked for, of a list whose length is not known yet. */
export interface AskedPage {
  /** The places of the cursors that are given, each with its argument. There are none for a list that begins. */
  readonly cursors: readonly (readonly [place: CursorPlace, argument: 'after' | 'before'])[];
  /** The indexes of the page: from one up to another. `locate` finds the entry of a cursor, and gets the argument that has it. */
  readonly rangeIn: (
    length: number,
    locate: (place: CursorPlace, argument: string) => Located,
  ) => { readonly start: number; readonly end: number };
}

/** Reads which page is asked for, by the bounds that the operator sets. Throws BAD_USER_INPUT. */
export const readPage = (context: Context, list: string, projectKey: string, args: PageArgs): AskedPage => {
  const most = context.maxPageSize;
  const { first = null, last = null } = args;
  if (first !== null && last !== null) {
    throw badUserInput('first and last are two ends of a list: give one of them.', 'last');
  }
  const isFromEnd = last !== null;
  const size = checkPageSize(
    last ?? first ?? Math.min(USUAL_SIZE, most),
    { least: 0, most },
    isFromEnd ? 'last' : 'first',
  );
  const cursors = cursorsOf(context, list, projectKey);
  const after = cursors.read(args.after, 'after');
  const before = cursors.read(args.before, 'before');
  return {
    cursors: [
      ...(after === null ? [] : [[after, 'after'] as const]),
      ...(before === null ? [] : [[before, 'before'] as const]),
    ],
    rangeIn: (length, locate) => {
      const from = after === null ? 0 : locate(after, 'after').behind;
      const to = Math.max(from, before === null ? length : locate(before, 'before').at);
      return isFromEnd
        ? { start: Math.max(from, to - size), end: to }
        : { start: from, end: Math.min(from + size, to) };
    },
  };
};

/** A page of a list that is known as a whole. */
export interface Slice<Item> extends Omit<CountedConnectionShape<Item>, 'edges' | 'batches'> {
  readonly items: readonly Item[];
}

/** Cuts a page out of a list. */
export const slicePage = <Item>(
  all: Pick<readonly Item[], 'length' | 'slice'>,
  { start, end }: { readonly start: number; readonly end: number },
  cursorOf: (item: Item) => string,
): Slice<Item> => {
  const items = all.slice(start, end);
  const cursorOrNull = (item: Item | undefined): string | null => (item === undefined ? null : cursorOf(item));
  return {
    items,
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: () => cursorOrNull(items[0]),
      endCursor: () => cursorOrNull(items.at(-1)),
    },
    totalCount: all.length,
  };
};
