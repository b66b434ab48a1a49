import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { badUserInput, schemaOutdated } from '../errors.ts';
import { checkFilter } from '../graph/filter/check.ts';
import type { Design } from '../graph/design/design.ts';
import type { RecordFilter } from '../graph/filter/filter.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { everyRecord, type RecordQuery } from '../loaders/record/query.ts';
import type { PageArgs } from '../schema/page.ts';
import type { InstrumentDataConnectionShape } from '../schema/record/instrument-data-connection.ts';
import { tablePage } from '../schema/record/instrument-data-page.ts';
import { readRowOrder, type RowOrderInput } from '../schema/record/instrument-data-order.ts';
import { prepareFilter } from '../schema/record/filter.ts';
import { askedEvents, type EventArgs } from './event-argument.ts';
import type { InstrumentWord } from './vocabulary.ts';
import type { GivenFilter } from './where-condition.ts';
import { readInstrumentFilter } from './where-predicate.ts';

/** Arguments of an instrument's table. */
export interface TableArgs extends EventArgs, PageArgs {
  readonly where?: GivenFilter | null | undefined;
  readonly orderBy?: RowOrderInput | null | undefined;
}

/** The events of the arguments that the filter accepts too; null in a classic project. */
const rowEvents = (
  design: Design,
  instrument: string,
  args: EventArgs,
  filtered: readonly string[] | null,
): ReadonlySet<string> | null => {
  const asked = askedEvents(design, instrument, args);
  if (filtered === null) return asked;
  const both = args.event == null || asked === null ? filtered : filtered.filter((name) => asked.has(name));
  if (both.length > 0) return new Set(both);
  throw badUserInput('where.event is another event than event: no row could be of both.', 'where.event');
};

const tableQuery = (filter: RecordFilter | null, events: readonly string[] | null, design: Design): RecordQuery => {
  const [problem] = filter === null ? [] : checkFilter(filter, design);
  if (problem !== undefined) throw badUserInput(problem.message, 'where');
  const prepared = prepareFilter(filter, null, design);
  return {
    ...everyRecord,
    logic: prepared.logic,
    filter: prepared.filter,
    filterFields: prepared.fields,
    // The filter looks at the row's own instrument alone, so that no other event's rows are needed.
    events,
  };
};

/** A page of an instrument's table: one row for each saved instance that the arguments select. */
export const instrumentTable = async (
  source: ProjectSource,
  word: InstrumentWord,
  args: TableArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<InstrumentDataConnectionShape> => {
  const design = await source.design();
  const instrument = design.instrument(word.instrument.name);
  if (instrument === undefined) throw schemaOutdated(`${word.instrument.name} is no instrument any more.`);
  const { events: filtered, filter } =
    args.where == null ? { events: null, filter: null } : readInstrumentFilter(word, design, args.where, ['where']);
  const events = rowEvents(design, instrument.name, args, filtered);
  const query = {
    ...tableQuery(filter, events === null ? null : [...events], design),
    order: readRowOrder(args.orderBy, instrument, design),
  };
  return tablePage({ source, design, instrument, events, query }, args, context, info);
};
