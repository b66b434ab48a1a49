import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { badUserInput, pageSizeRefused } from '../errors.ts';
import { answerList, type ListItems } from '../plan/list.ts';
import { answerBatches, answerItems, mapBatches, type Batches } from '../plan/stream.ts';
import { readAtOnce } from '../plan/mark.ts';
import { builder, type ObjectRefOf } from './builder.ts';
import { needsNothing, needsSelection } from './need.ts';

/** Relay's page information. A cursor is sealed only where it is selected. */
export interface PageInfoShape {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: () => string | null;
  readonly endCursor: () => string | null;
}

const PageInfo = builder.objectRef<PageInfoShape>('PageInfo').implement({
  description: 'Where a page lies in its list (Relay).',
  extensions: readAtOnce,
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'True when the list goes on after this page.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      description: 'True when the list has something before this page.',
    }),
    startCursor: t.string({
      nullable: true,
      description: 'Cursor of the first edge.',
      resolve: ({ startCursor }) => startCursor(),
    }),
    endCursor: t.string({
      nullable: true,
      description: 'Cursor of the last edge: give it as `after` for the next page.',
      resolve: ({ endCursor }) => endCursor(),
    }),
  }),
});

/** Which page of a list: how much of it, and after which cursor. */
export interface PageArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** How many entries a page may have where the operator's limit does not apply. */
export interface PageBounds {
  readonly least: number;
  readonly most: number;
}

/** The pages of lists whose entries are small: changes and the log. Neither can be counted, so that no page is empty. */
export const longPages: PageBounds = { least: 1, most: 500 };

/** What the argument `first` of a list says of itself. The gateway reads the extension before it runs an operation. */
export const pageArgument = (
  entries: string,
  bounds?: PageBounds,
): { readonly description: string; readonly extensions?: Readonly<Record<string, unknown>> } =>
  bounds === undefined
    ? { description: `${entries} on the page, 0 to 100 unless the gateway is configured with another limit.` }
    : {
        description: `${entries} on the page, ${String(bounds.least)} to ${String(bounds.most)}.`,
        extensions: { page: bounds },
      };

/** Refuses a page size out of bounds. 0 is allowed unless the list says otherwise, for callers who only count. */
export const checkPageSize = (first: number, { least, most }: PageBounds): number => {
  if (Number.isInteger(first) && first >= least && first <= most) return first;
  throw pageSizeRefused('first', least, most);
};

/** The bounds of a list's pages that the operator sets. */
export const configuredPages = ({ maxPageSize }: Context): PageBounds => ({ least: 0, most: maxPageSize });

/** What a cursor names: a place in its list. */
export type CursorPlace = readonly (string | number | null)[];

/** The cursors of one list. They are opaque, and only this caller can use them, for this list only. */
export interface Cursors {
  /** The place that `after` names; null to begin at the start. */
  readonly read: (after: string | null | undefined) => CursorPlace | null;
  readonly write: (place: CursorPlace) => string;
}

/** The cursors of the list `list` of a project. */
export const cursorsOf = (context: Context, list: string, projectKey: string): Cursors => ({
  read: (after) => {
    if (after === null || after === undefined) return null;
    const parts = context.cursors.decode(after);
    if (parts?.[0] === list && parts[1] === projectKey) return parts.slice(2);
    throw badUserInput(
      'after is not a cursor of this list: give the endCursor of the page before, unchanged.',
      'after',
    );
  },
  write: (place) => context.cursors.encode([list, projectKey, ...place]),
});

/** An object of a list and its cursor. */
export interface EdgeShape<Node> {
  readonly node: Node;
  readonly cursor: () => string;
}

/** A page of a list. */
export interface ConnectionShape<Node> {
  readonly edges: readonly EdgeShape<Node>[];
  /** The edges of a list that is streamed, in place of `edges`: it is loaded in batches. */
  readonly batches?: Batches<EdgeShape<Node>>;
  /** The list stands within an item of another list. It is no text of its own, and none of its items waits for anything. */
  readonly isWithin?: true;
  readonly pageInfo: PageInfoShape;
}

/** A page of a list whose length is known. */
export interface CountedConnectionShape<Node> extends ConnectionShape<Node> {
  readonly totalCount: number;
}

/** A page of a list that is known as a whole. */
export interface Slice<Item> extends Omit<CountedConnectionShape<Item>, 'edges' | 'batches'> {
  readonly items: readonly Item[];
}

/** Cuts a page of so many items out of a list, from the index `start` on. */
export const slicePage = <Item>(
  all: Pick<readonly Item[], 'length' | 'slice'>,
  start: number,
  first: number,
  cursorOf: (item: Item) => string,
): Slice<Item> => {
  const items = all.slice(start, start + first);
  const cursorOrNull = (item: Item | undefined): string | null => (item === undefined ? null : cursorOf(item));
  return {
    items,
    pageInfo: {
      hasNextPage: start + items.length < all.length,
      hasPreviousPage: start > 0,
      startCursor: () => cursorOrNull(items[0]),
      endCursor: () => cursorOrNull(items.at(-1)),
    },
    totalCount: all.length,
  };
};

/** What the types of a connection say of themselves. */
export interface ConnectionWords {
  /** Names one object, such as `record`, and several. */
  readonly one: string;
  readonly many: string;
  readonly description: string;
  /** What the page's place says beside what it says of every list. */
  readonly pageInfo?: string;
  /** True where the objects are made of records' rows, so that a selection of them needs something. */
  readonly isOfRecords: boolean;
}

const edgeType = <Node>(name: string, node: ObjectRefOf<Node>, { one, isOfRecords }: ConnectionWords) =>
  builder.objectRef<EdgeShape<Node>>(`${name}Edge`).implement({
    description: `One ${one} and its place in the list (Relay).`,
    fields: (t) => ({
      cursor: t.string({
        description: `The place of this ${one}. Give it as \`after\` to get what follows.`,
        ...(isOfRecords ? { extensions: needsNothing } : {}),
        resolve: ({ cursor }) => cursor(),
      }),
      node: t.field({
        type: node,
        description: `The ${one}.`,
        ...(isOfRecords ? { extensions: needsSelection } : {}),
        // Pothos asks whether the shape is a list or iterable, which nobody can say of a type parameter.
        resolve: (edge) => edge.node as never,
      }),
    }),
  });

/** What a list of a page answers: each of its edges, or the node of each. */
const answerEdges = <Node, Item>(
  { edges, batches, isWithin }: ConnectionShape<Node>,
  isOfRecords: boolean,
  pick: (edge: EdgeShape<Node>) => Item,
  context: Context,
  info: GraphQLResolveInfo,
): AsyncIterable<Item> | ListItems<Item> | Promise<ListItems<Item>> => {
  if (batches !== undefined) {
    const picked = mapBatches(batches, (batch) => batch.map(pick));
    return answerBatches(picked, context, info);
  }
  const items = edges.map(pick);
  return isOfRecords && isWithin !== true ? answerList(items, context, info) : answerItems(items, context, info);
};

/** Makes the types `<name>Connection` and `<name>Edge` of a list of objects. */
export const createConnection = <Node, Shape extends ConnectionShape<Node>>(
  name: string,
  node: ObjectRefOf<Node>,
  words: ConnectionWords,
): ObjectRefOf<Shape> => {
  const { many, isOfRecords } = words;
  const edge = edgeType(name, node, words);
  const ref = builder.objectRef<Shape>(`${name}Connection`);
  const below = isOfRecords ? { extensions: needsSelection } : {};
  ref.implement({
    description: words.description,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        description: `The ${many} with their cursors.`,
        ...below,
        resolve: (page, _args, context, info) => answerEdges(page, isOfRecords, (edge) => edge, context, info),
      }),
      nodes: t.field({
        type: [node],
        description: `The ${many}.`,
        ...below,
        resolve: (page, _args, context, info) => answerEdges(page, isOfRecords, ({ node: own }) => own, context, info),
      }),
      pageInfo: t.field({
        type: PageInfo,
        description: words.pageInfo ?? 'Where the page lies in the list.',
        ...(isOfRecords ? { extensions: needsNothing } : {}),
        resolve: ({ pageInfo }) => pageInfo,
      }),
    }),
  });
  return ref;
};
