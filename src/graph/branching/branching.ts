import { evaluate } from './evaluate.ts';
import { parseLogic } from './parse.ts';
import { findSaved, type BranchingPlace } from './place.ts';
import { readReference, type Reference } from './reference.ts';
import { blankOrZero, toTruth, type LogicValue } from './value.ts';
import type { Design, FieldNode } from '../design/design.ts';
import { findMissingDataCode } from '../kind/missing-data.ts';
import { kindOf } from '../kind/table.ts';

export type { BranchingPlace } from './place.ts';

/** A branching logic, ready to be evaluated. */
export interface Branching {
  /** What it looks at: base field names and `<form>_complete`. */
  readonly fields: ReadonlySet<string>;
  /** Unique names of the events that it names; beside these it looks at the event of the place. */
  readonly events: ReadonlySet<string>;
  /**
   * Whether the field is shown at a place of a record that was exported with {@link fields} in {@link events} and in the
   * place's own event. Null when it is not sure: a field that decides was withheld, or REDCap does not say.
   */
  readonly isShown: (place: BranchingPlace) => boolean | null;
}

/** The compiled logics of a design, by their text: whole sections of a form share one. */
const compiledByDesign = new WeakMap<Design, Map<string, Branching | null>>();

/**
 * A logic in REDCap's language, compiled against a design, once for all its fields. Null when it cannot be evaluated for
 * sure: smart variables, `today`, functions, fields and events that are not known, or text that is no logic. Never throws.
 */
export const compileBranching = (logic: string, design: Design): Branching | null => {
  const compiled = compiledByDesign.get(design) ?? new Map<string, Branching | null>();
  compiledByDesign.set(design, compiled);
  const known = compiled.get(logic);
  if (known !== undefined) return known;
  const branching = compile(logic, design);
  compiled.set(logic, branching);
  return branching;
};

/** The branching logic of a field; null when it has none, or one that cannot be evaluated for sure. */
export const branchingOf = (field: FieldNode, design: Design): Branching | null => {
  const logic = field.row.branching_logic.trim();
  return logic === '' ? null : compileBranching(logic, design);
};

const compile = (logic: string, design: Design): Branching | null => {
  const references: Reference[] = [];
  const expression = parseLogic(logic, (parts) => {
    const reference = readReference(parts, design);
    if (reference !== null) references.push(reference);
    return reference;
  });
  if (expression === null) return null;
  return {
    fields: new Set(references.map(({ name }) => name)),
    events: new Set(references.flatMap(({ event }) => event?.uniqueEventName ?? [])),
    isShown: (place) => toTruth(evaluate(expression, (reference) => readOperand(reference, place, design))),
  };
};

/**
 * An instrument that is not saved has no status; some of REDCap's pages hold that as Incomplete, 0. An option of a checkbox
 * that cannot be answered at the place is blank or unchecked.
 */
const readOperand = (reference: Reference, place: BranchingPlace, design: Design): LogicValue => {
  const { field, column, isOption } = reference;
  if (field?.isRecordId === true) return place.record.name;
  if (!place.record.columns.has(column)) return null;
  const saved = findSaved(reference, place);
  if (saved === null) return null;
  const cell = saved === 'none' ? '' : (saved.cells[column] ?? '');
  if (field === null) return cell === '' ? blankOrZero : cell;
  if (isOption) {
    return saved === 'none' && !isInOwnRow(reference, place, design) ? blankOrZero : readOption(cell);
  }
  if (findMissingDataCode(field, cell, design) !== null) return { missingDataCode: cell };
  return kindOf(field).toOperand(field, cell);
};

/** The instrument could be filled in the event's own row, where REDCap has an unchecked option for one never seen. */
const isInOwnRow = ({ instrument, event, instance }: Reference, place: BranchingPlace, design: Design): boolean => {
  const at = event ?? place.event;
  if (instance !== null || (design.hasRepeating && design.rows.repeating === null)) return false;
  return design.instrumentsOf(at).includes(instrument) && design.repeatKind(at, instrument.name) !== 'INSTRUMENT';
};

const readOption = (cell: string): LogicValue => (cell === '' || cell === '0' ? false : cell === '1' ? true : null);
