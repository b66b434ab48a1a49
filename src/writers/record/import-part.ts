import { seriesOf } from './instance-number.ts';
import { newInstanceOf, placeKey, type PlannedRow } from './row-plan.ts';
import { forEachInTurns } from '../../work-turn.ts';

/** How large a part of an import is at most, unless rows that belong together are more. */
export interface PartLimits {
  readonly rows: number;
  /** About the bytes of what is sent. */
  readonly bytes: number;
}

/**
 * What REDCap stores within `writeTimeoutSeconds` also where it is slow, and well below what its web server and PHP take as one
 * request.
 */
export const PART_LIMITS: PartLimits = { rows: 1_000, bytes: 1_048_576 };

/** About what the key columns of a row take. */
const BYTES_OF_KEYS = 100;

/** About what a row takes with these cells besides its keys. */
export const roughBytes = (cells: readonly (readonly [column: string, text: string])[]): number =>
  cells.reduce((bytes, [column, text]) => bytes + column.length + text.length + 6, BYTES_OF_KEYS);

const bytesOf = ({ values }: PlannedRow): number => roughBytes(values.flatMap(({ cells }) => Object.entries(cells)));

/** What ties rows beyond their place. */
interface Ties {
  /** Series that are to have new instances. */
  readonly growing: ReadonlySet<string>;
  /** Records that are not to be there yet. */
  readonly fresh: ReadonlySet<string>;
}

/**
 * Names what may not be torn apart: a new record, all rows of a series that is to have new instances, and otherwise the rows
 * that REDCap stores as one. A series with new instances is numbered as a whole: a number that one row names could be given to
 * another before.
 */
const bondOf = (row: PlannedRow, { growing, fresh }: Ties): string => {
  if (row.target.kind === 'new record' || fresh.has(row.record)) return `new ${row.record}`;
  const series = growing.size === 0 ? '' : seriesOf(row);
  return growing.has(series) ? series : placeKey(row);
};

/** Rows that belong together, in the order in which the input first names them. */
export const bondsOf = async (rows: readonly PlannedRow[]): Promise<PlannedRow[][]> => {
  const growing = new Set<string>();
  const fresh = new Set<string>();
  await forEachInTurns(rows, (row) => {
    if (newInstanceOf(row) !== null) growing.add(seriesOf(row));
    if (row.isExpectedNew) fresh.add(row.record);
  });
  const bonds = new Map<string, PlannedRow[]>();
  await forEachInTurns(rows, (row) => {
    const bond = bondOf(row, { growing, fresh });
    const known = bonds.get(bond);
    if (known === undefined) bonds.set(bond, [row]);
    else known.push(row);
  });
  return [...bonds.values()];
};

/** An import in parts, each of which is read, compared, sent and looked at by itself. */
export const partsOf = async (
  rows: readonly PlannedRow[],
  limits: PartLimits = PART_LIMITS,
): Promise<PlannedRow[][]> => {
  const parts: PlannedRow[][] = [];
  let part: PlannedRow[] = [];
  let bytes = 0;
  await forEachInTurns(await bondsOf(rows), (bond) => {
    const size = bond.reduce((sum, row) => sum + bytesOf(row), 0);
    if (part.length > 0 && (part.length + bond.length > limits.rows || bytes + size > limits.bytes)) {
      parts.push(part);
      [part, bytes] = [[], 0];
    }
    for (const row of bond) part.push(row);
    bytes += size;
  });
  if (part.length > 0) parts.push(part);
  return parts;
};
