import type { RecordRow } from '../../redcap/methods/record.ts';
import type { Design, FieldNode } from '../design/design.ts';
import { hasNoMissing, isCalculated, validationOf } from '../dictionary/field-type.ts';
import { checkboxCells, sharesColumn } from '../kind/checkbox.ts';
import { findByLabel, findChoice, listCodes } from '../kind/choice.ts';
import { formatDateTime, hasSeconds, isDate, parseDateTime, parseTime, timeForm } from '../kind/date.ts';
import { findMissingDataCode } from '../kind/missing-data.ts';
import { canonicalDecimal, decimalPlaces, formatNumber, hasDecimalComma, parseInteger } from '../kind/number.ts';

/** One value as a caller gives it: exactly one of the keys besides `field`; null counts as not given. */
export interface ValueInput {
  readonly field: string;
  /** What REDCap stores: a code, text, or a missing data code. A checkbox's codes joined by commas. Blank writes a blank. */
  readonly raw?: string | null | undefined;
  /** The label of a choice, where it is the label of one choice only. */
  readonly label?: string | null | undefined;
  /** A checkbox's codes; those that are not named are unchecked. */
  readonly checked?: readonly string[] | null | undefined;
  /** `YYYY-MM-DD`. */
  readonly date?: string | null | undefined;
  /** `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS`. */
  readonly dateTime?: string | null | undefined;
  /** A decimal number with a point. */
  readonly number?: string | null | undefined;
  readonly erase?: boolean | null | undefined;
  /**
   * In the one form that a project's own schema takes for this kind of field: a number with a point, a date as `date`, a date
   * and time as `dateTime`, else the code or text as REDCap stores it. Not for a checkbox, which has `checked` there too.
   */
  readonly value?: string | null | undefined;
  /** One of the project's missing data codes, to be stored in place of a value; nothing else is taken for one. */
  readonly missingDataCode?: string | null | undefined;
}

/** Why an input cannot be written. The message names the field and the remedy and never holds the value. */
export interface ValueProblem {
  readonly code: 'VALIDATION';
  readonly path: readonly string[];
  readonly message: string;
}

/** The cells that an import sends, or why there are none. */
export type WriteResult = { readonly ok: RecordRow } | { readonly problem: ValueProblem };

const keys = ['raw', 'label', 'checked', 'date', 'dateTime', 'number', 'erase', 'value', 'missingDataCode'] as const;
type Key = (typeof keys)[number];

/** What a kind of field takes besides `erase`, which every kind takes, and besides the two of a project's own schema. */
const keysByKind: Readonly<Record<FieldNode['kind'], readonly Key[]>> = {
  text: ['raw'],
  integer: ['number', 'raw'],
  number: ['number', 'raw'],
  date: ['date', 'raw'],
  datetime: ['dateTime', 'raw'],
  time: ['raw'],
  boolean: ['raw', 'label'],
  choice: ['raw', 'label'],
  checkbox: ['checked', 'raw'],
  file: [],
  none: [],
};

/**
 * The cells that store a caller's value, in REDCap's own text: codes, `22.0` where one decimal is prescribed, dates Y-M-D,
 * a decimal comma where the field has one, a column an option for a checkbox. Checked against the dictionary before
 * anything is sent; ranges are not (they are soft in REDCap), nor are formats that servers define themselves (phone,
 * e-mail, postal codes). Erasing gives blanks, which REDCap heeds with `overwriteBehavior=overwrite` only; a checkbox is
 * unticked by zeros, which it always heeds.
 */
export const writeValue = (field: FieldNode, input: ValueInput, design: Design): WriteResult => {
  const refusal = refuseField(field);
  if (refusal !== null) return problem(field, refusal);
  const given = keys.filter((key) => input[key] != null && input[key] !== false);
  const [key] = given;
  const taken = keysByKind[field.kind];
  if (key === undefined || given.length > 1) {
    return problem(field, `needs exactly one of ${taken.join(', ')} or erase`);
  }
  if (key === 'erase') return { ok: blankCells(field) };
  if (key === 'missingDataCode') return writeMissingDataCode(field, input.missingDataCode ?? '', design);
  if (key === 'value') return writeOwnForm(field, input.value ?? '', design);
  if (!taken.includes(key)) return problem(field, `does not take ${key}: give ${taken.join(' or ')}`);
  if (field.kind === 'checkbox') return writeCheckbox(field, input, design);
  const text = input[key];
  if (typeof text !== 'string') return problem(field, `takes text in ${key}`);
  return writeForm(field, key, text, design, { key, remedy: 'give it in raw' });
};

/** The text in a form that the kind of field takes. `missing` says what was given and what to do where it is a missing data code. */
const writeForm = (
  field: FieldNode,
  key: Key,
  text: string,
  design: Design,
  missing: { readonly key: Key; readonly remedy: string },
): WriteResult => {
  if (key === 'raw' && (text === '' || findMissingDataCode(field, text, design))) return cell(field, text);
  const written = writeText(field, key, text);
  if ('remedy' in written) return problem(field, written.remedy);
  if (findMissingDataCode(field, written.text, design)) {
    return problem(field, `would store a missing data code by that ${missing.key}: if it is meant, ${missing.remedy}`);
  }
  return cell(field, written.text);
};

/** The value in the first form that its kind takes; only the words differ, which know nothing of `raw` and `label`. */
const writeOwnForm = (field: FieldNode, text: string, design: Design): WriteResult => {
  if (field.kind === 'checkbox') return problem(field, 'takes a list of codes in checked');
  const isCode = field.kind === 'choice' || field.kind === 'boolean';
  if (isCode && !findChoice(field, text) && !findMissingDataCode(field, text, design)) {
    return problem(field, `takes one of the codes ${listCodes(field)}, not a label`);
  }
  const [key = 'raw'] = keysByKind[field.kind];
  return writeForm(field, key, text, design, { key: 'value', remedy: 'give it in missingDataCodes' });
};

const writeMissingDataCode = (field: FieldNode, code: string, design: Design): WriteResult => {
  if (!findMissingDataCode(field, code, design)) return problem(field, refuseMissingDataCode(field, code, design));
  return field.kind === 'checkbox'
    ? writeCheckbox(field, { field: field.fieldName, checked: [code] }, design)
    : cell(field, code);
};

const refuseMissingDataCode = (field: FieldNode, code: string, design: Design): string => {
  if (hasNoMissing(field.row)) return 'takes no missing data code: its annotation has @NOMISSING';
  if (findChoice(field, code)) return 'has a choice with that missing data code: give it as a value';
  const codes = design.missingDataCodes.map((choice) => choice.code);
  return codes.length === 0
    ? 'takes no missing data code: the project has none'
    : `takes one of the missing data codes ${codes.join(', ')}`;
};

const refuseField = (field: FieldNode): string | null => {
  if (field.isRecordId) return 'is the record id: name the record by `record`, rename it by renameRecord';
  if (isCalculated(field.row)) return 'is calculated by REDCap: write the fields that it is calculated from';
  if (field.fieldType === 'SIGNATURE') return 'is a signature, which can only be given in REDCap itself';
  if (field.kind === 'file') return 'holds a file: upload it by importFile';
  if (field.kind === 'none') return 'is descriptive and never holds a value';
  return null;
};

type Written = { readonly text: string } | { readonly remedy: string };

const writeText = (field: FieldNode, key: Key, text: string): Written => {
  switch (field.kind) {
    case 'integer':
      return writeInteger(key, text);
    case 'number':
      return writeNumber(field, key, text);
    case 'date':
      return isDate(text) ? { text } : { remedy: 'takes a date that exists, as YYYY-MM-DD' };
    case 'datetime':
      return writeDateTime(field, text);
    case 'time': {
      const time = parseTime(text, field);
      return time === null ? { remedy: `takes a time as ${timeForm(field)}` } : { text: time };
    }
    case 'boolean':
    case 'choice':
      return key === 'label' ? writeLabel(field, text) : writeCode(field, text);
    case 'text':
    case 'checkbox':
    case 'file':
    case 'none':
      return { text };
  }
};

/** Digits in `raw` are kept as they are; `number` may carry an empty fraction. */
const writeInteger = (key: Key, text: string): Written => {
  const integer = key === 'number' ? (canonicalDecimal(text) ?? '') : text;
  return parseInteger(integer) === null ? { remedy: 'takes an integer, such as 12' } : { text: integer };
};

const writeNumber = (field: FieldNode, key: Key, text: string): Written => {
  const places = decimalPlaces(field);
  const isLoose = key === 'raw' && hasDecimalComma(field);
  const written = text.includes(',') && !isLoose ? null : formatNumber(text, field);
  if (written !== null) return { text: written };
  const limit = places === null ? '' : ` with at most ${places} decimal${places === 1 ? '' : 's'}`;
  return { remedy: `takes a decimal number${limit}, with a decimal point, such as 22.${'0'.repeat(places ?? 1)}` };
};

const writeDateTime = (field: FieldNode, text: string): Written => {
  const dateTime = parseDateTime(text);
  const written = dateTime === null ? null : formatDateTime(dateTime, field);
  if (written !== null) return { text: written };
  const form = hasSeconds(field) ? 'YYYY-MM-DDTHH:MM:SS' : 'YYYY-MM-DDTHH:MM, without seconds';
  return { remedy: `takes a date and time that exist, as ${form}` };
};

const writeCode = (field: FieldNode, code: string): Written => {
  if (findChoice(field, code)) return { text: code };
  const isLabel = findByLabel(field, code).length > 0;
  const remedy = isLabel ? 'raw takes the code of a choice, not its label: give the label in `label`, or' : 'takes';
  return { remedy: `${remedy} one of the codes ${listCodes(field)}` };
};

const writeLabel = (field: FieldNode, label: string): Written => {
  const [choice, another] = findByLabel(field, label);
  if (choice && !another) return { text: choice.code };
  const trouble = another ? 'has more than one choice with that label' : 'has no choice with that label';
  return { remedy: `${trouble}: give one of the codes ${listCodes(field)} in \`raw\`` };
};

const writeCheckbox = (field: FieldNode, input: ValueInput, design: Design): WriteResult => {
  const codes = input.checked ?? (input.raw ?? '').split(',').filter((code) => code !== '');
  const missing = codes.filter((code) => findMissingDataCode(field, code, design));
  const unknown = codes.filter((code) => !field.columnByCode.has(code));
  if (unknown.length > 0) return problem(field, `takes the codes ${listCodes(field)}, not labels or others`);
  if (missing.length > 0 && new Set(codes).size > 1)
    return problem(field, 'takes a missing data code alone, or choices');
  if (codes.some((code) => sharesColumn(field, code))) {
    return problem(
      field,
      'has two choices that REDCap exports in one column: change one of their codes in the dictionary',
    );
  }
  return { ok: checkboxCells(field, codes) };
};

const blankCells = (field: FieldNode): RecordRow =>
  field.kind === 'checkbox' ? checkboxCells(field, []) : { [field.fieldName]: '' };

const cell = (field: FieldNode, text: string): WriteResult => ({ ok: { [field.fieldName]: text } });

const problem = (field: FieldNode, remedy: string): WriteResult => {
  const validation = validationOf(field.row);
  const type = validation === '' ? field.fieldType.toLowerCase() : `${field.fieldType.toLowerCase()}, ${validation}`;
  return {
    problem: { code: 'VALIDATION', path: [field.fieldName], message: `${field.fieldName} (${type}) ${remedy}.` },
  };
};
