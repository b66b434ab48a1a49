import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { Design, InstrumentNode } from '../graph/design.ts';
import { matchRow, type RecordFilter } from '../graph/filter.ts';
import { exportArgs, mergeNeeds, type Need } from '../graph/need.ts';
import type { InstrumentDataNode, RecordNode } from '../graph/record.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { withheldFields, type InstanceList, type InstancePlace, type RecordQuery } from '../loaders/record-list.ts';
import { compareRecordNames } from '../loaders/record-order.ts';
import type { RecordRow } from '../redcap/methods/record.ts';
import { builder } from './builder.ts';
import { omittedFields } from './completeness.ts';
import { findInstrument } from './instrument.ts';
import { instrumentDataShape } from './instrument-data.ts';
import { InstrumentDataConnection, type InstrumentDataConnectionShape } from './instrument-data-connection.ts';
import { checkPageSize, readCursor, writeCursor } from './page.ts';
import { Project } from './project.ts';
import { prepareFilter, RecordFilterInput } from './record-filter.ts';
import { eventsArgument, instrumentDataNeed } from './record-need.ts';
import { below, selectionsOf } from './selection.ts';

const LIST = 'instrumentData';

const placeOf = (data: InstrumentDataNode): InstancePlace => [
  data.record.name,
  data.event?.uniqueEventName ?? null,
  data.repeatInstance,
];

const samePlace = (left: InstancePlace, right: InstancePlace): boolean =>
  left.every((part, index) => part === right[index]);

const instancesOf = (records: readonly RecordNode[], instrument: InstrumentNode): InstrumentDataNode[] =>
  records
    .flatMap(({ events }) => events)
    .flatMap(({ instruments }) => instruments)
    .filter((data) => data.instrument.name === instrument.name);

/** A filter that the rows of a repeating instrument could never satisfy is refused, not answered with nothing. */
const checkReach = (
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
    (name) => design.field(name)?.instrument !== instrument.name && isUnqualified(where, name),
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

interface Table {
  readonly source: ProjectSource;
  readonly design: Design;
  readonly instrument: InstrumentNode;
  /** Events whose rows are wanted; null in a classic project. */
  readonly events: ReadonlySet<string> | null;
  readonly query: RecordQuery;
}

const isWanted = (row: RecordRow, table: Table): boolean =>
  table.events === null || table.events.has(row['redcap_event_name'] ?? '');

const selectRows = (rows: readonly RecordRow[], table: Table): readonly RecordRow[] => {
  const { filter } = table.query;
  if (filter === null) return rows.filter((row) => isWanted(row, table));
  const idField = table.design.recordIdField.fieldName;
  const byRecord = Map.groupBy(rows, (row) => row[idField] ?? '');
  return rows.filter(
    (row) => isWanted(row, table) && matchRow(filter, row, byRecord.get(row[idField] ?? '') ?? [], table.design),
  );
};

const listInstances = async (table: Table): Promise<InstanceList> => {
  const { source, design, instrument, query } = table;
  const need: Need = {
    fields: new Set([instrument.statusColumn]),
    events: null,
    dataAccessGroup: false,
    surveyFields: false,
  };
  const rows = await source.records.rows(query, need);
  const instances = instancesOf(await source.records.tree(selectRows(rows, table), need), instrument);
  const list: InstanceList = {
    places: instances.map(placeOf).sort(([left], [right]) => compareRecordNames(left, right)),
    withheld: withheldFields(query.filterFields, rows, design),
  };
  source.instances.set(source.owner, listKey(table), list);
  return list;
};

const listKey = ({ instrument, query, events }: Table): string =>
  JSON.stringify([instrument.name, query, events === null ? null : [...events]]);

const startAfter = (places: readonly InstancePlace[], last: InstancePlace | null): number => {
  if (last === null) return 0;
  const index = places.findIndex((place) => samePlace(place, last));
  if (index !== -1) return index + 1;
  const later = places.findIndex(([record]) => compareRecordNames(record, last[0]) > 0);
  return later === -1 ? places.length : later;
};

const loadPage = async (
  table: Table,
  page: readonly InstancePlace[],
  need: Need,
): Promise<(InstrumentDataNode | null)[]> => {
  const loaded = await Promise.all(page.map(([record]) => table.source.records.load(record, need, 1)));
  return page.map((place, index) => {
    const node = loaded[index]?.node;
    if (node === null || node === undefined) return null;
    return instancesOf([node], table.instrument).find((data) => samePlace(placeOf(data), place)) ?? null;
  });
};

const withheldOf = (need: Need, design: Design, rows: readonly InstrumentDataNode[]): string[] => {
  const columns = rows[0]?.record.columns;
  if (columns === undefined) return [];
  return exportArgs(need, design).fields.filter((name) => {
    const wanted = design.field(name)?.columns ?? [name];
    return wanted.length > 0 && !wanted.some((column) => columns.has(column));
  });
};

const tablePage = async (
  table: Table,
  args: { readonly first: number; readonly after?: string | null | undefined },
  context: Context,
  info: GraphQLResolveInfo,
): Promise<InstrumentDataConnectionShape> => {
  const { source, design, instrument } = table;
  const first = checkPageSize(args.first, context);
  const cursor = readCursor(context, LIST, source.key, args.after);
  const kept = cursor === null ? undefined : source.instances.get(source.owner, listKey(table));
  const list = kept ?? (await listInstances(table));
  const last = cursor === null ? null : (cursor as unknown as InstancePlace);
  const start = startAfter(list.places, last);
  const page = list.places.slice(start, start + first);

  const selections = selectionsOf(info);
  const need = mergeNeeds(
    [below(selections, 'nodes'), below(selections, 'edges', 'node')].map((selected) =>
      instrumentDataNeed(design, [instrument], table.events, selected),
    ),
  );
  const isWantedAtAll = selections.some(({ name }) => name === 'nodes' || name === 'edges' || name === 'completeness');
  const found = isWantedAtAll && page.length > 0 ? await loadPage(table, page, need) : [];
  const rows = found.filter((row) => row !== null);
  const cursorOf = (place: InstancePlace): string => writeCursor(context, LIST, source.key, place);
  const [firstPlace, lastPlace] = [page[0], page.at(-1)];
  return {
    edges: rows.map((row) => ({ cursor: cursorOf(placeOf(row)), node: instrumentDataShape(source, design, row) })),
    pageInfo: {
      hasNextPage: start + page.length < list.places.length,
      hasPreviousPage: start > 0,
      startCursor: firstPlace === undefined ? null : cursorOf(firstPlace),
      endCursor: lastPlace === undefined ? null : cursorOf(lastPlace),
    },
    totalCount: list.places.length,
    completeness: {
      omittedFields: omittedFields(withheldOf(need, design, rows), list.withheld),
      missingRecordCount: found.length - rows.length,
    },
  };
};

builder.objectField(Project, 'instrumentData', (t) =>
  t.field({
    type: InstrumentDataConnection,
    nullable: true,
    description:
      'All that is saved of one instrument, one row per record, event and instance: a table. One export lists the rows, one more brings the page with just the fields that are selected; further pages cost one each.',
    args: {
      instrument: t.arg.string({ required: true, description: 'Unique name of the instrument.' }),
      events: t.arg.stringList({ description: 'Only these events, by their unique names.' }),
      where: t.arg({ type: RecordFilterInput, description: 'Only rows that satisfy this themselves.' }),
      first: t.arg.int({ defaultValue: 50, required: true, description: 'Rows on the page, 0 to 100.' }),
      after: t.arg.string({ description: 'The endCursor of the page before.' }),
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
        logic: prepared.logic,
        filter: prepared.filter,
        filterFields: prepared.fields,
        // A filter that is evaluated here may look at other events, so their rows must come too.
        events: events === null || prepared.filter !== null ? null : [...events],
        dataAccessGroups: null,
        changedSince: null,
      };
      return tablePage({ source, design, instrument, events, query }, args, context, info);
    },
  }),
);
