import { choicesOf, missingDataCodes } from '../design.ts';
import type { FieldDefinition, SandboxProject } from '../project.ts';
import type { DateFormat } from './date.ts';
import { readText } from './text.ts';

/** An imported value as it is stored, or why REDCap refuses it. */
export type ReadValue = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: string };

const accept = (value: string): ReadValue => ({ ok: true, value });

/** What REDCap says of a code that is not among a field's choices. */
export const refuseCategory = (name: string): ReadValue => ({
  ok: false,
  reason: `The value is not a valid category for ${name}`,
});

const FORMAT_REASON =
  'The value you provided could not be validated because it does not follow the expected format. Please try again.';

/** Whether the value is one of the project's missing-data codes, which any field takes unless it has `@NOMISSING`. */
export const isMissingCode = (project: SandboxProject, field: FieldDefinition, value: string): boolean =>
  missingDataCodes(project).some((choice) => choice.code === value) && !/@NOMISSING\b/.test(field.field_annotation);

/** Reads a value (not blank) that is imported into a field that is neither a checkbox nor read-only. */
export const readValue = (
  project: SandboxProject,
  field: FieldDefinition,
  value: string,
  format: DateFormat,
): ReadValue => {
  if (isMissingCode(project, field, value)) return accept(value);
  switch (field.field_type) {
    case 'radio':
    case 'dropdown':
    case 'yesno':
    case 'truefalse':
      return choicesOf(field).some((choice) => choice.code === value)
        ? accept(value)
        : refuseCategory(field.field_name);
    case 'slider': {
      return /^-?\d+$/.test(value) ? accept(value) : { ok: false, reason: FORMAT_REASON };
    }
    case 'text': {
      const stored = readText(field.text_validation_type_or_show_slider_number, value, format);
      return stored === null ? { ok: false, reason: FORMAT_REASON } : accept(stored);
    }
    default:
      return accept(value);
  }
};
