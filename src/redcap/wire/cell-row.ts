import type { ShortTexts } from './short-text.ts';
import { respell, spell, type SpelledTarget } from './spelled-text.ts';

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
  readonly isBlank: (index: number) => boolean;
  /** Writes the cell at a column's place as JavaScript spells it in JSON, without the quotes, between two texts. */
  readonly write: (index: number, before: Uint8Array, after: Uint8Array, target: SpelledTarget) => void;
  /** All cells by their columns. */
  readonly toRow: () => Readonly<Record<string, string>>;
}

/** Rows of a JSON text that were scanned together. */
export interface ScannedBatch {
  readonly columns: Columns;
  readonly bytes: Buffer;
  /** Of each cell where in its row it begins and ends. A cell with an escape has its end with all bits turned. */
  readonly bounds: Int16Array;
  readonly texts: ShortTexts;
}

/** A row of a JSON text that was scanned. */
export class ScannedRow implements CellRow {
  readonly #batch: ScannedBatch;
  readonly #start: number;
  readonly #first: number;

  /** `start` is where in the bytes the row begins, and `first` is where among the bounds its own begin. */
  constructor(batch: ScannedBatch, start: number, first: number) {
    this.#batch = batch;
    this.#start = start;
    this.#first = first;
  }

  get columns(): Columns {
    return this.#batch.columns;
  }

  get(column: string): string | undefined {
    const index = this.#batch.columns.indexOf(column);
    return index === -1 ? undefined : this.at(index);
  }

  at(index: number): string {
    const spelled = this.spelled(index);
    // The engine's parser reads the escapes. What stands in quotes is a text.
    return this.#endOf(index) < 0 ? (JSON.parse(`"${spelled}"`) as string) : spelled;
  }

  spelled(index: number): string {
    const { bytes, texts } = this.#batch;
    const end = this.#endOf(index);
    return texts.read(bytes, this.#start + this.#beginOf(index), this.#start + (end < 0 ? ~end : end));
  }

  isBlank(index: number): boolean {
    return this.#beginOf(index) === this.#endOf(index);
  }

  write(index: number, before: Uint8Array, after: Uint8Array, target: SpelledTarget): void {
    const { bytes } = this.#batch;
    const begin = this.#start + this.#beginOf(index);
    const end = this.#endOf(index);
    if (end >= 0) {
      target.copyBetween(before, bytes, begin, this.#start + end, after);
      return;
    }
    target.copy(before, 0, before.length);
    respell(bytes, begin, this.#start + ~end, target);
    target.copy(after, 0, after.length);
  }

  toRow(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.columns.names.map((name, index) => [name, this.at(index)]));
  }

  #beginOf(index: number): number {
    return this.#batch.bounds[this.#first + 2 * index] ?? 0;
  }

  #endOf(index: number): number {
    return this.#batch.bounds[this.#first + 2 * index + 1] ?? 0;
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
    return spell(this.at(index));
  }

  isBlank(index: number): boolean {
    return this.at(index) === '';
  }

  write(index: number, before: Uint8Array, after: Uint8Array, target: SpelledTarget): void {
    target.copy(before, 0, before.length);
    target.add(this.spelled(index));
    target.copy(after, 0, after.length);
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
