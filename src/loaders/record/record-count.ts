import { copyText } from '../../redcap/methods/record-cell.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { createNumbering } from '../../redcap/numbering.ts';
import type { RowVisit } from './row-pass.ts';

/** Whether a row shows what its record is counted for. */
export type RowTest = (row: RecordRow) => boolean;

/** What was counted in the rows of an export. */
export interface RecordCounts {
  /** For each test, how many records have a row that passes it. */
  readonly counts: readonly number[];
  readonly rows: number;
  /** How many of the rows have the column that was looked for. */
  readonly rowsWithColumn: number;
  /** Columns that came; none where no row did. */
  readonly columns: readonly string[];
}

/** A set of small numbers, in little room. */
class NumberSet {
  #bits = new Uint8Array(64);
  size = 0;

  add(number: number): void {
    const place = number >>> 3;
    if (place >= this.#bits.length) {
      const larger = new Uint8Array(Math.max(place + 1, this.#bits.length * 2));
      larger.set(this.#bits);
      this.#bits = larger;
    }
    const bit = 1 << (number & 7);
    const bits = this.#bits[place] ?? 0;
    if ((bits & bit) !== 0) return;
    this.#bits[place] = bits | bit;
    this.size += 1;
  }
}

/** Counts records by several tests at once. Of a record its name is kept, and a bit for each test. */
export const countRecords = (
  recordIdField: string,
  tests: readonly RowTest[],
  column: string,
): RowVisit<RecordCounts> => {
  const names = createNumbering<null>();
  const found = tests.map(() => new NumberSet());
  let [rows, rowsWithColumn] = [0, 0];
  const numberOf = (name: string): number => names.find(name) ?? names.numberOf(copyText(name), () => null);
  return {
    take: (row) => {
      rows += 1;
      if (row[column] !== undefined) rowsWithColumn += 1;
      const number = numberOf(row[recordIdField] ?? '');
      tests.forEach((passes, index) => {
        if (passes(row)) found[index]?.add(number);
      });
    },
    end: (columns) => ({ counts: found.map(({ size }) => size), rows, rowsWithColumn, columns }),
  };
};
