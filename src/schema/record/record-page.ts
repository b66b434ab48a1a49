import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import type { Design } from '../../graph/design/design.ts';
import type { Need } from '../../graph/need.ts';
import { goneBefore, locatedAt, type Located } from '../../loaders/list-place.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { rowsAt, type RecordNames, type RecordQuery } from '../../loaders/record/query.ts';
import { compareRecordNames } from '../../loaders/record/name-order.ts';
import { omittedIn } from './omitted-field.ts';
import { cursorsOf, placeGone } from '../cursor.ts';
import { readPage, slicePage, type PageArgs } from '../page.ts';
import { recordShape, type RecordShape } from './record.ts';
import type { CompletenessShape } from './completeness.ts';
import { reportMissing } from './missing-record.ts';
import { answerPage, createPageBatches } from './page-batch.ts';
import type { RecordConnectionShape } from './record-connection.ts';
import { isAsking, selectedNeed, wholeRecord } from './need.ts';
import { selectionsOf } from '../selection.ts';

const LIST = 'records';

/**
 * Where the record of a cursor is. In the order of names that is known also when the record has gone since; in another order it
 * is not, once the list had to be made anew.
 */
const locate = (names: readonly string[], record: string, order: RecordQuery['order'], argument: string): Located => {
  const place = names.indexOf(record);
  if (place !== -1) return locatedAt(place);
  if (order !== null && order.field !== null) throw placeGone('record', argument);
  const sign = order?.isDescending === true ? -1 : 1;
  const index = names.findIndex((name) => sign * compareRecordNames(name, record) > 0);
  return goneBefore(index === -1 ? names.length : index);
};

/** What came of a page, or of a batch of it. */
interface LoadedPage {
  readonly records: readonly RecordShape[];
  /** Of the names, those whose records did not come whole. */
  readonly missing: readonly string[];
  readonly unknownFields: ReadonlySet<string>;
}

const loadPage = async (
  source: ProjectSource,
  design: Design,
  names: RecordNames,
  page: readonly string[],
  start: number,
  need: Need,
): Promise<LoadedPage> => {
  if (!isAsking(need)) {
    const records = page.map((name) => recordShape(source, design, name, null));
    return { records, missing: [], unknownFields: new Set() };
  }
  const loaded = await source.records.loadPage(
    page.map((name, index) => ({ name, need, listed: rowsAt(names, start + index) })),
  );
  const records: RecordShape[] = [];
  const missing: string[] = [];
  const unknownFields = new Set<string>();
  for (const [index, name] of page.entries()) {
    const came = loaded[index];
    if (came?.node == null) missing.push(name);
    else {
      if (!came.isComplete) missing.push(name);
      records.push(recordShape(source, design, name, came.node, came.unknownFields));
    }
    for (const field of came?.unknownFields ?? []) unknownFields.add(field);
  }
  return { records, missing, unknownFields };
};

/**
 * A page of the records that a query selects. The names come from the list, which the gateway keeps while the caller pages.
 * The data hold just the fields that are selected. For any field that returns a {@link RecordConnection}.
 */
export const recordsPage = async (
  source: ProjectSource,
  query: RecordQuery,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<RecordConnectionShape> => {
  const design = await source.design();
  const asked = readPage(context, LIST, source.key, args);
  const names = await (asked.cursors.length === 0 ? source.records.list(query) : source.records.continueList(query));
  const range = asked.rangeIn(names.names.length, ([name], argument) =>
    locate(names.names, String(name), query.order, argument),
  );
  const cursors = cursorsOf(context, LIST, source.key);
  const cursorOf = (name: string): string => cursors.write([name]);
  const { items, ...page } = slicePage(names.names, range, cursorOf);
  const selections = selectionsOf(info);
  const need = selectedNeed(selections, wholeRecord(design));
  const isStreamed = selections.some((field) => field.isStreamed);
  const batches = createPageBatches(items, isStreamed, async (slice) => {
    const loaded = await loadPage(source, design, names, slice.items, range.start + slice.start, need);
    reportMissing(context, info, loaded.missing, slice.items.length);
    return loaded;
  });
  const edgesOf = ({ records }: LoadedPage) => records.map((node) => ({ node, cursor: () => cursorOf(node.name) }));
  const complete = async (): Promise<CompletenessShape> => {
    const loaded = await batches.all();
    const records = loaded.flatMap((batch) => batch.records.flatMap(({ node }) => node ?? []));
    const unknownFields = new Set(loaded.flatMap((batch) => [...batch.unknownFields]));
    const came = { source, design, need, records, unknownFields, filtered: names.withheld };
    return {
      omittedFields: await omittedIn(selections, came),
      missingRecords: loaded.flatMap(({ missing }) => missing),
    };
  };
  return { ...page, ...(await answerPage(batches, edgesOf, complete)) };
};
