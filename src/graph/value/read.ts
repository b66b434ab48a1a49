import type { RecordRow } from '../../redcap/methods/record.ts';
import { branchingOf, type BranchingPlace } from '../branching/branching.ts';
import type { Design, FieldNode } from '../design/design.ts';
import type { Absence, FieldValueNode, StoredAbsence } from './absence.ts';
import { plainText } from '../dictionary/label.ts';
import { readCheckbox } from '../kind/checkbox.ts';
import { findChoice } from '../kind/choice.ts';
import { isDate, parseDateTime, parseTime } from '../kind/date.ts';
import { findMissingDataCode } from '../kind/missing-data.ts';
import { narrowInteger, parseInteger, parseNumber } from '../kind/number.ts';

export { writeValue } from './write.ts';
export type { ValueInput, ValueProblem, WriteResult } from './write.ts';

/** What a value is read against. */
export interface ReadContext {
  readonly design: Design;
  /** Columns that REDCap sent: a field of which none came was withheld. */
  readonly columns: ReadonlySet<string>;
  /** The instrument (instance) is saved. */
  readonly exists: boolean;
  /** The instrument is designated for the event; true unless given. What is saved is told whether it is or not. */
  readonly isDesignated?: boolean;
}

/**
 * A field's value from the cells of its instrument, typed by the dictionary and never by the data. Total: text that does
 * not fit is told by `isInvalid`, and why there is no value by `absence`.
 */
export const readValue = (field: FieldNode, cells: RecordRow, context: ReadContext): FieldValueNode => {
  const isWithheld = field.columns.length > 0 && !field.columns.some((column) => context.columns.has(column));
  if (field.kind === 'checkbox') return readCheckboxValue(field, isWithheld ? {} : cells, context, isWithheld);
  const cell = isWithheld ? '' : (cells[field.fieldName] ?? '');
  const missingDataCode = findMissingDataCode(field, cell, context.design);
  const absence = absenceOf(context, isWithheld, missingDataCode !== null, cell === '');
  const stored = absence === null ? cell : null;
  const base = {
    field,
    raw: cell === '' ? null : cell,
    label: missingDataCode ? plainText(missingDataCode.label) : stored,
    absence,
    missingDataCode,
    isInvalid: false,
  };
  return { ...base, ...readTyped(field, stored) };
};

type Typed = FieldValueNode extends infer Node ? (Node extends FieldValueNode ? Omit<Node, keyof Base> : never) : never;
type Base = Pick<FieldValueNode, 'field' | 'raw' | 'absence' | 'missingDataCode' | 'label' | 'isInvalid'>;

/** The typed part of a stored text (null when there is none), and the label where it is not the text itself. */
const readTyped = (field: FieldNode, stored: string | null): Typed & Partial<Pick<Base, 'label' | 'isInvalid'>> => {
  switch (field.kind) {
    case 'text':
      return { kind: 'text', value: stored };
    case 'file':
      return { kind: 'file', fileName: stored };
    case 'integer': {
      const integer = stored === null ? null : parseInteger(stored);
      return {
        kind: 'integer',
        value: integer === null ? null : narrowInteger(integer),
        isInvalid: stored !== null && integer === null,
      };
    }
    case 'number':
      return checked('number', stored, (text) => parseNumber(text, field));
    case 'date':
      return checked('date', stored, (text) => (isDate(text) ? text : null));
    case 'datetime':
      return checked('datetime', stored, parseDateTime);
    case 'time':
      return checked('time', stored, (text) => parseTime(text, field));
    case 'boolean':
    case 'choice': {
      if (stored === null)
        return field.kind === 'choice' ? { kind: 'choice', choice: null } : { kind: 'boolean', value: null };
      const choice = findChoice(field, stored) ?? null;
      const told = { label: choice && plainText(choice.label), isInvalid: choice === null };
      if (field.kind === 'choice') return { kind: 'choice', choice, ...told };
      return { kind: 'boolean', value: choice && choice.code === '1', ...told };
    }
    case 'none':
    case 'checkbox':
      return { kind: 'none' };
  }
};

type Checked = 'number' | 'date' | 'datetime' | 'time';

const checked = <Kind extends Checked>(
  kind: Kind,
  stored: string | null,
  parse: (text: string) => string | null,
): { kind: Kind; value: string | null; isInvalid: boolean } => {
  const value = stored === null ? null : parse(stored);
  return { kind, value, isInvalid: stored !== null && value === null };
};

const readCheckboxValue = (
  field: FieldNode,
  cells: RecordRow,
  context: ReadContext,
  isWithheld: boolean,
): FieldValueNode => {
  const { checked, missingDataCode, isInvalid } = readCheckbox(field, cells, context.design);
  const ticked = missingDataCode ? [...checked, missingDataCode] : checked;
  return {
    kind: 'checkbox',
    field,
    raw: ticked.length === 0 ? null : ticked.map((choice) => choice.code).join(','),
    label: ticked.length === 0 ? null : ticked.map((choice) => plainText(choice.label)).join(', '),
    absence: absenceOf(context, isWithheld, missingDataCode !== null, checked.length === 0),
    missingDataCode,
    isInvalid,
    checked,
    formStarted: context.exists,
  };
};

const absenceOf = (
  { exists, isDesignated = true }: ReadContext,
  isWithheld: boolean,
  isMissing: boolean,
  isBlank: boolean,
): StoredAbsence | null => {
  if (isWithheld) return 'NOT_EXPORTED';
  if (isMissing) return 'MISSING_DATA_CODE';
  if (!isBlank) return null;
  if (!isDesignated) return 'NOT_DESIGNATED';
  return exists ? 'BLANK' : 'FORM_NOT_STARTED';
};

/**
 * Why there is no value, branching logic included; null when there is a value, a hidden one too. The logic is evaluated only
 * for what is blank. Where it cannot be evaluated for sure, as when a field that it takes was withheld, blank stays BLANK.
 */
export const readAbsence = (
  { field, absence }: Pick<FieldValueNode, 'field' | 'absence'>,
  place: BranchingPlace,
  design: Design,
): Absence | null => {
  if (absence !== 'BLANK') return absence;
  return branchingOf(field, design)?.isShown(place) === false ? 'HIDDEN' : 'BLANK';
};
