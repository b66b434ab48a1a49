import type { Design, FieldNode } from '../../graph/design/design.ts';
import { missingCodesOf } from '../../graph/kind/missing-data.ts';
import { isVerbatim } from '../../graph/kind/table.ts';
import { cellOf, type InstrumentDataNode } from '../../graph/record/record.ts';
import { readValue } from '../../graph/value/read.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { Write } from '../../plan/mark.ts';
import { writtenText, type TextSink } from '../../plan/text-sink.ts';
import type { CellRow, Columns } from '../../redcap/methods/record-cell.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';

/** Texts of one field that are kept while a list is written: a long one hardly comes twice. */
const MOST_TEXTS = 2_000;
const LONGEST_CELL = 64;

/** A saved instrument, as its object in the graph has it. */
export interface SavedShape {
  readonly source: ProjectSource;
  readonly design: Design;
  readonly node: InstrumentDataNode;
}

/** Writes something of a saved instrument. */
export type WriteSaved = Write<SavedShape>;

/** A field whose value depends on its own cells alone, and how the value is written. */
export interface CellText {
  readonly field: FieldNode;
  /** What stands before the value. */
  readonly lead: string;
  readonly design: Design;
  /** Writes what is selected of a value. */
  readonly write: Write;
}

/** The cells of a field: those that were asked for and came. */
const fieldCells = ({ columns }: FieldNode, node: InstrumentDataNode): RecordRow =>
  Object.fromEntries(
    columns.flatMap((column) => {
      const cell = cellOf(node, column);
      return cell === undefined ? [] : [[column, cell]];
    }),
  );

const indexesIn = (columns: Columns, names: readonly string[]): readonly number[] =>
  names.map((name) => columns.indexOf(name));

/** Finds where the columns of a field are. Mostly all rows have the same, and are looked at once. */
const createIndexes = ({ columns: names }: FieldNode): ((row: CellRow) => readonly number[]) => {
  let columns: Columns | undefined;
  let indexes: readonly number[] = [];
  return (row) => {
    if (row.columns !== columns) {
      columns = row.columns;
      indexes = indexesIn(columns, names);
    }
    return indexes;
  };
};

/** All cells of a field as one text, in the spelling that they came in. Equal texts are equal cells. */
const joinCells = (indexes: readonly number[], row: CellRow): string => {
  const only = indexes[0] ?? -1;
  if (indexes.length === 1 && only !== -1) return row.spelled(only);
  return indexes.map((index) => (index === -1 ? '\u0000' : row.spelled(index))).join('\u0001');
};

type WriteCells = (shape: SavedShape, cells: RecordRow, out: TextSink) => void;

/** Writes the value that these cells have. */
const createWrite = ({ field, lead, design, write }: CellText, columns: ReadonlySet<string>): WriteCells => {
  const context = { design, columns, exists: true };
  return ({ source, node }, cells, out) => {
    out.add(lead);
    write({ source, design, data: node, value: readValue(field, cells, context) }, out);
  };
};

/** The text of equal cells is made once for a list. Nothing of it is kept after the list. */
const writeEqualOnce = ({ field }: CellText, write: WriteCells): WriteSaved => {
  const texts = new Map<string, string>();
  const indexesOf = createIndexes(field);
  return (shape, out) => {
    const { row } = shape.node;
    const cell = joinCells(indexesOf(row), row);
    const known = texts.get(cell);
    if (known !== undefined) {
      out.add(known);
      return;
    }
    const mark = out.mark();
    write(shape, fieldCells(field, shape.node), out);
    const made = cell.length <= LONGEST_CELL && texts.size < MOST_TEXTS ? out.since(mark) : null;
    if (made !== null) texts.set(cell, made);
  };
};

/** Two texts that no document and no label holds. */
const SAMPLES = ['\ue000a\ue000', '\ue001bc\ue001'] as const;

/** What stands around a text wherever it is written: one part more than places. Null where it is not that simple. */
const findParts = (writeText: (text: string, out: TextSink) => void): readonly Uint8Array[] | null => {
  const [first, second] = SAMPLES.map((sample) => ({
    spelled: JSON.stringify(sample),
    text: writtenText((out) => {
      writeText(sample, out);
    }),
  }));
  if (first === undefined || second === undefined) return null;
  const parts = first.text.split(first.spelled);
  if (parts.join(second.spelled) !== second.text) return null;
  const quote = (index: number): string => (index === 0 || index === parts.length ? '' : '"');
  return parts.map((part, index) => Buffer.from(`${quote(index)}${part}${quote(index + 1)}`));
};

const nothing = new Uint8Array();

/** Writes the cell at this place between parts. */
const writeBetween = (parts: readonly Uint8Array[], row: CellRow, index: number, out: TextSink): void => {
  const first = parts[0] ?? nothing;
  if (parts.length === 1) out.copy(first, 0, first.length);
  for (let place = 1; place < parts.length; place += 1) {
    row.write(index, place === 1 ? first : nothing, parts[place] ?? nothing, out);
  }
};

/** Writes texts of which nothing but the text itself is shown. What stands around them is found out once. */
const writeVerbatim = (text: CellText, write: WriteCells, otherwise: WriteSaved): WriteSaved => {
  const { field, design } = text;
  const { fieldName } = field;
  const indexesOf = createIndexes(field);
  const missing = new Set(missingCodesOf(field, design));
  // Not within the writer: what a function within it captures is made anew with each of its calls.
  const partsOf = (shape: SavedShape): readonly Uint8Array[] | null =>
    findParts((sample, out) => {
      write(shape, { [fieldName]: sample }, out);
    });
  let parts: readonly Uint8Array[] | null | undefined;
  return (shape, out) => {
    const { row } = shape.node;
    const index = indexesOf(row)[0] ?? -1;
    if (index === -1 || row.isBlank(index) || (missing.size > 0 && missing.has(row.at(index)))) {
      otherwise(shape, out);
      return;
    }
    if (parts === undefined) parts = partsOf(shape);
    if (parts === null) otherwise(shape, out);
    else writeBetween(parts, row, index, out);
  };
};

/** How a field is written of the rows of one export, which sent these columns. */
export const createCellText = (text: CellText, columns: ReadonlySet<string>): WriteSaved => {
  const write = createWrite(text, columns);
  const once = writeEqualOnce(text, write);
  return isVerbatim(text.field) && columns.has(text.field.fieldName) ? writeVerbatim(text, write, once) : once;
};
