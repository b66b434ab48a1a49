import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
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
      description:
        'True when the list has something before this page, and can be paged backwards by `last` and `before`.',
    }),
    startCursor: t.string({
      nullable: true,
      description: 'Cursor of the first edge: give it as `before`, with `last`, for the page before.',
      resolve: ({ startCursor }) => startCursor(),
    }),
    endCursor: t.string({
      nullable: true,
      description: 'Cursor of the last edge: give it as `after` for the next page.',
      resolve: ({ endCursor }) => endCursor(),
    }),
  }),
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
        description: `The place of this ${one}. Give it as \`after\` to get what follows, or as \`before\` to get what comes before, where the list has it.`,
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
