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
  /** Names of all records of which a row came, as REDCap spells them. */
  readonly names: () => Iterable<string>;
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

/** What an arrival is exported with. */
type Exporting = Pick<KnownExports, 'exportKnown'>;

/** What came before, and what comes of records that are asked for once more, in all of their events. */
const exportAgain = async (
  before: Arrival,
  again: ReadonlySet<string>,
  { exportKnown }: Exporting,
): Promise<Arrival> => {
  const { need, exports, cameOf } = before;
  const design = exports.at(-1)?.design;
  if (again.size === 0 || design === undefined) return before;
  const came = await exportKnown([...again], { ...need, events: null }, design);
  const places = new Map<string, RowPlaces>();
  notePlaces(came, places);
  const asked = { fields: new Set(came.fields), events: null };
  return {
    need,
    exports: [...exports, came],
    names: () => [...before.names(), ...places.keys()],
    cameOf: (name) => {
      const earlier = cameOf(name);
      return again.has(name) ? { places: places.get(name) ?? earlier.places, asked } : earlier;
    },
  };
};

/** Exports the records. Those of which less came than a list lets expect are exported a second time. */
export const exportTwice = async (
  keys: readonly RecordKey[],
  exporting: Exporting,
  design: KnownExportOptions['design'],
): Promise<Arrival> => {
  const need = everywhereIfNowhere(mergeNeeds(keys.map((key) => key.need)));
  const first = await exporting.exportKnown([...new Set(keys.map(({ name }) => name))], need, await design());
  const places = new Map<string, RowPlaces>();
  notePlaces(first, places);
  const asked = { fields: new Set(first.fields), events: need.events };
  const cameOf = (name: string): Came => ({ places: places.get(name) ?? null, asked });
  const short = new Set(keys.filter(({ name, listed }) => !isWhole(listed, cameOf(name))).map(({ name }) => name));
  return exportAgain({ need, exports: [first], names: () => places.keys(), cameOf }, short, exporting);
};

/** Records that no list has named and of which no row came, under no spelling of their names. */
const absentOf = (keys: readonly RecordKey[], { names, cameOf }: Arrival): ReadonlySet<string> => {
  const silent = keys.filter(({ name, listed }) => listed === null && cameOf(name).places === null);
  if (silent.length === 0) return new Set();
  const spelled = new Set([...names()].map((name) => name.toLowerCase()));
  return new Set(silent.map(({ name }) => name).filter((name) => !spelled.has(name.toLowerCase())));
};

/** Which of some records REDCap has, by the names that are asked for. */
export type FindNames = (names: readonly string[]) => Promise<ReadonlySet<string>>;

/** What came in the end, and what did not. */
export interface SearchedArrival {
  readonly arrival: Arrival;
  /** Records that REDCap has, and of which no row came. */
  readonly lost: ReadonlySet<string>;
}

/**
 * Looks once more for records that no list has named and that did not come. One call asks whether they are there, and only
 * those that are there are exported again. So it is certain of all others that there are none.
 */
export const searchAbsent = async (
  keys: readonly RecordKey[],
  arrival: Arrival,
  exporting: Exporting,
  findNames: FindNames,
): Promise<SearchedArrival> => {
  const absent = absentOf(keys, arrival);
  if (absent.size === 0) return { arrival, lost: absent };
  const found = await findNames([...absent]);
  const searched = await exportAgain(arrival, found, exporting);
  const still = absentOf(keys, searched);
  return { arrival: searched, lost: new Set([...found].filter((name) => still.has(name))) };
};
