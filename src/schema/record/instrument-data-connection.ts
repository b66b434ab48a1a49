import { builder } from '../builder.ts';
import { createConnection, type CountedConnectionShape } from '../connection.ts';
import { needsNothing } from '../need.ts';
import { Completeness, type PageCompleteness } from './completeness.ts';
import { InstrumentData, type InstrumentDataShape } from './instrument-data.ts';

/** A page of saved instruments. */
export interface InstrumentDataConnectionShape extends CountedConnectionShape<InstrumentDataShape> {
  readonly completeness: PageCompleteness;
}

export const InstrumentDataConnection = createConnection<InstrumentDataShape, InstrumentDataConnectionShape>(
  'InstrumentData',
  InstrumentData,
  {
    one: 'saved instrument',
    many: 'saved instruments',
    description:
      'A page of saved instruments, in the order of records, events and instances unless another was asked for (Relay).',
    isOfRecords: true,
  },
);

builder.objectFields(InstrumentDataConnection, (t) => ({
  totalCount: t.exposeInt('totalCount', {
    description: 'How many saved instruments the whole list has.',
    extensions: needsNothing,
  }),
  completeness: t.field({
    type: Completeness,
    description: 'Whether this page holds all that it should.',
    extensions: needsNothing,
    resolve: ({ completeness }) => completeness(),
  }),
}));
