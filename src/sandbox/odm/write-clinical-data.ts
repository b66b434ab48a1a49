import { checkboxOptions, choicesOf, nameDag } from '../state/design.ts';
import type { FieldDefinition, SandboxProject, StoredRecord } from '../state/project.ts';
import type { Layout, RecordRow } from '../state/rows.ts';
import { layRows, listRecords, readLayout } from '../state/rows.ts';
import { isDatetime } from './vocabulary.ts';
import type { FormLayout } from './write-form.ts';
import { escapeXml } from './xml.ts';

/** Which data are written. */
export interface DataSelection {
  /** Whether files of file fields are written. */
  readonly files: boolean;
  /** Names of records; null for all. */
  readonly records: ReadonlySet<string> | null;
  /** Names of fields and statuses; null for all. */
  readonly fields: ReadonlySet<string> | null;
  /** Unique event names; null for all. */
  readonly events: ReadonlySet<string> | null;
}

const writeValue = (item: string, value: string): string =>
  value === '' ? '' : `\t\t\t\t\t<ItemData ItemOID="${item}" Value="${escapeXml(value)}"/>\n`;

const writeFile = (project: SandboxProject, item: string, value: string): string => {
  const file = project.files.get(Number(value));
  // A missing data code may stand where the file would be.
  if (file === undefined) return writeValue(item, value);
  return (
    `\t\t\t\t\t<ItemDataBase64Binary ItemOID="${item}" redcap:DocName="${escapeXml(file.name)}" ` +
    `redcap:MimeType="${escapeXml(file.mimeType)}"><![CDATA[${Buffer.from(file.bytes).toString('base64')}]]>` +
    '</ItemDataBase64Binary>\n'
  );
};

const writeCheckbox = (project: SandboxProject, row: RecordRow, field: FieldDefinition): string => {
  const checked = row.stored.checked.get(field.field_name) ?? new Set<string>();
  const own = new Set(choicesOf(field).map((choice) => choice.code));
  // A missing data code is an option too, but shows only where it is checked.
  return checkboxOptions(project, field)
    .filter(({ code }) => own.has(code) || checked.has(code))
    .map(({ code, column }) => writeValue(column, checked.has(code) ? '1' : '0'))
    .join('');
};

/** A value with the `T` between date and time that ODM wants. */
const addT = (value: string): string => value.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T');

const writeField = (
  project: SandboxProject,
  row: RecordRow,
  field: FieldDefinition,
  selection: DataSelection,
): string => {
  const value = row.stored.values.get(field.field_name) ?? '';
  if (field === project.fields[0]) return writeValue(field.field_name, row.record.name);
  switch (field.field_type) {
    case 'checkbox':
      return writeCheckbox(project, row, field);
    case 'file':
      return selection.files ? writeFile(project, field.field_name, value) : '';
    case 'descriptive':
      return '';
    default:
      return writeValue(
        field.field_name,
        isDatetime(field.text_validation_type_or_show_slider_number) ? addT(value) : value,
      );
  }
};

const writeSystemValue = (project: SandboxProject, row: RecordRow, form: string, name: string): string => {
  const { record, stored } = row;
  switch (name) {
    case 'redcap_data_access_group':
      return writeValue(name, nameDag(project, record.dagId));
    case 'redcap_survey_identifier':
      return writeValue(name, record.surveyIdentifier);
    case `${form}_timestamp`:
      return writeValue(name, stored.timestamps.get(form) ?? '');
    default:
      return writeValue(name, stored.values.get(name) ?? '');
  }
};

const writeForm = (project: SandboxProject, row: RecordRow, layout: FormLayout, selection: DataSelection): string => {
  const isWanted = (name: string): boolean => selection.fields?.has(name) ?? true;
  let seen: FieldDefinition | null = null;
  const written = new Set<string>();
  const groups = layout.groups.map((group) => {
    const items = group.items.map(({ oid, field }) => {
      if (field === null) {
        const isStatus = oid === `${layout.form}_complete`;
        if (written.has(oid) || (isStatus && !isWanted(oid))) return '';
        written.add(oid);
        return writeSystemValue(project, row, layout.form, oid);
      }
      if (field === seen || !isWanted(field.field_name)) return '';
      seen = field;
      return writeField(project, row, field, selection);
    });
    const text = items.join('');
    return text === ''
      ? ''
      : `\t\t\t\t<ItemGroupData ItemGroupOID="${group.oid}" ItemGroupRepeatKey="1">\n${text}\t\t\t\t</ItemGroupData>\n`;
  });
  const instance = row.repeatInstrument === '' ? 1 : (row.instance ?? 1);
  const text = groups.join('');
  return text === ''
    ? ''
    : `\t\t\t<FormData FormOID="Form.${layout.form}" FormRepeatKey="${String(instance)}">\n${text}\t\t\t</FormData>\n`;
};

const writeRow = (
  project: SandboxProject,
  row: RecordRow,
  layouts: readonly FormLayout[],
  selection: DataSelection,
): string =>
  layouts
    .filter((layout) => row.forms.has(layout.form))
    .map((layout) => writeForm(project, row, layout, selection))
    .join('');

/** Rows of the same event, and of the same instance of it, share one StudyEventData. */
const writeEvents = (
  project: SandboxProject,
  rows: readonly RecordRow[],
  layouts: readonly FormLayout[],
  selection: DataSelection,
): string => {
  const events = new Map<string, { name: string; instance: number; text: string }>();
  for (const row of rows) {
    const name = row.place.event.uniqueEventName;
    if (selection.events?.has(name) === false) continue;
    const instance = row.place.repeats ? (row.instance ?? 1) : 1;
    const event = events.get(`${name}|${String(instance)}`) ?? { name, instance, text: '' };
    event.text += writeRow(project, row, layouts, selection);
    events.set(`${name}|${String(instance)}`, event);
  }
  return [...events.values()]
    .filter((event) => event.text !== '')
    .map(
      ({ name, instance, text }) =>
        `\t\t<StudyEventData StudyEventOID="Event.${name}" StudyEventRepeatKey="${String(instance)}" ` +
        `redcap:UniqueEventName="${name}">\n${text}\t\t</StudyEventData>\n`,
    )
    .join('');
};

const writeSubject = (
  project: SandboxProject,
  rowLayout: Layout,
  record: StoredRecord,
  layouts: readonly FormLayout[],
  selection: DataSelection,
): string => {
  const rows = layRows(rowLayout, record);
  const text = rowLayout.longitudinal
    ? writeEvents(project, rows, layouts, selection)
    : rows.map((row) => writeRow(project, row, layouts, selection)).join('');
  return text === ''
    ? ''
    : `\t<SubjectData SubjectKey="${escapeXml(record.name)}" redcap:RecordIdField="${rowLayout.recordIdField}">\n` +
        `${text}\t</SubjectData>\n`;
};

/** The SubjectData elements of the selected data. */
export const writeSubjects = (
  project: SandboxProject,
  layouts: readonly FormLayout[],
  selection: DataSelection,
): string => {
  const rowLayout = readLayout(project);
  return listRecords(project, null)
    .filter((record) => selection.records?.has(record.name) ?? true)
    .map((record) => writeSubject(project, rowLayout, record, layouts, selection))
    .join('');
};
