import type { Answer } from '../../call/answer.ts';
import { Refusal } from '../../call/refusal.ts';
import type { Call } from '../../call/call.ts';
import { checkboxOptions, statusField } from '../../state/design.ts';
import { forgetRemoved, listOwners } from '../../state/kept-design.ts';
import { appendLog } from '../../state/log.ts';
import type { FieldDefinition, InstrumentDefinition, Rights, SandboxProject, StoredRow } from '../../state/project.ts';
import { readTextRows } from '../../wire/read-rows.ts';
import { readMetadataRow } from './metadata-row.ts';
import { validateMetadata } from './metadata-validation.ts';

/** `my_form` as the label that REDCap gives it: `My Form`. */
const labelForm = (name: string): string =>
  name
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');

const listForms = (project: SandboxProject, fields: readonly FieldDefinition[]): InstrumentDefinition[] =>
  [...new Set(fields.map((field) => field.form_name))].map(
    (name) => project.instruments.find((instrument) => instrument.name === name) ?? { name, label: labelForm(name) },
  );

/** The right to a new form: the code that all forms had. Where codes differed it is full access, as in Development. */
const sharedCode = (codes: readonly number[]): number => {
  const [first = 0] = codes;
  return codes.every((code) => code === first) ? first : 1;
};

const grantForms = (rights: Rights, forms: readonly string[]): void => {
  for (const column of ['forms', 'formsExport'] as const) {
    const before = rights[column];
    const shared = sharedCode(Object.values(before));
    rights[column] = Object.fromEntries(forms.map((form) => [form, before[form] ?? shared]));
  }
};

/** Replaces the forms, and removes dropped forms from designations, repeating setup, surveys and rights. */
const replaceForms = (project: SandboxProject, instruments: InstrumentDefinition[]): void => {
  const forms = instruments.map((instrument) => instrument.name);
  const added = forms.filter((form) => !project.instruments.some((instrument) => instrument.name === form));
  const isKept = ({ form }: { readonly form: string }): boolean => forms.includes(form);
  project.instruments = instruments;
  project.mappings = project.mappings.filter(isKept);
  const [first] = project.events;
  if (!project.settings.is_longitudinal && first !== undefined) {
    project.mappings.push(...added.map((form) => ({ eventId: first.eventId, form })));
  }
  project.repeating = project.repeating.filter((entry) => entry.form === '' || isKept(entry));
  project.surveys = project.surveys.filter(isKept);
  for (const holder of [...project.users, ...project.roles]) grantForms(holder, forms);
};

interface Kept {
  readonly values: ReadonlySet<string>;
  /** Checkbox field to the codes that it still has. */
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
}

const cleanRow = (row: StoredRow, kept: Kept): void => {
  for (const name of row.values.keys()) if (!kept.values.has(name)) row.values.delete(name);
  for (const [name, checked] of row.checked) {
    const codes = kept.codes.get(name);
    for (const code of checked) if (codes?.has(code) !== true) checked.delete(code);
    if (checked.size === 0) row.checked.delete(name);
  }
};

/** Deletes the data of fields, forms and checkbox options that the dictionary no longer has, as REDCap does. */
const cleanRecords = (project: SandboxProject): void => {
  const single = project.fields.filter((field) => field.field_type !== 'checkbox').map((field) => field.field_name);
  const codes = project.fields
    .filter((field) => field.field_type === 'checkbox')
    .map((field) => [field.field_name, new Set(checkboxOptions(project, field).map((option) => option.code))] as const);
  const statuses = project.instruments.map((instrument) => statusField(instrument.name));
  const kept: Kept = { values: new Set([...single, ...statuses]), codes: new Map(codes) };
  const forms = new Set(project.instruments.map((instrument) => instrument.name));
  for (const record of project.records.values()) {
    for (const [key, row] of record.rows) {
      if (row.repeatInstrument !== '' && !forms.has(row.repeatInstrument)) record.rows.delete(key);
      cleanRow(row, kept);
    }
  }
};

/**
 * Import Metadata (EVIDENCE.md#metadata-replaced). The rows become the whole dictionary, forms included. Answers the
 * number of fields.
 * Throws a Refusal that begins `Error validating metadata: ` and lists everything that is wrong.
 */
export const importMetadata = (call: Call): Answer => {
  const { project } = call;
  const fields = readTextRows(call, ['field_name', 'form_name', 'field_type']).map(readMetadataRow);
  const problems = validateMetadata(fields, project.fields);
  if (problems.length > 0) throw new Refusal(400, `Error validating metadata: ${problems.join('; ')}`);
  const instruments = listForms(project, fields);
  const before = listOwners(project);
  // The fields of a form stay together, even where the rows do not have them together.
  project.fields = instruments.flatMap(({ name }) => fields.filter((field) => field.form_name === name));
  replaceForms(project, instruments);
  cleanRecords(project);
  forgetRemoved(project, before);
  appendLog(call, 'Manage/Design ', 'Import data dictionary (API)');
  return { kind: 'number', value: fields.length };
};
