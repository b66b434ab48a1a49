import { badUserInput } from '../../errors.ts';
import type { Design, InstrumentNode } from '../../graph/design/design.ts';
import type { RecordFilter } from '../../graph/filter/filter.ts';
import { everyRecord, type RecordQuery } from '../../loaders/record/query.ts';
import { builder } from '../builder.ts';
import { pageArguments } from '../page.ts';
import { findInstrument } from '../design/instrument.ts';
import { InstrumentDataConnection } from './instrument-data-connection.ts';
import { InstrumentDataOrder, readRowOrder, rowOrderArgument } from './instrument-data-order.ts';
import { tablePage } from './instrument-data-page.ts';
import { Project } from '../project/project.ts';
import { prepareFilter, RecordFilterInput } from './filter.ts';
import { eventsArgument } from './need.ts';

/** A filter that the rows of a repeating instrument could never satisfy is refused, not answered with nothing. */
export const checkReach = (
  filterFields: readonly string[],
  where: RecordFilter,
  instrument: InstrumentNode,
  design: Design,
): void => {
  const repeats =
    design.eventsOf(instrument.name).some((event) => design.repeatKind(event, instrument.name) === 'INSTRUMENT') ||
    (!design.isLongitudinal && design.repeatKind(null, instrument.name) === 'INSTRUMENT');
  if (!repeats) return;
  const elsewhere = filterFields.filter(
    (name) =>
      // Each row of an instrument has its form status, which is no field of the dictionary.
      name !== instrument.statusColumn &&
      design.field(name)?.instrument !== instrument.name &&
      isUnqualified(where, name),
  );
  if (elsewhere.length > 0) {
    throw badUserInput(
      `where looks at ${elsewhere.join(', ')}, which the rows of the repeating instrument ${instrument.name} do not hold. Name the event of that field, or select the records first.`,
      'where',
    );
  }
};

const isUnqualified = (filter: RecordFilter, field: string): boolean =>
  (filter.field === field && (filter.event === undefined || filter.event === null)) ||
  [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])].some((part) =>
    isUnqualified(part, field),
  );

builder.objectField(Project, 'instrumentData', (t) =>
  t.field({
    type: InstrumentDataConnection,
    nullable: true,
    description:
      'A table of one instrument, with one row for each record, event and instance in which it is saved. One export lists the rows, and one more brings the page with just the selected fields. Each further page costs one export. REDCap: Export Records.',
    args: {
      instrument: t.arg.string({ required: true, description: 'Unique name of the instrument.' }),
      events: t.arg.stringList({ description: 'Only these events, by their unique names.' }),
      where: t.arg({ type: RecordFilterInput, description: 'Only rows that satisfy this filter themselves.' }),
      orderBy: t.arg({ type: InstrumentDataOrder, description: rowOrderArgument }),
      ...pageArguments('Rows'),
    },
    resolve: async ({ source }, args, context, info) => {
      const design = await source.design();
      const instrument = findInstrument(design, args.instrument, 'instrument');
      const named = eventsArgument(design, args, 'events');
      const events = design.isLongitudinal
        ? new Set((named ?? design.eventsOf(instrument.name)).map(({ uniqueEventName }) => uniqueEventName))
        : null;
      const prepared = prepareFilter(args.where, null, design);
      if (args.where) checkReach(prepared.fields, args.where, instrument, design);
      const query: RecordQuery = {
        ...everyRecord,
        logic: prepared.logic,
        filter: prepared.filter,
        filterFields: prepared.fields,
        // A filter that is evaluated here may look at other events, so their rows must come too.
        events: events === null || prepared.filter !== null ? null : [...events],
        order: readRowOrder(args.orderBy, instrument, design),
      };
      return tablePage({ source, design, instrument, events, query }, args, context, info);
    },
  }),
);
