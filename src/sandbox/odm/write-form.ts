import type { FieldDefinition, InstrumentDefinition, SandboxProject } from '../state/project.ts';
import { itemsOf } from './write-field.ts';
import { escapeXml } from './xml.ts';

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
    return {
      form: form.name,
      label: form.label,
      groups: [...groups, { oid: `${form.name}.${status.oid}`, name: 'Form Status', items: [status] }],
    };
  });

/** The FormDef elements. */
export const writeFormDefinitions = (layouts: readonly FormLayout[]): string =>
  layouts
    .map(
      ({ form, label, groups }) =>
        `\t<FormDef OID="Form.${form}" Name="${escapeXml(label)}" Repeating="No" redcap:FormName="${form}">\n` +
        groups.map((group) => `\t\t<ItemGroupRef ItemGroupOID="${group.oid}" Mandatory="No"/>\n`).join('') +
        '\t</FormDef>\n',
    )
    .join('');

const writeItemReference = (item: FormItem): string =>
  `\t\t<ItemRef ItemOID="${item.oid}" Mandatory="${item.field?.required_field === 'y' ? 'Yes' : 'No'}" ` +
  `redcap:Variable="${item.variable}"/>\n`;

/** The ItemGroupDef elements. */
export const writeGroupDefinitions = (layouts: readonly FormLayout[]): string =>
  layouts
    .flatMap(({ groups }) => groups)
    .map(
      (group) =>
        `\t<ItemGroupDef OID="${group.oid}" Name="${escapeXml(group.name)}" Repeating="No">\n` +
        `${group.items.map(writeItemReference).join('')}\t</ItemGroupDef>\n`,
    )
    .join('');
