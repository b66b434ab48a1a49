import type { InstrumentNode } from '../../graph/design/design.ts';
import { exportArgs } from '../../graph/need.ts';
import { savedOf, type InstrumentDataNode } from '../../graph/record/record.ts';
import { cellGroupsOf, recordsFromCells } from '../../graph/record/tree.ts';
import { withheldOf } from '../../graph/withheld.ts';
import { forEachInTurns, forRangesInTurns } from '../../work-turn.ts';
import { goneBefore, locatedAt, type Located } from '../list-place.ts';
import { pickAll } from './index-sort.ts';
import { readList, type ListPass, type PassSource } from './list-pass.ts';
import type { ListSummary } from './list-summary.ts';
import { compareRecordNames, sortNameIndexes } from './name-order.ts';
import { orderFields, type RecordOrder } from './order.ts';
import type { InstanceList, InstancePlace, RecordQuery } from './query.ts';
import { locateInSequence, rowKeyOf, sequenceByKeys, usualNumber } from './row-order.ts';
import { selectRows } from './row-selection.ts';
import { needOf } from './selection.ts';

/** Which saved instances of an instrument are listed. */
export interface InstanceQuery {
  readonly instrument: InstrumentNode;
  /** Unique names of the events whose rows are wanted; null in a classic project. */
  readonly events: ReadonlySet<string> | null;
  /** Which of the rows; its filter is held against each row. */
  readonly query: RecordQuery;
}

/** Places of one record within one event: the event, and the instances in it. */
type EventPlaces = [event: string | null, ...instances: (number | null)[]];

/** The places of one record as a text, in which each event stands once. */
const writePlaces = (saved: readonly InstrumentDataNode[]): string => {
  const places: EventPlaces[] = [];
  for (const { event, repeatInstance } of saved) {
    const name = event?.uniqueEventName ?? null;
    const last = places.at(-1);
    if (last?.[0] === name) last.push(repeatInstance);
    else places.push([name, repeatInstance]);
  }
  return JSON.stringify(places);
};

const readPlaces = (text: string): (readonly [string | null, number | null])[] =>
  // All such texts are those of `writePlaces`.
  (JSON.parse(text) as EventPlaces[]).flatMap(([event, ...instances]) =>
    instances.map((instance) => [event, instance] as const),
  );

const judgeBy =
  ({ instrument, events, query: { filter, order } }: InstanceQuery): ListPass['judge'] =>
  (design) => {
    // What is saved is the same in any order, so that the field of an order is not looked at here.
    const { fields } = exportArgs(needOf([instrument.statusColumn]), design);
    const keyOf = rowKeyOf(order, instrument, design);
    return (records) => {
      const selected = cellGroupsOf(selectRows(records, { design, events, filter }));
      return recordsFromCells(selected, design, fields).flatMap((record) => {
        const saved = savedOf(record, instrument.name);
        const keys = keyOf === null ? [] : saved.map(keyOf);
        return saved.length === 0 ? [] : [{ name: record.name, rows: writePlaces(saved), keys }];
      });
    };
  };

/** The rows of a list in another order than the usual one; nothing in the usual one. */
const sequenceOf = async (
  order: RecordOrder | null,
  came: ListSummary,
  records: Uint32Array,
): Promise<Pick<InstanceList, 'sequence'>> => {
  if (order === null) return {};
  if (order.field === null) return order.isDescending ? { sequence: 'REVERSED' } : {};
  return { sequence: await sequenceByKeys(came, records, order.isDescending) };
};

/** The number of places before those of each record, and at the end that of all. `counts` has it by the kind of a record. */
const startsOf = async (kindOf: readonly number[], counts: readonly number[]): Promise<number[]> => {
  const starts = [0];
  let sum = 0;
  await forRangesInTurns(kindOf.length, (first, end) => {
    for (let record = first; record < end; record += 1) {
      sum += counts[kindOf[record] ?? -1] ?? 0;
      starts.push(sum);
    }
  });
  return starts;
};

/**
 * The saved instances that a query selects, whatever their number: a record costs its name and a number, and each instance
 * another number where they are ordered by a field.
 */
export const listInstances = async (source: PassSource, wanted: InstanceQuery): Promise<InstanceList> => {
  const { instrument, events, query } = wanted;
  const order = orderFields(query.order);
  const came = await readList(source, {
    kept: JSON.stringify(['instances', instrument.name, events === null ? null : [...events]]),
    query,
    need: needOf([instrument.statusColumn, ...order]),
    judge: judgeBy(wanted),
    keyName: order[0] ?? '',
  });
  const indexes = await sortNameIndexes(came.names);
  const counts: number[] = [];
  await forEachInTurns(came.kinds, (text) => counts.push(readPlaces(text).length));
  const kindOf = await pickAll(came.kindOf, indexes);
  return {
    names: await pickAll(came.names, indexes),
    kindOf,
    kinds: came.kinds,
    starts: await startsOf(kindOf, counts),
    ...(await sequenceOf(query.order, came, indexes)),
    withheld: withheldOf([...new Set([...order, ...query.filterFields])], came.columns, await source.design()),
  };
};

/** The first index from which on something holds; `count` where it never does. It must hold of all that follow, too. */
const firstIndex = (count: number, holds: (index: number) => boolean): number => {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

const placesAt = ({ kinds, kindOf }: InstanceList, record: number): ReturnType<typeof readPlaces> =>
  readPlaces(kinds[kindOf[record] ?? -1] ?? '[]');

/** The places of a list from one index of the usual order up to another. */
const usualPlaces = (list: InstanceList, start: number, end: number): InstancePlace[] => {
  const { names, starts } = list;
  const places: InstancePlace[] = [];
  const first = firstIndex(names.length, (record) => (starts[record + 1] ?? 0) > start);
  for (let record = first; record < names.length && (starts[record] ?? 0) < end; record += 1) {
    const [name = '', before = 0] = [names[record], starts[record]];
    for (const [index, [event, instance]] of placesAt(list, record).entries()) {
      if (before + index >= start && before + index < end) places.push([name, event, instance]);
    }
  }
  return places;
};

/** The places of a list from one index up to another. */
const slicePlaces = (list: InstanceList, start: number, end: number): InstancePlace[] => {
  if (list.sequence === undefined) return usualPlaces(list, start, end);
  const places: InstancePlace[] = [];
  for (let index = start; index < end; index += 1) {
    const number = usualNumber(list, index);
    places.push(...usualPlaces(list, number, number + 1));
  }
  return places;
};

/** The places of a list, of which each is made when it is asked for. */
export const allPlaces = (list: InstanceList): Pick<readonly InstancePlace[], 'length' | 'slice'> => {
  const length = list.starts.at(-1) ?? 0;
  return { length, slice: (start = 0, end = length) => slicePlaces(list, start, Math.min(end, length)) };
};

/** Where an instance of a record is among the saved ones of this record. Where it is gone, the next of its event followed it. */
export const locateInstance = (places: readonly InstancePlace[], [, event, instance]: InstancePlace): Located => {
  const index = places.findIndex((place) => place[1] === event && place[2] === instance);
  if (index !== -1) return locatedAt(index);
  const follower = places.findIndex((place) => place[1] === event && (place[2] ?? 0) > (instance ?? 0));
  return goneBefore(follower === -1 ? places.length : follower);
};

/** Where a place is in the usual order of a list. */
const locateUsual = (list: InstanceList, place: InstancePlace): Located => {
  const { names, starts } = list;
  const [name] = place;
  const record = firstIndex(names.length, (index) => compareRecordNames(names[index] ?? '', name) >= 0);
  const first = starts[record] ?? 0;
  if (names[record] !== name) return goneBefore(first);
  const places = placesAt(list, record).map(([event, instance]): InstancePlace => [name, event, instance]);
  const { at, behind } = locateInstance(places, place);
  return { at: first + at, behind: first + behind };
};

/** Where a place is in a list. Null where it is gone from a list that is ordered by a field: nothing shows where it was. */
export const locateIn = (list: InstanceList, place: InstancePlace): Located | null =>
  locateInSequence(list, locateUsual(list, place));
