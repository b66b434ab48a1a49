import { builder } from '../builder.ts';
import { Completeness, type CompletenessShape } from './completeness.ts';
import { PageInfo, type PageInfoShape } from '../connection.ts';
import { Record, type RecordShape } from './record.ts';

/** A record and its cursor. */
export interface RecordEdgeShape {
  readonly cursor: string;
  readonly node: RecordShape;
}

/** A page of records. */
export interface RecordConnectionShape {
  readonly edges: readonly RecordEdgeShape[];
  readonly pageInfo: PageInfoShape;
  readonly totalCount: number;
  readonly completeness: CompletenessShape;
}

const RecordEdge = builder.objectRef<RecordEdgeShape>('RecordEdge').implement({
  description: 'A record and its place in the list (Relay).',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Give it as `after` to go on behind this record.' }),
    node: t.field({ type: Record, description: 'The record.', resolve: ({ node }) => node }),
  }),
});

export const RecordConnection = builder.objectRef<RecordConnectionShape>('RecordConnection').implement({
  description: 'A page of records in the order of their names (Relay).',
  fields: (t) => ({
    edges: t.field({
      type: [RecordEdge],
      description: 'The records with their cursors.',
      resolve: ({ edges }) => [...edges],
    }),
    nodes: t.field({
      type: [Record],
      description: 'The records.',
      resolve: ({ edges }) => edges.map(({ node }) => node),
    }),
    pageInfo: t.field({ type: PageInfo, description: 'Where the page lies.', resolve: ({ pageInfo }) => pageInfo }),
    totalCount: t.exposeInt('totalCount', { description: 'How many records the whole list has.' }),
    completeness: t.field({
      type: Completeness,
      description: 'Whether this page holds all that it should.',
      resolve: ({ completeness }) => completeness,
    }),
  }),
});
