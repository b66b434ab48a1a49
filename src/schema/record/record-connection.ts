import { builder } from '../builder.ts';
import { createConnection, type CountedConnectionShape } from '../connection.ts';
import { needsNothing } from '../need.ts';
import { Completeness, type PageCompleteness } from './completeness.ts';
import { Record, type RecordShape } from './record.ts';

/** A page of records. */
export interface RecordConnectionShape extends CountedConnectionShape<RecordShape> {
  readonly completeness: PageCompleteness;
}

export const RecordConnection = createConnection<RecordShape, RecordConnectionShape>('Record', Record, {
  one: 'record',
  many: 'records',
  description: 'A page of records in the order of their names (Relay).',
  isOfRecords: true,
});

builder.objectFields(RecordConnection, (t) => ({
  totalCount: t.exposeInt('totalCount', {
    description: 'How many records the whole list has.',
    extensions: needsNothing,
  }),
  completeness: t.field({
    type: Completeness,
    description: 'Whether this page holds all that it should.',
    extensions: needsNothing,
    resolve: ({ completeness }) => completeness(),
  }),
}));
