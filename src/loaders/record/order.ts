import type { Design, FieldNode } from '../../graph/design/design.ts';
import type { SortKey } from '../../graph/kind/kind.ts';
import { kindOf } from '../../graph/kind/table.ts';
import { readValue } from '../../graph/value/read.ts';
import { savedOf, type InstrumentDataNode, type RecordNode } from '../../graph/record/record.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { collator, sortRecordNames } from './name-order.ts';

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

const keyOf = (field: FieldNode, event: string | null, record: RecordNode | undefined, design: Design): SortKey => {
  const data = record === undefined ? undefined : onlyOf(field, event, record);
  if (record === undefined || data === undefined) return null;
  const value = readValue(field, data.cells, { design, columns: record.columns, exists: true });
  if (value.absence !== null) return null;
  return kindOf(field).order?.keyOf(field, value) ?? null;
};

const compareKeys = (left: SortKey, right: SortKey): number => {
  if (typeof left === 'bigint' && typeof right === 'bigint') return left < right ? -1 : Number(left > right);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
};

/**
 * Names in an order: by the value of a field, numbers as numbers and choices as the dictionary has them, or by themselves.
 * Throws BAD_USER_INPUT when the field turns out to repeat.
 */
export const orderNames = async (
  names: readonly string[],
  nodes: ReadonlyMap<string, RecordNode>,
  order: RecordOrder | null,
  design: Design,
): Promise<string[]> => {
  const byName = await sortRecordNames(names);
  const field = order === null || order.field === null ? undefined : design.field(order.field);
  if (order === null || field === undefined) return order?.isDescending === true ? byName.reverse() : byName;
  const keys = new Map(byName.map((name) => [name, keyOf(field, order.event, nodes.get(name), design)]));
  const sign = order.isDescending ? -1 : 1;
  return byName.sort((left, right) => {
    const [leftKey = null, rightKey = null] = [keys.get(left), keys.get(right)];
    if (leftKey === null || rightKey === null) return Number(leftKey === null) - Number(rightKey === null);
    return sign * compareKeys(leftKey, rightKey);
  });
};
