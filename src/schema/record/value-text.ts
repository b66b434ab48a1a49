import { branchingOf } from '../../graph/branching/branching.ts';
import type { Design, FieldNode, InstrumentNode } from '../../graph/design/design.ts';
import { holdsFile } from '../../graph/kind/table.ts';
import type { BoundField, Write } from '../../plan/mark.ts';
import { createCellText, type CellText, type SavedShape, type WriteSaved } from './cell-text.ts';
import { fieldValueShape } from './field-value.ts';

/** What is selected of the value depends on more than the cells of its field: on other fields, or on where it lies. */
const dependsOnPlace = (field: FieldNode, design: Design, selects: BoundField['selects']): boolean =>
  holdsFile(field) || (selects('absence') && branchingOf(field, design) !== null);

/** Whether two exports brought the same columns. */
const areSame = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  left === right || (left.size === right.size && [...left].every((column) => right.has(column)));

/** Writes the values of one field. A page may come in several exports, which may bring different columns. */
const createValueText = (text: CellText, selects: BoundField['selects']): WriteSaved => {
  const { field, lead, design, write } = text;
  if (dependsOnPlace(field, design, selects)) {
    return ({ source, node }, out) => {
      out.add(lead);
      write(fieldValueShape(source, design, node, field), out);
    };
  }
  let exported: ReadonlySet<string> | undefined;
  let known: ReadonlySet<string> | undefined;
  let writeCells: WriteSaved | undefined;
  return (shape, out) => {
    const { columns } = shape.node.record;
    if (exported !== columns || writeCells === undefined) {
      if (known === undefined || writeCells === undefined || !areSame(known, columns)) {
        known = columns;
        writeCells = createCellText(text, columns);
      }
      exported = columns;
    }
    writeCells(shape, out);
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
  const create = (design: Design, instrument: InstrumentNode): readonly WriteSaved[] =>
    fieldsOf(design, instrument).map((field, index) =>
      createValueText({ field, lead: leadOf(index), design, write }, selects),
    );
  // Mostly all saved data of a list are of one instrument.
  let last: InstrumentNode | undefined;
  let found: readonly WriteSaved[] = [];
  return ({ design, node: { instrument } }) => {
    if (instrument === last) return found;
    found = writers.get(instrument) ?? create(design, instrument);
    writers.set(instrument, found);
    last = instrument;
    return found;
  };
};

/** Writes the value of at most one field of a saved instrument; null where there is none. */
export const writeValue = ({ lead, complete, selects }: BoundField, fieldsOf: FieldsOf): WriteSaved => {
  const writersOf = createWriters(fieldsOf, () => lead, complete, selects);
  return (shape, out) => {
    const write = writersOf(shape)[0];
    if (write !== undefined) {
      write(shape, out);
      return;
    }
    out.add(lead);
    complete(null, out);
  };
};

/** Writes the values of fields of a saved instrument, as a list. */
export const writeValues = ({ lead, item, selects }: BoundField, fieldsOf: FieldsOf): WriteSaved => {
  const writersOf = createWriters(fieldsOf, (index) => (index === 0 ? `${lead}[` : ','), item, selects);
  return (shape, out) => {
    const writers = writersOf(shape);
    if (writers.length === 0) out.add(`${lead}[`);
    for (const write of writers) write(shape, out);
    out.add(']');
  };
};
