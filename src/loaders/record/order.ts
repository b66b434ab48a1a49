import type { Design, FieldNode } from '../../graph/design/design.ts';
import type { SortKey } from '../../graph/kind/kind.ts';
import { kindOf } from '../../graph/kind/table.ts';
import { readValue, type ReadContext } from '../../graph/value/read.ts';
import { savedOf, type InstrumentDataNode, type RecordNode } from '../../graph/record/record.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { fillInTurns, sortIndexes } from './index-sort.ts';
import { sortNameIndexes } from './name-order.ts';
import type { SortKeys } from './sort-key.ts';

/** The order of a list of records. Records with the same value, or without one, stand in the order of their names. */
export interface RecordOrder {
  /** A field of the dictionary; null for the record name. */
  readonly field: string | null;
  /**
   * Unique names of the events whose value counts: of several, the first in which the record has one. Null in a classic
   * project, for the record name, and for rows, each of which has its own.
   */
  readonly events: readonly string[] | null;
  readonly isDescending: boolean;
}

/** The fields that an order needs besides the names; their instruments' statuses come with them. */
export const orderFields = (order: RecordOrder | null): string[] =>
  order === null || order.field === null ? [] : [order.field];

/** What is wrong with an order in one of its events, and the remedy; null when nothing is. */
const checkEvent = ({ fieldName: name, instrument }: FieldNode, event: string, design: Design): string | null => {
  const node = design.event(event);
  if (node === undefined) return `${name} is ordered by in one event: give a unique event name.`;
  if (!design.eventsOf(instrument).includes(node)) {
    return `${instrument} is not designated for ${event}: give another event.`;
  }
  if (design.repeatKind(node, instrument) === 'NONE') return null;
  return `Records cannot be ordered by ${name} in ${event}, where it has many values: give another event.`;
};

/** What is wrong with an order, and the remedy; null when nothing is. */
export const checkOrder = ({ field: name, events }: RecordOrder, design: Design): string | null => {
  if (name === null) return null;
  const field = design.field(name);
  if (field === undefined) return `${name} is no field of the project.`;
  if (kindOf(field).order === null) {
    return `Records cannot be ordered by ${name}: it holds no single value. Take another field.`;
  }
  if (design.isLongitudinal) {
    return (
      (events ?? ['']).map((event) => checkEvent(field, event, design)).find((problem) => problem !== null) ?? null
    );
  }
  if (events !== null) return 'The project has no events: leave event out.';
  if (design.repeatKind(null, field.instrument) === 'NONE') return null;
  return `Records cannot be ordered by ${name}: ${field.instrument} repeats, so that a record has many values.`;
};

/**
 * What a record has of the field's instrument in these events. Throws BAD_USER_INPUT when the instrument repeats there after
 * all: without the Project Design right only the records show that.
 */
const plainOf = (
  field: FieldNode,
  events: RecordOrder['events'],
  record: RecordNode,
): readonly InstrumentDataNode[] => {
  const saved = savedOf(record, field.instrument).filter(
    ({ event }) => events?.includes(event?.uniqueEventName ?? '') ?? true,
  );
  if (saved.every(({ repeatKind }) => repeatKind === 'NONE')) return saved;
  throw new RedcapError('BAD_USER_INPUT', {
    message: `Records cannot be ordered by ${field.fieldName}: ${field.instrument} repeats, so that a record has many values.`,
  });
};

/** What a saved value is ordered by; null where there is none, or none that fits the field. */
export const valueKey = (
  field: FieldNode,
  cells: RecordRow,
  read: Pick<ReadContext, 'design' | 'columns'>,
): SortKey => {
  const value = readValue(field, cells, { ...read, exists: true });
  if (value.absence !== null) return null;
  return kindOf(field).order?.keyOf(field, value) ?? null;
};

const keyOf = (field: FieldNode, { events }: RecordOrder, record: RecordNode | undefined, design: Design): SortKey => {
  for (const { cells, record: own } of record === undefined ? [] : plainOf(field, events, record)) {
    const key = valueKey(field, cells, { design, columns: own.columns });
    if (key !== null) return key;
  }
  return null;
};

/** What a record is ordered by. Throws BAD_USER_INPUT when the field turns out to repeat. */
export const sortKeyOf = (order: RecordOrder, design: Design): ((record: RecordNode | undefined) => SortKey) => {
  const field = order.field === null ? undefined : design.field(order.field);
  return field === undefined ? () => null : (record) => keyOf(field, order, record, design);
};

/**
 * The indexes of names in an order: by the value of a field, numbers as numbers and choices as the dictionary has them, or by
 * themselves.
 */
export const orderIndexes = async (
  names: readonly string[],
  keys: SortKeys,
  order: RecordOrder | null,
): Promise<Uint32Array> => {
  const byName = await sortNameIndexes(names);
  if (order === null) return byName;
  if (order.field === null) return order.isDescending ? byName.reverse() : byName;
  const compare = await keys.comparison(order.isDescending);
  const sorted = await sortIndexes(names.length, (left, right) => compare(byName[left] ?? 0, byName[right] ?? 0));
  return fillInTurns(sorted.length, (index) => byName[sorted[index] ?? 0] ?? 0);
};
