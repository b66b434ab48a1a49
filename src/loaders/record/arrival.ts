import { mergeNeeds, type Need } from '../../graph/need.ts';
import type { KnownExport, KnownExportOptions, KnownExports } from './known-export.ts';
import { areWhole, createPlaceReading, type AskedRows, type ListedRows, type RowPlaces } from './listed-row.ts';

/** A record, and what is needed of it. */
export interface RecordKey {
  readonly name: string;
  readonly need: Need;
  /** The rows that a list has already shown of this record; null when nothing is known of it. */
  readonly listed: ListedRows | null;
}

/** A need of no event at all (a name, a group) is met by any row of the record. */
const everywhereIfNowhere = (need: Need): Need => (need.events?.size === 0 ? { ...need, events: null } : need);

/** What came of one record. */
export interface Came {
  /** Null when no row came. */
  readonly places: RowPlaces | null;
  /** What the last export of it asked for. */
  readonly asked: AskedRows;
}

/** What came for the records of one batch. All rows of a record are in one export. */
export interface Arrival {
  readonly need: Need;
  readonly exports: readonly KnownExport[];
  readonly cameOf: (name: string) => Came;
}

/** Notes the places of all that came of an export. */
const notePlaces = ({ batches }: KnownExport, places: Map<string, RowPlaces>): void => {
  const read = createPlaceReading();
  for (const groups of batches) for (const [name, rows] of groups) places.set(name, read(rows));
};

/** Whether what came of a record is all that a list lets expect. */
export const isWhole = (listed: ListedRows | null, { places, asked }: Came): boolean => {
  // In some events a record may rightly have no row. Whether it exists must then be asked without the limit.
  if (listed === null) return asked.events === null || places !== null;
  return places !== null && areWhole(listed, places, asked);
};

/** Exports the records. Those of which less came than a list lets expect are exported a second time. */
export const exportTwice = async (
  keys: readonly RecordKey[],
  { exportKnown }: Pick<KnownExports, 'exportKnown'>,
  design: KnownExportOptions['design'],
): Promise<Arrival> => {
  const need = everywhereIfNowhere(mergeNeeds(keys.map((key) => key.need)));
  const first = await exportKnown([...new Set(keys.map(({ name }) => name))], need, await design());
  const places = new Map<string, RowPlaces>();
  notePlaces(first, places);
  const asked = { fields: new Set(first.fields), events: need.events };
  const cameFirst = (name: string): Came => ({ places: places.get(name) ?? null, asked });
  const short = new Set(keys.filter(({ name, listed }) => !isWhole(listed, cameFirst(name))).map(({ name }) => name));
  if (short.size === 0) return { need, exports: [first], cameOf: cameFirst };
  const again = await exportKnown([...short], { ...need, events: null }, first.design);
  notePlaces(again, places);
  const askedAgain = { fields: new Set(again.fields), events: null };
  return {
    need,
    exports: [first, again],
    cameOf: (name) => (short.has(name) ? { ...cameFirst(name), asked: askedAgain } : cameFirst(name)),
  };
};
