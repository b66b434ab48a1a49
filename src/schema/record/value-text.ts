import { branchingOf } from '../../graph/branching/branching.ts';
import type { Design, FieldNode, InstrumentNode } from '../../graph/design/design.ts';
import { holdsFile } from '../../graph/kind/table.ts';
import type { InstrumentDataNode } from '../../graph/record/record.ts';
import { readValue } from '../../graph/value/read.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { BoundField, Write } from '../../plan/mark.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { fieldValueShape } from './field-value.ts';

/** Texts of one field that are kept while a list is written: a long one hardly comes twice. */
const MOST_TEXTS = 2_000;
const LONGEST_CELL = 64;

/** A saved instrument, as its object in the graph has it. */
interface SavedShape {
  readonly source: ProjectSource;
  readonly design: Design;
  readonly node: InstrumentDataNode;
}

type WriteSaved = Write<SavedShape>;

/** All cells of the field as one text; equal texts are equal cells. */
const joinCells = (columns: readonly string[], row: RecordRow): string =>
  columns.map((column) => row[column] ?? '\u0000').join('\u0001');

/** What is selected of the value depends on more than the cells of its field: on other fields, or on where it lies. */
const dependsOnPlace = (field: FieldNode, design: Design, selects: BoundField['selects']): boolean =>
  holdsFile(field) || (selects('absence') && branchingOf(field, design) !== null);

/** One value to write, with the text that stands before it. */
interface ValueText {
  readonly field: FieldNode;
  readonly lead: string;
}

/** What is selected of the values, and how it is written. */
interface ValueWriting {
  readonly design: Design;
  readonly write: Write;
  readonly selects: BoundField['selects'];
}

/** The cells of a field that depend on nothing else: the row as it is, where all of them were asked for. */
const createCellsOf = (
  { columns }: FieldNode,
  exported: ReadonlySet<string>,
): ((node: InstrumentDataNode) => RecordRow) =>
  columns.every((column) => exported.has(column)) ? ({ row }) => row : (node) => node.cells;

/** Whether two exports brought the same columns. */
const areSame = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  left === right || (left.size === right.size && [...left].every((column) => right.has(column)));

/** How values are read of the rows of one export, and the texts of those that were read. */
const createReading = ({ field, lead }: ValueText, { design, write }: ValueWriting, columns: ReadonlySet<string>) => {
  const context = { design, columns, exists: true };
  const cellsOf = createCellsOf(field, columns);
  return {
    columns,
    texts: new Map<string, string>(),
    read: ({ source, node }: SavedShape): string =>
      lead + write({ source, design, data: node, value: readValue(field, cellsOf(node), context) }),
  };
};

/**
 * Writes the values of one field. What a kind reads depends on the cells of the field alone, so that the text of equal cells
 * is made once for a list. Nothing of it is kept after the list.
 */
const createValueText = (text: ValueText, writing: ValueWriting): WriteSaved => {
  const { field, lead } = text;
  const { design, write, selects } = writing;
  if (dependsOnPlace(field, design, selects)) {
    return ({ source, node }) => lead + write(fieldValueShape(source, design, node, field));
  }
  const { columns } = field;
  const [only] = columns;
  const isOne = only !== undefined && columns.length === 1;
  let exported: ReadonlySet<string> | undefined;
  let reading: ReturnType<typeof createReading> | undefined;
  return (shape) => {
    const { row, record } = shape.node;
    if (reading === undefined || exported !== record.columns) {
      // A page may come in several exports, which may bring different columns.
      if (reading === undefined || !areSame(reading.columns, record.columns)) {
        reading = createReading(text, writing, record.columns);
      }
      exported = record.columns;
    }
    const cell = isOne ? (row[only] ?? '\u0000') : joinCells(columns, row);
    const known = reading.texts.get(cell);
    if (known !== undefined) return known;
    const made = reading.read(shape);
    if (cell.length <= LONGEST_CELL && reading.texts.size < MOST_TEXTS) reading.texts.set(cell, made);
    return made;
  };
};

/** Which fields of an instrument are written. */
type FieldsOf = (design: Design, instrument: InstrumentNode) => readonly FieldNode[];

/** Finds the writers of an instrument's fields; they are made when the first of its saved data comes. */
const createWriters = (
  fieldsOf: FieldsOf,
  leadOf: (index: number) => string,
  write: Write,
  selects: BoundField['selects'],
): ((shape: SavedShape) => readonly WriteSaved[]) => {
  const writers = new Map<InstrumentNode, readonly WriteSaved[]>();
  return ({ design, node: { instrument } }) => {
    const known = writers.get(instrument);
    if (known !== undefined) return known;
    const made = fieldsOf(design, instrument).map((field, index) =>
      createValueText({ field, lead: leadOf(index) }, { design, write, selects }),
    );
    writers.set(instrument, made);
    return made;
  };
};

/** Writes the value of at most one field of a saved instrument; null where there is none. */
export const writeValue = ({ lead, complete, selects }: BoundField, fieldsOf: FieldsOf): WriteSaved => {
  const writersOf = createWriters(fieldsOf, () => lead, complete, selects);
  return (shape) => writersOf(shape)[0]?.(shape) ?? lead + complete(null);
};

/** Writes the values of fields of a saved instrument, as a list. */
export const writeValues = ({ lead, item, selects }: BoundField, fieldsOf: FieldsOf): WriteSaved => {
  const writersOf = createWriters(fieldsOf, (index) => (index === 0 ? `${lead}[` : ','), item, selects);
  return (shape) => {
    let text = '';
    for (const write of writersOf(shape)) text += write(shape);
    return text === '' ? `${lead}[]` : `${text}]`;
  };
};
