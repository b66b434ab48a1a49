import { Refusal } from '../../call/refusal.ts';
import { checkboxOptions, statusField } from '../../state/design.ts';
import { isCalculated } from '../../calculation/formula.ts';
import type { FieldDefinition, SandboxProject } from '../../state/project.ts';
import type { Layout } from '../../state/rows.ts';
import { listCodes } from '../../validation/value.ts';

/** What a column of an import writes to. */
export type Target =
  | { readonly kind: 'field'; readonly field: FieldDefinition; readonly codes: ReadonlySet<string> }
  | { readonly kind: 'option'; readonly field: FieldDefinition; readonly code: string }
  | { readonly kind: 'status'; readonly form: string }
  | { readonly kind: 'group' }
  /** Descriptive fields. A value is refused, and a blank does nothing. */
  | { readonly kind: 'read-only'; readonly field: FieldDefinition }
  /** Keys, survey columns, files and calculated fields. Their values are read elsewhere, or not at all. */
  | { readonly kind: 'ignored' };

/** The columns that say where a row belongs. */
export const KEY_COLUMNS = ['redcap_event_name', 'redcap_repeat_instrument', 'redcap_repeat_instance'] as const;

const targetField = (project: SandboxProject, field: FieldDefinition, columns: Map<string, Target>): void => {
  if (field.field_type === 'checkbox') {
    for (const { column, code } of checkboxOptions(project, field)) {
      // Two codes may make the same column name. Nothing distinguishes them, so the first one has the column.
      if (!columns.has(column)) columns.set(column, { kind: 'option', field, code });
    }
    return;
  }
  const isIgnored = isCalculated(field) || field.field_type === 'file';
  if (isIgnored) columns.set(field.field_name, { kind: 'ignored' });
  else if (field.field_type === 'descriptive') columns.set(field.field_name, { kind: 'read-only', field });
  else columns.set(field.field_name, { kind: 'field', field, codes: listCodes(project, field) });
};

/** Every column that Import Records takes for this project. */
export const readTargets = (project: SandboxProject, layout: Layout): ReadonlyMap<string, Target> => {
  const columns = new Map<string, Target>();
  for (const field of project.fields) targetField(project, field, columns);
  for (const { name } of project.instruments) {
    columns.set(statusField(name), { kind: 'status', form: name });
    columns.set(`${name}_timestamp`, { kind: 'ignored' });
  }
  for (const name of [...KEY_COLUMNS, 'redcap_survey_identifier', layout.recordIdField]) {
    columns.set(name, { kind: 'ignored' });
  }
  columns.set('redcap_data_access_group', { kind: 'group' });
  return columns;
};

/** Refuses columns that the project does not have. One refusal names them all. */
export const refuseColumns = (names: Iterable<string>, targets: ReadonlyMap<string, Target>): void => {
  const unknown = [...new Set(names)].filter((name) => !targets.has(name));
  if (unknown.length === 0) return;
  throw new Refusal(
    400,
    `The following fields were not found in the project as real data fields: ${unknown.join(', ')}`,
  );
};
