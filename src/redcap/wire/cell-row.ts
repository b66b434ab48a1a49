/** The columns that the rows of an answer have, in the order of their cells. Rows with equal columns mostly share one object. */
export class Columns {
  readonly names: readonly string[];
  readonly #indexes: ReadonlyMap<string, number>;

  constructor(names: readonly string[]) {
    this.names = names;
    this.#indexes = new Map(names.map((name, index) => [name, index]));
  }

  /** The place of a column; -1 where the rows do not have it. */
  indexOf(column: string): number {
    return this.#indexes.get(column) ?? -1;
  }
}

/** A flat row whose cells are read where they stand, so that nobody pays for those that nobody looks at. */
export interface CellRow {
  readonly columns: Columns;
  /** A cell as text; undefined where the row has no such column. */
  readonly get: (column: string) => string | undefined;
  /** The cell at a column's place, as text. */
  readonly at: (index: number) => string;
  /** The cell at a column's place as JSON spells it between its quotes. Rows with equal spellings have equal cells. */
  readonly spelled: (index: number) => string;
  /** Whether the spelling of the cell at a column's place is the cell itself, because there is no escape in it. */
  readonly isPlain: (index: number) => boolean;
  /** All cells by their columns. */
  readonly toRow: () => Readonly<Record<string, string>>;
}

/**
 * A row of a JSON text that was scanned: of each cell it knows where in the text it begins and ends. A cell with an escape has
 * its end with all bits turned.
 */
export class ScannedRow implements CellRow {
  readonly columns: Columns;
  readonly #text: string;
  readonly #bounds: Int32Array;
  readonly #first: number;

  /** `first` is where in `bounds` the row has the begin of its first cell. */
  constructor(columns: Columns, text: string, bounds: Int32Array, first: number) {
    this.columns = columns;
    this.#text = text;
    this.#bounds = bounds;
    this.#first = first;
  }

  get(column: string): string | undefined {
    const index = this.columns.indexOf(column);
    return index === -1 ? undefined : this.at(index);
  }

  at(index: number): string {
    const spelled = this.spelled(index);
    // The engine's parser reads the escapes.
    return this.isPlain(index) ? spelled : (JSON.parse(`"${spelled}"`) as string);
  }

  spelled(index: number): string {
    const at = this.#first + 2 * index;
    const end = this.#bounds[at + 1] ?? 0;
    return this.#text.slice(this.#bounds[at], end < 0 ? ~end : end);
  }

  isPlain(index: number): boolean {
    return (this.#bounds[this.#first + 2 * index + 1] ?? 0) >= 0;
  }

  toRow(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.columns.names.map((name, index) => [name, this.at(index)]));
  }
}

/** A row that is an object already. */
class ObjectRow implements CellRow {
  readonly columns: Columns;
  readonly #row: Readonly<Record<string, string>>;

  constructor(columns: Columns, row: Readonly<Record<string, string>>) {
    this.columns = columns;
    this.#row = row;
  }

  get(column: string): string | undefined {
    return this.columns.indexOf(column) === -1 ? undefined : this.#row[column];
  }

  at(index: number): string {
    const name = this.columns.names[index];
    return (name === undefined ? undefined : this.#row[name]) ?? '';
  }

  spelled(index: number): string {
    return JSON.stringify(this.at(index)).slice(1, -1);
  }

  isPlain(): boolean {
    return false;
  }

  toRow(): Readonly<Record<string, string>> {
    return this.#row;
  }
}

/** Whether the row has just these columns, in this order. */
const hasColumns = (row: object, names: readonly string[]): boolean => {
  let index = 0;
  for (const column in row) {
    if (column !== names[index]) return false;
    index += 1;
  }
  return index === names.length;
};

/** Makes rows of objects. Mostly all objects have the same columns, which are gathered once. */
export const createObjectRows = (): ((row: Readonly<Record<string, string>>) => CellRow) => {
  let columns = new Columns([]);
  return (row) => {
    if (!hasColumns(row, columns.names)) columns = new Columns(Object.keys(row));
    return new ObjectRow(columns, row);
  };
};
