import type { Design, InstrumentNode } from '../../graph/design/design.ts';
import { givenName } from '../../graph/filter/given-name.ts';
import type { SortKey } from '../../graph/kind/kind.ts';
import { kindOf } from '../../graph/kind/table.ts';
import type { InstrumentDataNode } from '../../graph/record/record.ts';
import { forRangesInTurns } from '../../work-turn.ts';
import { sortIndexes } from './index-sort.ts';
import type { ListSummary } from './list-summary.ts';
import { orderFields, valueKey, type RecordOrder } from './order.ts';
import { locatedAt, type Located } from '../list-place.ts';
import type { InstanceList } from './query.ts';

/** What is wrong with ordering the rows of an instrument by a field, and the remedy; null when nothing is. */
export const checkRowOrder = (name: string, instrument: InstrumentNode, design: Design): string | null => {
  if (name === instrument.statusColumn) return null;
  const field = design.field(name);
  if (field === undefined) {
    return `${givenName(name, 'The given name')} is no field of the project: take a field of ${instrument.name}.`;
  }
  if (field.instrument !== instrument.name) {
    return `${name} is a field of ${field.instrument}, which the rows of ${instrument.name} do not hold: take a field of ${instrument.name}.`;
  }
  if (kindOf(field).order !== null) return null;
  return `Rows cannot be ordered by ${name}: it holds no single value. Take another field.`;
};

/** A status as REDCap stores it. One that is blank, or no status, has no place. */
const statusKey = (cell: string | undefined): SortKey =>
  cell === '0' || cell === '1' || cell === '2' ? Number(cell) : null;

/** What a saved instrument is ordered by: its own value of the field. `null` where the list is not ordered by a field. */
export const rowKeyOf = (
  order: RecordOrder | null,
  instrument: InstrumentNode,
  design: Design,
): ((data: InstrumentDataNode) => SortKey) | null => {
  const [name] = orderFields(order);
  if (name === undefined) return null;
  if (name === instrument.statusColumn) return ({ row }) => statusKey(row.get(name));
  const field = design.field(name);
  if (field === undefined) return () => null;
  const columns = new Set(field.columns);
  // Whether the instrument is saved does not depend on the order, so that its own cells may be without the field.
  return ({ row }) => {
    const cells = field.columns.flatMap((column): [string, string][] => {
      const text = row.get(column);
      return text === undefined ? [] : [[column, text]];
    });
    return cells.length === 0 ? null : valueKey(field, Object.fromEntries(cells), { design, columns });
  };
};

/** The number of keys before those of each record as the records came, and at the end that of all. */
const firstKeysOf = async ({ kindOf: kinds, keyCounts }: Pick<ListSummary, 'kindOf' | 'keyCounts'>) => {
  const firstKeys = new Uint32Array(kinds.length + 1);
  await forRangesInTurns(kinds.length, (start, end) => {
    for (let record = start; record < end; record += 1) {
      firstKeys[record + 1] = (firstKeys[record] ?? 0) + (keyCounts[kinds[record] ?? -1] ?? 0);
    }
  });
  return firstKeys;
};

/** The key of each row in the usual order of the list. */
const keysInOrder = async (firstKeys: Uint32Array, records: Uint32Array): Promise<Uint32Array> => {
  const keyOf = new Uint32Array(firstKeys.at(-1) ?? 0);
  let row = 0;
  await forRangesInTurns(records.length, (start, end) => {
    for (const record of records.subarray(start, end)) {
      for (let key = firstKeys[record] ?? 0; key < (firstKeys[record + 1] ?? 0); key += 1) {
        keyOf[row] = key;
        row += 1;
      }
    }
  });
  return keyOf;
};

/** The same numbers in an array that a state can keep. */
const plainNumbers = async (numbers: Uint32Array): Promise<number[]> => {
  // At its whole length from the start: one that grows is copied again and again.
  const plain = new Array<number>(numbers.length);
  await forRangesInTurns(numbers.length, (start, end) => {
    for (let index = start; index < end; index += 1) plain[index] = numbers[index] ?? 0;
  });
  return plain;
};

/**
 * The rows of a list in the order of their keys, by their numbers in the usual order. `records` are the indexes of the records
 * in the order of their names. Rows with equal keys stay in the usual order. A row costs 20 bytes meanwhile.
 */
export const sequenceByKeys = async (
  came: Pick<ListSummary, 'keys' | 'kindOf' | 'keyCounts'>,
  records: Uint32Array,
  isDescending: boolean,
): Promise<number[]> => {
  const keyOf = await keysInOrder(await firstKeysOf(came), records);
  const compare = await came.keys.comparison(isDescending);
  return plainNumbers(await sortIndexes(keyOf.length, (left, right) => compare(keyOf[left] ?? 0, keyOf[right] ?? 0)));
};

/** The number in the usual order of the row with this index in its list. */
export const usualNumber = ({ sequence, starts }: InstanceList, index: number): number => {
  if (sequence === undefined) return index;
  return sequence === 'REVERSED' ? (starts.at(-1) ?? 0) - 1 - index : (sequence[index] ?? 0);
};

/**
 * Where something is in a list that is at this place of the usual order. Null where it is gone, and the order of the list does
 * not say where it was.
 */
export const locateInSequence = ({ sequence, starts }: InstanceList, { at, behind }: Located): Located | null => {
  if (sequence === undefined) return { at, behind };
  const length = starts.at(-1) ?? 0;
  if (sequence === 'REVERSED') return { at: length - behind, behind: length - at };
  return at === behind ? null : locatedAt(sequence.indexOf(at));
};
