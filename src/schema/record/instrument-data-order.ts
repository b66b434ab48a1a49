import { badUserInput } from '../../errors.ts';
import type { Design, InstrumentNode } from '../../graph/design/design.ts';
import type { RecordOrder } from '../../loaders/record/order.ts';
import { checkRowOrder } from '../../loaders/record/row-order.ts';
import { builder } from '../builder.ts';
import { describedEnum } from '../described-enum.ts';

const OrderDirection = describedEnum('OrderDirection', 'Which end comes first.', {
  ASC: 'The smallest, the earliest, the first of the alphabet.',
  DESC: 'The largest, the latest, the last of the alphabet.',
});

/** In which order the rows of an instrument are asked for. */
export interface RowOrderInput {
  /** A field of the instrument, or its form status. */
  readonly field?: string | null | undefined;
  readonly direction?: 'ASC' | 'DESC' | null | undefined;
}

/** What the argument says of itself, in both schemas. */
export const rowOrderArgument = 'In which order; by record, event and instance unless given.';

/** What the inputs say of themselves, in both schemas. */
export const rowOrderTexts = {
  order:
    'The order of rows: by their own values of one field, or by record, event and instance when no field is given. Rows without a value come last, as those with a missing data code or with a text that does not fit the field. Rows with the same value stand in the order of records, events and instances.',
  direction: 'Which end comes first.',
} as const;

export const InstrumentDataOrder = builder.inputRef<RowOrderInput>('InstrumentDataOrder').implement({
  description: rowOrderTexts.order,
  fields: (t) => ({
    field: t.string({
      description:
        'Name of a field of the instrument, or its form status (`<instrument>_complete`). Not a checkbox and not a file, which hold no single value.',
    }),
    direction: t.field({ type: OrderDirection, defaultValue: 'ASC', description: rowOrderTexts.direction }),
  }),
});

/** The order of an instrument's rows, checked; null for the usual one. Throws BAD_USER_INPUT with the remedy. */
export const readRowOrder = (
  orderBy: RowOrderInput | null | undefined,
  instrument: InstrumentNode,
  design: Design,
): RecordOrder | null => {
  const { field = null, direction } = orderBy ?? {};
  const isDescending = direction === 'DESC';
  if (field === null) return isDescending ? { field, events: null, isDescending } : null;
  const problem = checkRowOrder(field, instrument, design);
  if (problem === null) return { field, events: null, isDescending };
  throw badUserInput(problem, 'orderBy.field');
};
