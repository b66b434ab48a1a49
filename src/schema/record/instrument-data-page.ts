import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import type { Design, InstrumentNode } from '../../graph/design/design.ts';
import type { Need } from '../../graph/need.ts';
import { savedOf, type InstrumentDataNode, type RecordNode } from '../../graph/record/record.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { allPlaces, locateIn, type InstanceQuery } from '../../loaders/record/instance-list.ts';
import type { InstancePlace } from '../../loaders/record/query.ts';
import { noRows } from '../../loaders/record/listed-row.ts';
import type { CompletenessShape } from './completeness.ts';
import { omittedIn } from './omitted-field.ts';
import { reportMissing } from './missing-record.ts';
import { answerPage, createPageBatches } from './page-batch.ts';
import { instrumentDataShape } from './instrument-data.ts';
import type { InstrumentDataConnectionShape } from './instrument-data-connection.ts';
import { cursorsOf, placeGone } from '../cursor.ts';
import { readPage, slicePage, type PageArgs } from '../page.ts';
import { instrumentPart, savedNeed } from './need.ts';
import { selectionsOf } from '../selection.ts';

const LIST = 'instrumentData';

const placeOf = (data: InstrumentDataNode): InstancePlace => [
  data.record.name,
  data.event?.uniqueEventName ?? null,
  data.repeatInstance,
];

/** Finds what is saved at a place. Each record is looked through once, however many of its instances are on the page. */
const createRowFinder = ({ name }: InstrumentNode) => {
  const known = new Map<RecordNode, ReadonlyMap<string, InstrumentDataNode>>();
  const keyOf = ([, event, instance]: InstancePlace): string => `${String(instance)} ${event ?? ''}`;
  const rowsOf = (record: RecordNode): ReadonlyMap<string, InstrumentDataNode> => {
    const rows = new Map<string, InstrumentDataNode>();
    for (const data of savedOf(record, name)) {
      const key = keyOf(placeOf(data));
      if (!rows.has(key)) rows.set(key, data);
    }
    return rows;
  };
  return (record: RecordNode | null, place: InstancePlace): InstrumentDataNode | null => {
    if (record === null || record.name !== place[0]) return null;
    const rows = known.get(record) ?? rowsOf(record);
    known.set(record, rows);
    return rows.get(keyOf(place)) ?? null;
  };
};

/** Of what a table is: the saved data of one instrument. */
export interface Table extends InstanceQuery {
  readonly source: ProjectSource;
  readonly design: Design;
}

const listKey = ({ instrument, query, events }: Table): string =>
  JSON.stringify([instrument.name, query, events === null ? null : [...events]]);

/** What came of a page, or of a batch of it. */
interface LoadedPage {
  readonly records: readonly RecordNode[];
  readonly rows: readonly InstrumentDataNode[];
  /** Names of the records of rows that did not come. */
  readonly missing: readonly string[];
  readonly unknownFields: ReadonlySet<string>;
}

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

const loadPage = async (table: Table, page: readonly InstancePlace[], need: Need): Promise<LoadedPage> => {
  const findRow = createRowFinder(table.instrument);
  const came = await table.source.records.loadPage(page.map(([name]) => ({ name, need, listed: noRows })));
  const loaded = page.map((place, index) => {
    const { node = null, unknownFields = new Set<string>() } = came[index] ?? {};
    return { place, node, unknownFields, row: findRow(node, place) };
  });
  return {
    records: unique(loaded.flatMap(({ node }) => node ?? [])),
    rows: loaded.flatMap(({ row }) => row ?? []),
    missing: unique(loaded.flatMap(({ row, place: [record] }) => (row === null ? [record] : []))),
    unknownFields: new Set(loaded.flatMap(({ unknownFields }) => [...unknownFields])),
  };
};

const emptyPage: LoadedPage = { records: [], rows: [], missing: [], unknownFields: new Set() };

/** A page of a table: the places from the list, which is kept while it is paged through, the data with just the fields selected. */
export const tablePage = async (
  table: Table,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<InstrumentDataConnectionShape> => {
  const { source, design, instrument } = table;
  const asked = readPage(context, LIST, source.key, args);
  const cursors = cursorsOf(context, LIST, source.key);
  const { anew, continued } = source.instances;
  const { events, query } = table;
  const list = await (asked.cursors.length === 0 ? anew : continued)(listKey(table), () =>
    source.records.instances({ instrument, events, query }),
  );
  const places = allPlaces(list);
  // The cursors of this list hold nothing but such places.
  const range = asked.rangeIn(places.length, (place, argument) => {
    const found = locateIn(list, place as unknown as InstancePlace);
    if (found === null) throw placeGone('row', argument);
    return found;
  });
  const { items, ...page } = slicePage(places, range, cursors.write);
  const selections = selectionsOf(info);
  const need = savedNeed(selections, instrumentPart(design, instrument, table.events));
  const isWanted = selections.some(({ name, need: own }) => own?.part !== undefined || name === 'completeness');
  const isStreamed = selections.some((field) => field.isStreamed);
  const batches = createPageBatches(items, isStreamed, async (slice) => {
    if (!isWanted || slice.items.length === 0) return emptyPage;
    const loaded = await loadPage(table, slice.items, need);
    reportMissing(context, info, loaded.missing, unique(slice.items.map(([name]) => name)).length);
    return loaded;
  });
  const edgesOf = ({ rows }: LoadedPage) =>
    rows.map((row) => ({
      node: instrumentDataShape(source, design, row),
      cursor: () => cursors.write(placeOf(row)),
    }));
  const complete = async (): Promise<CompletenessShape> => {
    const loaded = await batches.all();
    const records = unique(loaded.flatMap((batch) => batch.records));
    const unknownFields = new Set(loaded.flatMap((batch) => [...batch.unknownFields]));
    const came = { source, design, need, records, unknownFields, filtered: list.withheld };
    return {
      omittedFields: await omittedIn(selections, came),
      missingRecords: unique(loaded.flatMap(({ missing }) => missing)),
    };
  };
  return { ...page, ...(await answerPage(batches, edgesOf, complete)) };
};
