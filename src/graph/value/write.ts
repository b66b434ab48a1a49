import type { RecordRow } from '../../redcap/methods/record.ts';
import type { Design, FieldNode } from '../design/design.ts';
import { hasNoMissing, isCalculated, validationOf } from '../dictionary/field-type.ts';
import { findChoice } from '../kind/code.ts';
import { inputKeys, type ValueInput } from '../kind/input.ts';
import type { WrittenCells } from '../kind/kind.ts';
import { findMissingDataCode } from '../kind/missing-data.ts';
import { kindOf } from '../kind/table.ts';

/** Why an input cannot be written. The message names the field and the remedy, and never holds the value. */
export interface ValueProblem {
  readonly code: 'VALIDATION';
  readonly path: readonly string[];
  readonly message: string;
}

/** The cells that an import sends, or why there are none. */
export type WriteResult = { readonly ok: RecordRow } | { readonly problem: ValueProblem };

const refuseField = (field: FieldNode): string | null => {
  if (field.isRecordId) return 'is the record id: name the record by `record`, rename it by renameRecord';
  if (isCalculated(field.row)) return 'is calculated by REDCap: write the fields that it is calculated from';
  return kindOf(field).writing.refuse(field);
};

/** An import may set the field. It cannot set the record id, a calculation, a file, or what holds no value. */
export const isWritable = (field: FieldNode): boolean => refuseField(field) === null;

const refuseMissingDataCode = (field: FieldNode, code: string, design: Design): string => {
  if (hasNoMissing(field.row)) return 'takes no missing data code: its annotation has @NOMISSING';
  if (findChoice(field, code)) return 'has a choice with that missing data code: give it as a value';
  const codes = design.missingDataCodes.map((choice) => choice.code);
  return codes.length === 0
    ? 'takes no missing data code: the project has none'
    : `takes one of the missing data codes ${codes.join(', ')}`;
};

const writeMissingDataCode = (field: FieldNode, code: string, design: Design): WrittenCells =>
  findMissingDataCode(field, code, design)
    ? kindOf(field).writing.writeMissingDataCode(field, code, design)
    : { remedy: refuseMissingDataCode(field, code, design) };

const writeInput = (field: FieldNode, input: ValueInput, design: Design): WrittenCells => {
  const { writing } = kindOf(field);
  const given = inputKeys.filter((key) => input[key] != null && input[key] !== false);
  const [key] = given;
  if (key === undefined || given.length > 1) {
    return { remedy: `needs exactly one of ${writing.keys.join(', ')} or erase` };
  }
  if (key === 'erase') return { cells: writing.erase(field) };
  if (key === 'missingDataCode') return writeMissingDataCode(field, input.missingDataCode ?? '', design);
  if (key === 'value') return writing.writeOwnForm(field, input.value ?? '', design);
  if (key === 'options')
    return writing.writeOptions?.(field, input.options ?? {}, design) ?? { remedy: 'is no checkbox' };
  if (!writing.keys.includes(key)) return { remedy: `does not take ${key}: give ${writing.keys.join(' or ')}` };
  return writing.write(field, input, key, design);
};

const problem = (field: FieldNode, remedy: string): WriteResult => {
  const validation = validationOf(field.row);
  const type = validation === '' ? field.fieldType.toLowerCase() : `${field.fieldType.toLowerCase()}, ${validation}`;
  return {
    problem: { code: 'VALIDATION', path: [field.fieldName], message: `${field.fieldName} (${type}) ${remedy}.` },
  };
};

/**
 * The cells that store a caller's value, in REDCap's own text: codes, dates as Y-M-D, `22.0` where the field prescribes one
 * decimal, a decimal comma where it has one. A checkbox has a column for each option.
 *
 * The value is checked against the dictionary before anything is sent. Two things are not checked: ranges, which REDCap itself
 * lets people pass, and formats that servers define themselves (phone, e-mail, postal codes). Erasing writes blanks, which
 * REDCap heeds only with `overwriteBehavior=overwrite`. Zeros untick a checkbox; REDCap always heeds them.
 */
export const writeValue = (field: FieldNode, input: ValueInput, design: Design): WriteResult => {
  const refusal = refuseField(field);
  if (refusal !== null) return problem(field, refusal);
  const written = writeInput(field, input, design);
  return 'cells' in written ? { ok: written.cells } : problem(field, written.remedy);
};
