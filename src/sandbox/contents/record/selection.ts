import { Refusal } from '../../call/refusal.ts';
import type { Call } from '../../call/call.ts';
import { statusField } from '../../state/design.ts';
import type { FieldDefinition, SandboxProject } from '../../state/project.ts';
import type { Layout } from '../../state/rows.ts';
import { isDateValidation } from '../../validation/text.ts';
import { isAtLeast } from '../../state/version.ts';
import { refuseUnknown } from '../../parameter/list.ts';

/** One thing that an export shows of a form, before it becomes columns (flat) or lines (EAV). */
export type Item =
  | { readonly kind: 'field'; readonly field: FieldDefinition }
  | { readonly kind: 'timestamp'; readonly form: string }
  | { readonly kind: 'status'; readonly form: string };

/** What one export shows. */
export interface Selection {
  /**
   * Whether rows have their key. They do when the record id was asked for, or nothing was
   * (EVIDENCE.md#record-id-column).
   */
  readonly recordId: boolean;
  /** Whether hashes replace record names, because the id field is an identifier that the user may not see. */
  readonly hashed: boolean;
  readonly dag: boolean;
  readonly surveyIdentifier: boolean;
  /** In dictionary order, without the record id. */
  readonly items: readonly Item[];
  /** The names in `fields` in the order of the request. Empty where there are `forms` besides. EAV lines follow it. */
  readonly requested: readonly string[];
}

/** The user's export right for a form: 0 none, 1 full, 2 de-identified, 3 remove identifiers (EVIDENCE.md#view-rights). */
const readExportRight = ({ rights, store }: Call, form: string): number =>
  store.variants['view-rights'] === 'needed' && isHiddenForm(rights.forms[form] ?? 1)
    ? 0
    : (rights.formsExport[form] ?? 1);

/** Whether a data entry right, in either spelling, shows nothing of the form. */
const isHiddenForm = (code: number): boolean => code === 0 || code === 128;

const isIdentifier = (field: FieldDefinition): boolean => field.identifier.toLowerCase() === 'y';

/** Whether a user with this export right for its form sees the field (EVIDENCE.md#export-rights-and-fields). */
const isVisible = (field: FieldDefinition, right: number): boolean => {
  if (right === 0) return false;
  if (right === 1) return true;
  if (isIdentifier(field)) return false;
  if (right === 3) return true;
  const validation = field.text_validation_type_or_show_slider_number;
  if (field.field_type === 'notes') return false;
  return field.field_type !== 'text' || (validation !== '' && !isDateValidation(validation));
};

const readForms = (call: Call): string[] => {
  const forms = call.parameters.list('forms').map((form) => form.trim().replaceAll(' ', '_'));
  const known = new Set(call.project.instruments.map((instrument) => instrument.name));
  refuseUnknown('forms', forms, (form) => known.has(form));
  return forms;
};

/** The names in `fields`. Since REDCap 13.4.10 an unknown name is refused; before, it matched nothing (EVIDENCE.md#unknown-fields). */
const readFields = (call: Call): string[] => {
  const fields = call.parameters.list('fields').map((field) => field.trim());
  if (!isAtLeast(call.store.version, '13.4.10')) return fields;
  const known = new Set([
    ...call.project.fields.map((field) => field.field_name),
    ...call.project.instruments.map((instrument) => statusField(instrument.name)),
  ]);
  refuseUnknown('fields', fields, (field) => known.has(field));
  return fields;
};

const groupFields = (project: SandboxProject): Map<string, FieldDefinition[]> => {
  const groups = new Map<string, FieldDefinition[]>();
  for (const field of project.fields) {
    const group = groups.get(field.form_name);
    if (group === undefined) groups.set(field.form_name, [field]);
    else group.push(field);
  }
  return groups;
};

/** What Export Records shows for these parameters to this user: `fields` and `forms` together, in dictionary order. */
export const selectItems = (call: Call, layout: Layout): Selection => {
  const { project, user, parameters } = call;
  const forms = new Set(readForms(call));
  const fields = new Set(readFields(call));
  // EVIDENCE.md#before-redcap-6 has what was different.
  const isOld = !isAtLeast(call.store.version, '6.0.0');
  const everything = forms.size === 0 && fields.size === 0;
  if (!project.instruments.some((instrument) => readExportRight(call, instrument.name) > 0)) {
    throw new Refusal(403, 'You do not have Data Export privileges for any instrument in this project');
  }
  const idField = project.fields[0];
  const idForm = idField?.form_name ?? '';
  const exportSurveyFields = parameters.flag('exportSurveyFields');
  const surveys = new Set(exportSurveyFields ? project.surveys.map((survey) => survey.form) : []);
  const groups = groupFields(project);
  const items = project.instruments.flatMap(({ name: form }): Item[] => {
    const right = readExportRight(call, form);
    if (right === 0) return [];
    const whole = everything || forms.has(form);
    const shown = (groups.get(form) ?? [])
      .filter((field) => field !== idField && field.field_type !== 'descriptive')
      .filter((field) => (whole || fields.has(field.field_name)) && isVisible(field, right))
      .map((field): Item => ({ kind: 'field', field }));
    const status: Item[] = whole || fields.has(statusField(form)) ? [{ kind: 'status', form }] : [];
    const touched = whole || shown.length > 0 || status.length > 0;
    const timestamp: Item[] = touched && surveys.has(form) ? [{ kind: 'timestamp', form }] : [];
    return [...timestamp, ...shown, ...status];
  });
  const idRight = readExportRight(call, idForm);
  return {
    recordId: isOld || everything || forms.has(idForm) || fields.has(layout.recordIdField),
    hashed: idField !== undefined && isIdentifier(idField) && idRight !== 1,
    // REDCap exports these columns only where groups and surveys are in use. Clients conclude from them that there are
    // none.
    dag: parameters.flag('exportDataAccessGroups') && user.dagId === null && project.dags.length > 0,
    surveyIdentifier: exportSurveyFields && project.settings.surveys_enabled && project.surveys.length > 0,
    items,
    requested: forms.size === 0 ? [...fields] : [],
  };
};
