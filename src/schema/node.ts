import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { builder } from './builder.ts';

/** What the id of an object holds beside the name of its type. */
export type NodeKey = readonly (string | number | null)[];

/** A node with the name of its type, for the interface to be resolved by. */
export interface TypedNode {
  readonly typeName: string;
}

/** Finds an object again by what its id held. Null when the object is gone. `info` says what is selected of it. */
export type NodeLookup<Found extends TypedNode = TypedNode> = (
  parts: NodeKey,
  context: Context,
  info: GraphQLResolveInfo,
) => Promise<Found | null>;

const lookups = new Map<string, NodeLookup>();

/** Relay's Node: an object that can be fetched again by its id. */
export const Node = builder.interfaceRef<TypedNode>('Node').implement({
  resolveType: (node) => node.typeName,
  description: 'An object that can be fetched again by its `id` (Relay).',
  fields: (t) => ({
    id: t.id({
      description:
        'Opaque, the same for the same object as long as the gateway keeps its secret, and of use to this caller only. It does not show the record name.',
      resolve: () => {
        throw new Error('every implementing type resolves its own id');
      },
    }),
  }),
});

/** Makes a type's objects findable by `node(id:)`. */
export const registerNode = (typeName: string, lookup: NodeLookup): void => {
  lookups.set(typeName, lookup);
};

/** The project whose key an id holds; undefined where this caller has no such project. */
export const projectOfNode = (context: Context, key: NodeKey[number] | undefined): ProjectSource | undefined =>
  typeof key === 'string' ? context.projects.get(key) : undefined;

/** The id of an object: its type and what finds it again. */
export const nodeId = (context: Context, typeName: string, parts: NodeKey): string =>
  context.ids.encode([typeName, ...parts]);

builder.queryField('node', (t) =>
  t.field({
    type: Node,
    nullable: true,
    description: 'The object with this id, as this caller may see it now; null when there is none (any more).',
    args: { id: t.arg.id({ required: true, description: 'An `id` that this gateway gave to this caller.' }) },
    resolve: async (_root, { id }, context, info) => {
      const parts = context.ids.decode(id);
      const typeName = parts?.[0];
      if (parts === null || typeof typeName !== 'string') return null;
      return (await lookups.get(typeName)?.(parts.slice(1), context, info)) ?? null;
    },
  }),
);
