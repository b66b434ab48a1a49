import { createHash } from 'node:crypto';

import { statusField } from '../../state/design.ts';
import type { FieldDefinition, SandboxProject, StoredRow } from '../../state/project.ts';
import { isNumberValidation } from '../../validation/text.ts';

/** `decimalCharacter` of an export; null leaves numbers as they are stored. */
export type DecimalCharacter = '.' | ',' | null;

const hasDecimals = (field: FieldDefinition): boolean =>
  field.field_type === 'calc' ||
  (field.field_type === 'text' && isNumberValidation(field.text_validation_type_or_show_slider_number));

/**
 * A stored value in the spelling of the export. Only calculated fields and number-validated text have decimals to
 * spell.
 */
export const spellDecimal = (field: FieldDefinition, value: string, character: DecimalCharacter): string => {
  if (character === null || !hasDecimals(field) || !/^[-+]?\d*[.,]\d+([eE][-+]?\d+)?$/.test(value)) return value;
  return value.replace(/[.,]/, character);
};

/** The name of the file that a file field holds; "" for none. */
export const nameFile = (project: SandboxProject, docId: string): string =>
  docId === '' ? '' : (project.files.get(Number(docId))?.name ?? '');

/** The codes that are checked in a row. */
export const readChecked = (row: StoredRow, field: FieldDefinition): ReadonlySet<string> =>
  row.checked.get(field.field_name) ?? new Set();

/** Whether anything of a form is stored in the row besides its status. */
const isTouched = (row: StoredRow, form: string, fields: readonly FieldDefinition[]): boolean =>
  row.timestamps.has(form) ||
  fields.some(({ field_name }) => row.values.has(field_name) || (row.checked.get(field_name)?.size ?? 0) > 0);

/**
 * A form's status in a row where the form lives. A status that was never stored is `0`.
 * A grey form is "" where `exportBlankForGrayFormStatus` asks for that. `grayFields` are then the form's fields.
 */
export const readStatus = (row: StoredRow, form: string, grayFields: readonly FieldDefinition[] | null): string => {
  const stored = row.values.get(statusField(form));
  if (stored !== undefined) return stored;
  return grayFields !== null && !isTouched(row, form, grayFields) ? '' : '0';
};

/** The hash that replaces a record name: 32 hex digits. One project and name have the same hash every time. */
export const hashRecordName = (project: SandboxProject, name: string): string =>
  createHash('md5')
    .update(`${String(project.projectId)}|${project.creationTime}|${name}`)
    .digest('hex');
