import type { FieldDefinition, InstrumentDefinition, SandboxProject } from '../state/project.ts';
import { makeElement } from './element.ts';
import { itemsOf } from './write-field.ts';
import type { XmlElement } from './xml.ts';

/** One item of a form: a field's item, or a column that is no field. */
export interface FormItem {
  readonly oid: string;
  readonly variable: string;
  /** Null for system columns and the form's status. */
  readonly field: FieldDefinition | null;
}

/** A run of items under one heading. */
export interface ItemGroup {
  readonly oid: string;
  readonly name: string;
  readonly items: readonly FormItem[];
}

/** A form as the project XML lays it out. */
export interface FormLayout {
  readonly form: string;
  readonly label: string;
  /** In order; the last is the form's status. */
  readonly groups: readonly ItemGroup[];
}

/** Which columns the file has that are no fields. */
export interface SystemColumns {
  readonly surveyFields: boolean;
  readonly groups: boolean;
}

const systemItem = (name: string): FormItem => ({ oid: name, variable: name, field: null });

const fieldItems = (field: FieldDefinition): FormItem[] =>
  itemsOf(field).map((oid) => ({ oid, variable: field.field_name, field }));

const recordItems = (project: SandboxProject, form: string, columns: SystemColumns): FormItem[] => [
  ...(columns.groups ? [systemItem('redcap_data_access_group')] : []),
  ...(columns.surveyFields ? [systemItem('redcap_survey_identifier')] : []),
  ...(columns.surveyFields && project.surveys.some((survey) => survey.form === form)
    ? [systemItem(`${form}_timestamp`)]
    : []),
];

/**
 * A field under a section header is a group of its own. The fields after it are a group under the form's label again.
 */
const groupFields = (project: SandboxProject, form: InstrumentDefinition, columns: SystemColumns): ItemGroup[] => {
  const fields = project.fields.filter((field) => field.form_name === form.name);
  const recordIdField = project.fields[0];
  const groups: { oid: string; name: string; items: FormItem[] }[] = [];
  fields.forEach((field, index) => {
    const items = fieldItems(field);
    if (field === recordIdField) items.push(...recordItems(project, form.name, columns));
    const startsGroup = index === 0 || field.section_header !== '' || fields[index - 1]?.section_header !== '';
    if (!startsGroup) {
      groups.at(-1)?.items.push(...items);
      return;
    }
    const name = index === 0 && field.field_type === 'checkbox' ? '' : form.label;
    groups.push({
      oid: `${form.name}.${items[0]?.oid ?? field.field_name}`,
      name: field.section_header === '' ? name : field.section_header,
      items,
    });
  });
  return groups;
};

/** A layout as a text that two of them can be compared by. */
export const signLayout = (groups: readonly ItemGroup[]): string =>
  JSON.stringify(groups.map(({ oid, items }) => [oid, items.map((item) => item.oid)]));

/** The groups of the file, as long as the sandbox's own groups are still what they were when the file was read. */
const restoreGroups = (project: SandboxProject, layout: FormLayout): FormLayout => {
  const kept = project.kept?.layouts.find(({ form }) => form === layout.form);
  if (kept === undefined || kept.was !== signLayout(layout.groups)) return layout;
  const items = new Map(layout.groups.flatMap((group) => group.items.map((item) => [item.oid, item] as const)));
  const names = new Map(layout.groups.map(({ oid, name }) => [oid, name]));
  const groups = kept.groups.map((group) => ({
    oid: group.oid,
    name: names.get(group.oid) ?? group.name,
    items: group.items.flatMap((oid) => items.get(oid) ?? []),
  }));
  return { ...layout, groups };
};

/** Lays out the forms of a project: in which group each item is. */
export const layForms = (project: SandboxProject, columns: SystemColumns): FormLayout[] =>
  project.instruments.map((form) => {
    const groups = groupFields(project, form, columns);
    if (columns.surveyFields && project.surveys.some((survey) => survey.form === form.name)) {
      const timestamp = systemItem(`${form.name}_timestamp`);
      const group = { oid: `${form.name}.${timestamp.oid}`, name: '', items: [timestamp] };
      // The first form has its timestamp twice, beside the record id and in a group of its own.
      groups.splice(project.fields[0]?.form_name === form.name ? 1 : 0, 0, group);
    }
    const status = systemItem(`${form.name}_complete`);
    return restoreGroups(project, {
      form: form.name,
      label: form.label,
      groups: [...groups, { oid: `${form.name}.${status.oid}`, name: 'Form Status', items: [status] }],
    });
  });

/** The FormDef elements. */
export const makeFormDefinitions = (layouts: readonly FormLayout[]): XmlElement[] =>
  layouts.map(({ form, label, groups }) =>
    makeElement(
      'FormDef',
      { OID: `Form.${form}`, Name: label, Repeating: 'No', 'redcap:FormName': form },
      groups.map(({ oid }) => makeElement('ItemGroupRef', { ItemGroupOID: oid, Mandatory: 'No' })),
    ),
  );

const makeItemReference = ({ oid, variable, field }: FormItem): XmlElement =>
  makeElement('ItemRef', {
    ItemOID: oid,
    Mandatory: field?.required_field === 'y' ? 'Yes' : 'No',
    'redcap:Variable': variable,
  });

/** The ItemGroupDef elements. */
export const makeGroupDefinitions = (layouts: readonly FormLayout[]): XmlElement[] =>
  layouts
    .flatMap(({ groups }) => groups)
    .map(({ oid, name, items }) =>
      makeElement('ItemGroupDef', { OID: oid, Name: name, Repeating: 'No' }, items.map(makeItemReference)),
    );
