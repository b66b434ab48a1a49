import type { Design } from '../../graph/design/design.ts';
import { exportArgs, type Need } from '../../graph/need.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { RecordNode } from '../../graph/record/record.ts';
import { groupByRecord, type RowsByRecord } from '../../graph/record/tree.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { ExportRecordsArgs, RecordRow } from '../../redcap/methods/record.ts';
import type { ExportRecordPlacesArgs, RecordPlaces } from '../../redcap/methods/record-place.ts';
import type { KeptLists } from './kept-list.ts';
import { withheldFields } from '../../graph/withheld.ts';
import { listRows, numberKinds } from './listed-row.ts';
import { everyRecord, type RecordNames, type RecordQuery } from './query.ts';
import { orderFields, orderNames } from './order.ts';
import { isListOfPlaces, listByPlaces } from './place-list.ts';
import { checkGroupsTold, isSelected, needOf, needsGroups, queryArgs, queryFields } from './selection.ts';

/** Which records there are. */
export interface RecordListing {
  /** All names that a query selects, in the order of {@link compareRecordNames}. */
  readonly list: (query: RecordQuery) => Promise<RecordNames>;
  /** The names as they were when the caller began to page, while they are kept; else a new list. */
  readonly continueList: (query: RecordQuery) => Promise<RecordNames>;
  /** All rows that a query selects, with the fields that are needed; for lists of instrument instances. */
  readonly rows: (query: RecordQuery, need: Need) => Promise<readonly RecordRow[]>;
  /** Rows as records. When the design has changed since the rows were asked for, they are read by the new one. */
  readonly tree: (rows: RowsByRecord, need: Need) => Promise<readonly RecordNode[]>;
}

export interface RecordListingOptions extends Pick<RecordListing, 'tree'> {
  readonly names: KeptLists<RecordNames>;
  readonly design: () => Promise<Design>;
  /** One export. */
  readonly exportAll: (args: ExportRecordsArgs) => Promise<readonly RecordRow[]>;
  /** One export of which only the places are kept. */
  readonly exportPlaces: (args: ExportRecordPlacesArgs) => Promise<RecordPlaces>;
}

/** Rows of each record, by its name. Throws REDCAP_BAD_RESPONSE for a row that names no record. */
export const groupAnswer = (rows: readonly RecordRow[], design: Design): RowsByRecord => {
  if (rows.some((row) => row[design.recordIdField.fieldName] === undefined)) {
    throw new RedcapError('REDCAP_BAD_RESPONSE', { message: 'a row came without its record' });
  }
  return groupByRecord(rows, design);
};

const inGroups = (rows: readonly RecordRow[], groups: readonly string[] | null): readonly RecordRow[] => {
  if (groups === null) return rows;
  return rows.filter((row) => groups.includes(row[systemColumns.dataAccessGroup] ?? ''));
};

type Nodes = ReadonlyMap<string, RecordNode>;

/** Makes the listing of one project for one request. */
export const createRecordListing = (options: RecordListingOptions): RecordListing => {
  const { names, exportAll, tree } = options;

  const rows: RecordListing['rows'] = async (query, need) => {
    const design = await options.design();
    const wanted = exportArgs(
      {
        ...need,
        fields: new Set([...need.fields, ...queryFields(query, design)]),
        events: query.events === null ? null : new Set(query.events),
        dataAccessGroup: need.dataAccessGroup || needsGroups(query),
      },
      design,
    );
    const came = await exportAll({ ...wanted, ...queryArgs(query) });
    checkGroupsTold(query, Object.keys(came[0] ?? {}));
    return inGroups(came, query.dataAccessGroups);
  };

  const nodesOf = async (groups: RowsByRecord, need: Need): Promise<Nodes> =>
    new Map((await tree(groups, need)).map((node) => [node.name, node]));

  /** What a list is ordered by; it is asked for alone when a filter took rows away, which may be those that hold it. */
  const orderNodes = async ({ logic, events, order }: RecordQuery, listed: () => Promise<Nodes>): Promise<Nodes> => {
    const need = needOf(orderFields(order));
    if (need.fields.size === 0) return new Map<string, RecordNode>();
    if (logic === null && events === null) return listed();
    return nodesOf(groupAnswer(await rows(everyRecord, need), await options.design()), need);
  };

  const makeList = async (query: RecordQuery): Promise<RecordNames> => {
    const design = await options.design();
    const places = isListOfPlaces(query) ? await listByPlaces(query, design, options.exportPlaces) : null;
    if (places !== null) return places;
    const fields = [...orderFields(query.order), ...queryFields(query, design)];
    const asked = exportArgs(needOf(fields), design).fields;
    const came = await rows(query, needOf(orderFields(query.order)));
    const groups = groupAnswer(came, design);
    let made: Promise<Nodes> | undefined;
    const listed = (): Promise<Nodes> => (made ??= nodesOf(groups, needOf(fields)));
    const nodes = query.predicate === null ? new Map<string, RecordNode>() : await listed();
    const selected = [...groups].flatMap(([name, recordRows]) =>
      isSelected(query, { rows: recordRows, node: nodes.get(name) }, design) ? [name] : [],
    );
    const ordered = await orderNames(selected, await orderNodes(query, listed), query.order, design);
    const kinds = numberKinds(ordered.map((name) => listRows(groups.get(name) ?? [], asked, design)));
    return { names: ordered, ...kinds, withheld: withheldFields([...new Set(fields)], came, design) };
  };

  return {
    list: (query) => names.anew(JSON.stringify(query), () => makeList(query)),
    continueList: (query) => names.continued(JSON.stringify(query), () => makeList(query)),
    rows,
    tree,
  };
};
