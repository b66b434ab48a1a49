import { systemColumns } from '../graph/dictionary/system-column.ts';
import type { Columns, CellRow } from '../redcap/methods/record-cell.ts';
import { cellsOf } from '../redcap/methods/record-cell.ts';
import type { RecordPlaces } from '../redcap/methods/record-place.ts';
import type { RecordRow } from '../redcap/methods/record.ts';
import type { Policy } from './policy.ts';
import { refuseByPolicy } from './refusal.ts';
import type { Sight } from './sight.ts';

/** What rows of an export are held to. */
export interface RowRule {
  readonly method: string;
  readonly sight: Sight;
  /** Unique group names; `all` where the rows say no group. */
  readonly groups: Policy['groups'];
  /** Whether the caller asked for the groups of the records. */
  readonly showsGroups: boolean;
}

const GROUPS_UNKNOWN =
  'REDCap does not say the groups of records to this token. A policy with groups needs a token whose user is in no group; without it take a token whose user is in the group.';

/** Whether a row may be seen: it is of a group, and of an instrument, that the policy opens. */
const isSeen = (get: (column: string) => string | undefined, { method, sight, groups }: RowRule): boolean => {
  if (groups !== 'all') {
    const group = get(systemColumns.dataAccessGroup);
    if (group === undefined) throw refuseByPolicy(method, GROUPS_UNKNOWN);
    if (!groups.includes(group)) return false;
  }
  const instrument = get(systemColumns.repeatInstrument) ?? '';
  return instrument === '' || sight.seesInstrument(instrument);
};

const isShown = (column: string, { sight, showsGroups, groups }: RowRule): boolean =>
  sight.seesColumn(column) && (column !== systemColumns.dataAccessGroup || groups === 'all' || showsGroups);

/** Makes the look at columns, which are the same in most rows. */
const createColumnLook = (rule: RowRule): ((column: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (column) => {
    const shown = known.get(column) ?? isShown(column, rule);
    known.set(column, shown);
    return shown;
  };
};

/** Takes out of rows what may not be seen: columns, and whole rows. */
export const createRowSieve = (rule: RowRule): (<Row extends object>(rows: readonly Row[]) => readonly Row[]) => {
  const shows = createColumnLook(rule);
  // A row of an export has texts by its columns.
  const isKept = (row: object): boolean =>
    isSeen((column) => (Object.hasOwn(row, column) ? String((row as RecordRow)[column]) : undefined), rule);
  return <Row extends object>(rows: readonly Row[]) =>
    rows.filter(isKept).map((row) => {
      if (Object.keys(row).every(shows)) return row;
      // A row with fewer cells is a row of the same kind.
      return Object.fromEntries(Object.entries(row).filter(([column]) => shows(column))) as Row;
    });
};

/** The same for rows whose cells are not read yet. */
export const sieveCells = (rows: readonly CellRow[], rule: RowRule): readonly CellRow[] => {
  const shows = createColumnLook(rule);
  const clean = new Map<Columns, boolean>();
  const isClean = (columns: Columns): boolean => {
    const known = clean.get(columns) ?? columns.names.every(shows);
    clean.set(columns, known);
    return known;
  };
  const strip = (row: CellRow): RecordRow =>
    Object.fromEntries(Object.entries(row.toRow()).filter(([column]) => shows(column)));
  const seen = rows.filter((row) => isSeen((column) => row.get(column), rule));
  return seen.every((row) => isClean(row.columns)) ? seen : cellsOf(seen.map(strip));
};

/** The same for places of rows. Their groups have been looked at by the export itself. */
export const sievePlaces = (places: RecordPlaces, rule: RowRule): RecordPlaces => {
  const { method, sight, groups } = rule;
  const columns = places.columns.filter((column) => isShown(column, rule));
  const saysGroups = places.columns.length === 0 || places.columns.includes(systemColumns.dataAccessGroup);
  if (groups !== 'all' && !saysGroups) throw refuseByPolicy(method, GROUPS_UNKNOWN);
  const kinds = places.kinds.map((rows) =>
    rows.filter(([, instrument]) => instrument === '' || sight.seesInstrument(instrument)),
  );
  const isThere = (index: number): boolean => (kinds[places.kindOf[index] ?? -1] ?? []).length > 0;
  return {
    names: places.names.filter((_name, index) => isThere(index)),
    kindOf: places.kindOf.filter((_kind, index) => isThere(index)),
    kinds,
    columns,
  };
};
