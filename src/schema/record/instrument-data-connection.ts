import { builder } from '../builder.ts';
import { Completeness, type CompletenessShape } from './completeness.ts';
import { InstrumentData, type InstrumentDataShape } from './instrument-data.ts';
import { PageInfo, type PageInfoShape } from '../connection.ts';

/** A saved instrument and its cursor. */
export interface InstrumentDataEdgeShape {
  readonly cursor: string;
  readonly node: InstrumentDataShape;
}

/** A page of saved instruments. */
export interface InstrumentDataConnectionShape {
  readonly edges: readonly InstrumentDataEdgeShape[];
  readonly pageInfo: PageInfoShape;
  readonly totalCount: number;
  readonly completeness: CompletenessShape;
}

const InstrumentDataEdge = builder.objectRef<InstrumentDataEdgeShape>('InstrumentDataEdge').implement({
  description: 'A saved instrument and its place in the list (Relay).',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Give it as `after` to go on behind this row.' }),
    node: t.field({ type: InstrumentData, description: 'The saved instrument.', resolve: ({ node }) => node }),
  }),
});

export const InstrumentDataConnection = builder
  .objectRef<InstrumentDataConnectionShape>('InstrumentDataConnection')
  .implement({
    description: 'A page of saved instruments, in the order of records, events and instances (Relay).',
    fields: (t) => ({
      edges: t.field({
        type: [InstrumentDataEdge],
        description: 'The rows with their cursors.',
        resolve: ({ edges }) => [...edges],
      }),
      nodes: t.field({
        type: [InstrumentData],
        description: 'The rows.',
        resolve: ({ edges }) => edges.map(({ node }) => node),
      }),
      pageInfo: t.field({ type: PageInfo, description: 'Where the page lies.', resolve: ({ pageInfo }) => pageInfo }),
      totalCount: t.exposeInt('totalCount', { description: 'How many rows the whole list has.' }),
      completeness: t.field({
        type: Completeness,
        description: 'Whether this page holds all that it should.',
        resolve: ({ completeness }) => completeness,
      }),
    }),
  });
