import type { Design, FieldNode } from '../../graph/design/design.ts';
import type { SortKey } from '../../graph/kind/kind.ts';
import { kindOf } from '../../graph/kind/table.ts';
import { readValue, type ReadContext } from '../../graph/value/read.ts';
import { savedOf, type InstrumentDataNode, type RecordNode } from '../../graph/record/record.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { sortIndexes } from './index-sort.ts';
import { sortNameIndexes } from './name-order.ts';
import type { SortKeys } from './sort-key.ts';

/** The order of a list of records. Records with the same value, or without one, stand in the order of their names. */
export interface RecordOrder {
  /** A field of the dictionary; null for the record name. */
  readonly field: string | null;
  /** Unique name of the event whose value counts; null in a classic project and for the record name. */
  readonly event: string | null;
  readonly isDescending: boolean;
}

/** The fields that an order needs besides the names; their instruments' statuses come with them. */
export const orderFields = (order: RecordOrder | null): string[] =>
  order === null || order.field === null ? [] : [order.field];

/** What is wrong with an order, and the remedy; null when nothing is. */
export const checkOrder = ({ field: name, event }: RecordOrder, design: Design): string | null => {
  if (name === null) return null;
  const field = design.field(name);
  if (field === undefined) return `${name} is no field of the project.`;
  if (kindOf(field).order === null) {
    return `Records cannot be ordered by ${name}: it holds no single value. Take another field.`;
  }
  if (!design.isLongitudinal) {
    if (event !== null) return 'The project has no events: leave event out.';
    if (design.repeatKind(null, field.instrument) === 'NONE') return null;
    return `Records cannot be ordered by ${name}: ${field.instrument} repeats, so that a record has many values.`;
  }
  const node = event === null ? undefined : design.event(event);
  if (node === undefined) return `${name} is ordered by in one event: give a unique event name.`;
  if (!design.eventsOf(field.instrument).includes(node)) {
    return `${field.instrument} is not designated for ${node.uniqueEventName}: give another event.`;
  }
  if (design.repeatKind(node, field.instrument) === 'NONE') return null;
  return `Records cannot be ordered by ${name} in ${node.uniqueEventName}, where it has many values: give another event.`;
};

/**
 * What a record has of the field's instrument in the event. Throws BAD_USER_INPUT when the instrument repeats there after all:
 * without the Project Design right only the records show that.
 */
const onlyOf = (field: FieldNode, event: string | null, record: RecordNode): InstrumentDataNode | undefined => {
  const saved = savedOf(record, field.instrument).filter((data) => (data.event?.uniqueEventName ?? null) === event);
  if (saved.every(({ repeatKind }) => repeatKind === 'NONE')) return saved[0];
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

const keyOf = (field: FieldNode, event: string | null, record: RecordNode | undefined, design: Design): SortKey => {
  const data = record === undefined ? undefined : onlyOf(field, event, record);
  if (record === undefined || data === undefined) return null;
  return valueKey(field, data.cells, { design, columns: record.columns });
};

/** What a record is ordered by. Throws BAD_USER_INPUT when the field turns out to repeat. */
export const sortKeyOf = (order: RecordOrder, design: Design): ((record: RecordNode | undefined) => SortKey) => {
  const field = order.field === null ? undefined : design.field(order.field);
  return field === undefined ? () => null : (record) => keyOf(field, order.event, record, design);
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
  return sorted.map((place) => byName[place] ?? 0);
};
