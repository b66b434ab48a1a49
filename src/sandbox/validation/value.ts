import { choicesOf, missingDataCodes } from '../state/design.ts';
import type { FieldDefinition, SandboxProject } from '../state/project.ts';
import type { DateFormat } from './date.ts';
import { readText } from './text.ts';

/** An imported value as it is stored, or why REDCap refuses it. */
export type ReadValue = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: string };

const accept = (value: string): ReadValue => ({ ok: true, value });

/** REDCap's reason for a code that is not among a field's choices. */
export const refuseCategory = (name: string): ReadValue => ({
  ok: false,
  reason: `The value is not a valid category for ${name}`,
});

const FORMAT_REASON =
  'The value you provided could not be validated because it does not follow the expected format. Please try again.';

/**
 * The values that a field takes whatever its validation is. These are the codes of its choices and the project's
 * missing-data codes.
 * Fields of every type take missing-data codes unless they have `@NOMISSING`.
 */
export const listCodes = (project: SandboxProject, field: FieldDefinition): ReadonlySet<string> => {
  const codes = choicesOf(field, project).map((choice) => choice.code);
  if (codes.length > 0 || /@NOMISSING\b/.test(field.field_annotation)) return new Set(codes);
  return new Set(missingDataCodes(project).map((choice) => choice.code));
};

/** Reads a value (not blank) that is imported into a field that is neither a checkbox nor read-only. */
export const readValue = (
  field: FieldDefinition,
  codes: ReadonlySet<string>,
  value: string,
  format: DateFormat,
): ReadValue => {
  if (codes.has(value)) return accept(value);
  switch (field.field_type) {
    case 'radio':
    case 'dropdown':
    case 'yesno':
    case 'truefalse':
      return refuseCategory(field.field_name);
    case 'slider':
      return /^-?\d+$/.test(value) ? accept(value) : { ok: false, reason: FORMAT_REASON };
    case 'text': {
      const stored = readText(field.text_validation_type_or_show_slider_number, value, format);
      return stored === null ? { ok: false, reason: FORMAT_REASON } : accept(stored);
    }
    default:
      return accept(value);
  }
};
