import { randomUUID } from 'node:crypto';
import type { Design } from '../../graph/design/design.ts';
import type { RecordNode } from '../../graph/record/record.ts';
import { cellGroupsOf, recordsFromCells, type RowsByRecord } from '../../graph/record/tree.ts';
import { withheldOf } from '../../graph/withheld.ts';
import { createNumbering } from '../../redcap/numbering.ts';
import { forEachInTurns } from '../../work-turn.ts';
import { pickAll } from './index-sort.ts';
import { readList, type ListPass, type PassSource } from './list-pass.ts';
import type { Judge, ListSummary } from './list-summary.ts';
import { createRowLister } from './listed-row.ts';
import { orderFields, orderIndexes, sortKeyOf, type RecordOrder } from './order.ts';
import { everyRecord, type RecordNames, type RecordQuery } from './query.ts';
import { isSelected, needOf, queryFields } from './selection.ts';
import { createSortKeys, type SortKeys } from './sort-key.ts';

const nodesOf = (records: RowsByRecord, design: Design, fields: readonly string[]): ReadonlyMap<string, RecordNode> =>
  new Map(recordsFromCells(cellGroupsOf(records), design, fields).map((node) => [node.name, node]));

const noNodes: ReadonlyMap<string, RecordNode> = new Map();

/** Finds the records that a query selects, with their rows and what orders them. */
const selectBy =
  (query: RecordQuery, order: RecordOrder | null): ListPass['judge'] =>
  (design, fields): Judge => {
    const listRows = createRowLister(fields, design);
    const keyOf = order === null ? null : sortKeyOf(order, design);
    const looksAtNodes = query.predicate !== null || keyOf !== null;
    return (records) => {
      const nodes = looksAtNodes ? nodesOf(records, design, fields) : noNodes;
      return [...records].flatMap(([name, rows]) => {
        const node = nodes.get(name);
        if (!isSelected(query, { rows, node }, design)) return [];
        return [{ name, rows: listRows(rows), keys: keyOf === null ? [] : [keyOf(node)] }];
      });
    };
  };

/**
 * What orders the records of a list, in a pass of its own: a filter took rows away, which may be those that hold it. Only the
 * events that count are asked for.
 */
const readKeys = async (source: PassSource, names: readonly string[], order: RecordOrder): Promise<SortKeys> => {
  const listed = createNumbering<null>();
  await forEachInTurns(names, (name) => listed.numberOf(name, () => null));
  const came = await readList(source, {
    // The names are this list's own, so that no other caller can share the pass.
    kept: randomUUID(),
    query: { ...everyRecord, events: order.events },
    need: needOf(orderFields(order)),
    judge: (design, fields) => {
      const keyOf = sortKeyOf(order, design);
      return (records) => {
        const wanted = new Map([...records].filter(([name]) => listed.find(name) !== undefined));
        return recordsFromCells(cellGroupsOf(wanted), design, fields).map((node) => ({
          name: node.name,
          rows: '',
          keys: [keyOf(node)],
        }));
      };
    },
    keyName: order.field ?? '',
  });
  // Of each listed name the place among those that came, and 0 where it did not come.
  const placeOf = new Uint32Array(listed.all.length);
  await forEachInTurns(came.names, (name, index) => {
    const number = listed.find(name);
    if (number !== undefined) placeOf[number] = index + 1;
  });
  const keys = createSortKeys(order.field ?? '');
  await forEachInTurns(names, (name) => {
    keys.add(came.keys.at((placeOf[listed.find(name) ?? -1] ?? 0) - 1));
  });
  return keys;
};

/** The field that orders a list; null for the order of names. */
const fieldOrder = ({ order }: RecordQuery): RecordOrder | null => (orderFields(order).length === 0 ? null : order);

const keysOf = (source: PassSource, query: RecordQuery, came: ListSummary): Promise<SortKeys> | SortKeys => {
  const order = fieldOrder(query);
  return order === null || holdsKeys(query) ? came.keys : readKeys(source, came.names, order);
};

/** All rows come, so that the pass that selects the records sees what orders them too. */
const holdsKeys = ({ logic, events }: RecordQuery): boolean => logic === null && events === null;

/**
 * The records of a list that the gateway filters or orders itself, whatever their number. The rows pass by. Of a record its name
 * is kept, the number of its rows' text, and what orders it.
 */
export const listSelected = async (source: PassSource, query: RecordQuery): Promise<RecordNames> => {
  const order = orderFields(query.order);
  const came = await readList(source, {
    kept: 'records',
    query,
    need: needOf(order),
    judge: selectBy(query, holdsKeys(query) ? fieldOrder(query) : null),
    keyName: query.order?.field ?? '',
  });
  const indexes = await orderIndexes(came.names, await keysOf(source, query, came), query.order);
  const design = await source.design();
  return {
    names: await pickAll(came.names, indexes),
    kindOf: await pickAll(came.kindOf, indexes),
    kinds: came.kinds,
    withheld: withheldOf([...new Set([...order, ...queryFields(query, design)])], came.columns, design),
  };
};
