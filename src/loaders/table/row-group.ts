import type { TableColumn } from '../../graph/table/column.ts';
import { copyText, type CellRow } from '../../redcap/methods/record-cell.ts';
import { storedText } from './parquet-type.ts';

/** The number that stands for a blank cell. */
const BLANK = 0;

/** The cells of one column. A text that comes again costs a number, and it is typed once. */
class ColumnCells {
  readonly #column: TableColumn;
  readonly #numbers: Uint32Array;
  #numberOf = new Map<string, number>();
  #stored: unknown[] = [null];

  constructor(column: TableColumn, size: number) {
    this.#column = column;
    this.#numbers = new Uint32Array(size);
  }

  get name(): string {
    return this.#column.name;
  }

  /** Adds the cell of a row. Returns its text where that does not fit the column's type. */
  add(index: number, row: CellRow): string | null {
    const text = this.#column.read(row);
    const number = text === null ? BLANK : (this.#numberOf.get(text) ?? this.#number(text));
    this.#numbers[index] = number;
    return text !== null && this.#stored[number] === null ? text : null;
  }

  /** All cells as the writer takes them. The column is empty then. */
  take(rows: number): unknown[] {
    const stored = this.#stored;
    const cells = Array.from(this.#numbers.subarray(0, rows), (number) => stored[number]);
    this.#numberOf = new Map();
    this.#stored = [null];
    return cells;
  }

  #number(text: string): number {
    // The text itself is a part of REDCap's answer and would hold all of it.
    const own = copyText(text);
    this.#numberOf.set(own, this.#stored.length);
    return this.#stored.push(storedText(this.#column, own)) - 1;
  }
}

/** Cells by column, until they are a row group. */
export interface RowGroup {
  readonly add: (row: CellRow) => void;
  readonly rows: () => number;
  /** The cells of one column after the other, in the order of the schema. The group is empty then. */
  readonly take: () => Generator<unknown[]>;
}

/** An empty group of so many rows at most. Its last column has the texts that do not fit the types of theirs. */
export const createRowGroup = (columns: readonly TableColumn[], size: number): RowGroup => {
  const cells = columns.map((column) => new ColumnCells(column, size));
  let untyped: (string | null)[] = [];
  return {
    add: (row) => {
      let odd: Record<string, string> | null = null;
      for (const column of cells) {
        const text = column.add(untyped.length, row);
        if (text !== null) (odd ??= {})[column.name] = text;
      }
      untyped.push(odd === null ? null : JSON.stringify(odd));
    },
    rows: () => untyped.length,
    take: function* () {
      const last = untyped;
      untyped = [];
      for (const column of cells) yield column.take(last.length);
      yield last;
    },
  };
};
