import { collator, compareRecordNames } from '../../../../src/loaders/record/name-order.ts';
import type { Design } from '../../../../src/graph/design/design.ts';
import { exportArgs, type Need } from '../../../../src/graph/need.ts';
import type { SortKey } from '../../../../src/graph/kind/kind.ts';
import { savedOf, type InstrumentDataNode, type RecordNode } from '../../../../src/graph/record/record.ts';
import { cellGroupsOf, groupByRecord, recordsFromCells, type RowsByRecord } from '../../../../src/graph/record/tree.ts';
import { withheldFields } from '../../../../src/graph/withheld.ts';
import type { InstanceQuery } from '../../../../src/loaders/record/instance-list.ts';
import { createRowLister, type ListedRows } from '../../../../src/loaders/record/listed-row.ts';
import { orderFields, sortKeyOf, valueKey, type RecordOrder } from '../../../../src/loaders/record/order.ts';
import { everyRecord, type InstancePlace, type RecordQuery } from '../../../../src/loaders/record/query.ts';
import { selectRows } from '../../../../src/loaders/record/row-selection.ts';
import { isSelected, needOf, queryFields } from '../../../../src/loaders/record/selection.ts';
import type { RecordRow } from '../../../../src/redcap/methods/record.ts';

/** All rows that a query selects, with these fields, at once. */
export type ReadRows = (query: RecordQuery, need: Need) => Promise<readonly RecordRow[]>;

/** A list with the rows of each of its records. */
export interface PlainList {
  readonly names: readonly string[];
  readonly rows: readonly ListedRows[];
  readonly withheld: readonly string[];
}

type Nodes = ReadonlyMap<string, RecordNode>;

const nodesOf = (groups: RowsByRecord, fields: readonly string[], design: Design): Nodes =>
  new Map(
    recordsFromCells(cellGroupsOf(groups), design, exportArgs(needOf(fields), design).fields).map((node) => [
      node.name,
      node,
    ]),
  );

const compareKeys = (left: SortKey, right: SortKey): number => {
  if (typeof left === 'bigint' && typeof right === 'bigint') return left < right ? -1 : Number(left > right);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
};

/** Items by their keys, those without one last. Equal ones stay as they are. */
const sortByKeys = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => SortKey,
  { isDescending }: RecordOrder,
): Item[] => {
  const sign = isDescending ? -1 : 1;
  return items.toSorted((left, right) => {
    const [leftKey, rightKey] = [keyOf(left), keyOf(right)];
    if (leftKey === null || rightKey === null) return Number(leftKey === null) - Number(rightKey === null);
    return sign * compareKeys(leftKey, rightKey);
  });
};

/** Names in an order, which the engine's own sort finds. */
const plainOrder = (names: readonly string[], nodes: Nodes, order: RecordOrder | null, design: Design): string[] => {
  const byName = names.toSorted(compareRecordNames);
  if (order === null || order.field === null) return order?.isDescending === true ? byName.reverse() : byName;
  const keyOf = sortKeyOf(order, design);
  const keys = new Map(byName.map((name) => [name, keyOf(nodes.get(name))]));
  return sortByKeys(byName, (name) => keys.get(name) ?? null, order);
};

/** A list made the plain way: every row is held, and every record is looked at as a whole. */
export const plainList = async (read: ReadRows, query: RecordQuery, design: Design): Promise<PlainList> => {
  const order = orderFields(query.order);
  const fields = [...order, ...queryFields(query, design)];
  const came = await read(query, needOf(order));
  const groups = groupByRecord(came, design);
  const listed = nodesOf(groups, fields, design);
  const selected = [...groups].flatMap(([name, rows]) =>
    isSelected(query, { rows, node: listed.get(name) }, design) ? [name] : [],
  );
  const isApart = query.logic !== null || query.events !== null;
  const ordering =
    order.length > 0 && isApart
      ? nodesOf(groupByRecord(await read(everyRecord, needOf(order)), design), order, design)
      : listed;
  const names = plainOrder(selected, ordering, query.order, design);
  const listRows = createRowLister(exportArgs(needOf(fields), design).fields, design);
  return {
    names,
    rows: names.map((name) => listRows(groups.get(name) ?? [])),
    withheld: withheldFields([...new Set(fields)], came, design),
  };
};

/** By what the saved instruments of records are ordered, by their places as text. */
const plainKeys = (
  records: Iterable<RecordNode>,
  { instrument, query: { order } }: InstanceQuery,
  design: Design,
): ReadonlyMap<string, SortKey> => {
  const field = design.field(order?.field ?? '');
  const keyOf = ({ record, cells }: InstrumentDataNode): SortKey =>
    field === undefined
      ? Number.parseInt(cells[instrument.statusColumn] ?? '', 10)
      : valueKey(field, cells, { design, columns: record.columns });
  return new Map(
    [...records].flatMap((record) =>
      savedOf(record, instrument.name).map((data) => [JSON.stringify(placeOf(data)), keyOf(data)]),
    ),
  );
};

const placeOf = ({ record, event, repeatInstance }: InstrumentDataNode): InstancePlace => [
  record.name,
  event?.uniqueEventName ?? null,
  repeatInstance,
];

/** A list of saved instruments made the plain way. */
export const plainInstances = async (
  read: ReadRows,
  wanted: InstanceQuery,
  design: Design,
): Promise<readonly InstancePlace[]> => {
  const { instrument, events, query } = wanted;
  const fields = [instrument.statusColumn, ...orderFields(query.order)];
  const rows = await read(query, needOf(fields));
  const selected = selectRows(groupByRecord(rows, design), { design, events, filter: query.filter });
  const places = [...nodesOf(selected, [instrument.statusColumn], design).values()].flatMap((record) =>
    savedOf(record, instrument.name).map(placeOf),
  );
  const names = [...new Set(places.map(([name]) => name))].sort(compareRecordNames);
  const usual = names.flatMap((name) => places.filter(([record]) => record === name));
  if (query.order === null) return usual;
  if (query.order.field === null) return query.order.isDescending ? usual.reverse() : usual;
  const keys = plainKeys(nodesOf(selected, fields, design).values(), wanted, design);
  return sortByKeys(usual, (place) => keys.get(JSON.stringify(place)) ?? null, query.order);
};
