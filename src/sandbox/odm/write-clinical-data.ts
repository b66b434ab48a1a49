import { checkboxOptions, choicesOf, nameDag } from '../state/design.ts';
import type { FieldDefinition, SandboxProject, StoredRecord } from '../state/project.ts';
import type { Layout, RecordRow } from '../state/rows.ts';
import { layRows, listRecords } from '../state/rows.ts';
import { makeElement } from './element.ts';
import { isDatetime } from './vocabulary.ts';
import type { FormLayout } from './write-form.ts';
import type { XmlElement } from './xml.ts';

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

const makeItem = (item: string, value: string): XmlElement[] =>
  value === '' ? [] : [makeElement('ItemData', { ItemOID: item, Value: value })];

const makeFile = (project: SandboxProject, item: string, value: string): XmlElement[] => {
  const file = project.files.get(Number(value));
  // A missing data code may stand where the file would be.
  if (file === undefined) return makeItem(item, value);
  const { name, mimeType, bytes } = file;
  const attributes = { ItemOID: item, 'redcap:DocName': name, 'redcap:MimeType': mimeType };
  const text = Buffer.from(bytes).toString('base64');
  return [{ ...makeElement('ItemDataBase64Binary', attributes), text, isCdata: true }];
};

const makeCheckbox = (project: SandboxProject, row: RecordRow, field: FieldDefinition): XmlElement[] => {
  const checked = row.stored.checked.get(field.field_name) ?? new Set<string>();
  const own = new Set(choicesOf(field).map((choice) => choice.code));
  // A missing data code is an option too, but shows only where it is checked.
  return checkboxOptions(project, field)
    .filter(({ code }) => own.has(code) || checked.has(code))
    .flatMap(({ code, column }) => makeItem(column, checked.has(code) ? '1' : '0'));
};

/** A value with the `T` between date and time that ODM wants. */
const addT = (value: string): string => value.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T');

const makeField = (
  project: SandboxProject,
  row: RecordRow,
  field: FieldDefinition,
  selection: DataSelection,
): XmlElement[] => {
  const value = row.stored.values.get(field.field_name) ?? '';
  if (field === project.fields[0]) return makeItem(field.field_name, row.record.name);
  switch (field.field_type) {
    case 'checkbox':
      return makeCheckbox(project, row, field);
    case 'file':
      return selection.files ? makeFile(project, field.field_name, value) : [];
    case 'descriptive':
      return [];
    default:
      return makeItem(
        field.field_name,
        isDatetime(field.text_validation_type_or_show_slider_number) ? addT(value) : value,
      );
  }
};

const makeSystemItem = (project: SandboxProject, row: RecordRow, form: string, name: string): XmlElement[] => {
  const { record, stored } = row;
  switch (name) {
    case 'redcap_data_access_group':
      return makeItem(name, nameDag(project, record.dagId));
    case 'redcap_survey_identifier':
      return makeItem(name, record.surveyIdentifier);
    case `${form}_timestamp`:
      return makeItem(name, stored.timestamps.get(form) ?? '');
    default:
      return makeItem(name, stored.values.get(name) ?? '');
  }
};

const makeForm = (
  project: SandboxProject,
  row: RecordRow,
  layout: FormLayout,
  selection: DataSelection,
): XmlElement[] => {
  const isWanted = (name: string): boolean => selection.fields?.has(name) ?? true;
  let seen: FieldDefinition | null = null;
  const written = new Set<string>();
  const groups = layout.groups.flatMap((group) => {
    const items = group.items.flatMap(({ oid, field }) => {
      if (field === null) {
        const isStatus = oid === `${layout.form}_complete`;
        if (written.has(oid) || (isStatus && !isWanted(oid))) return [];
        written.add(oid);
        return makeSystemItem(project, row, layout.form, oid);
      }
      if (field === seen || !isWanted(field.field_name)) return [];
      seen = field;
      return makeField(project, row, field, selection);
    });
    return items.length === 0
      ? []
      : [makeElement('ItemGroupData', { ItemGroupOID: group.oid, ItemGroupRepeatKey: '1' }, items)];
  });
  const instance = row.repeatInstrument === '' ? 1 : (row.instance ?? 1);
  return groups.length === 0
    ? []
    : [makeElement('FormData', { FormOID: `Form.${layout.form}`, FormRepeatKey: String(instance) }, groups)];
};

const makeRow = (
  project: SandboxProject,
  row: RecordRow,
  layouts: readonly FormLayout[],
  selection: DataSelection,
): XmlElement[] =>
  layouts.filter((layout) => row.forms.has(layout.form)).flatMap((layout) => makeForm(project, row, layout, selection));

/** Rows of the same event, and of the same instance of it, share one StudyEventData. */
const makeEvents = (
  project: SandboxProject,
  rows: readonly RecordRow[],
  layouts: readonly FormLayout[],
  selection: DataSelection,
): XmlElement[] => {
  const events = new Map<string, XmlElement>();
  for (const row of rows) {
    const name = row.place.event.uniqueEventName;
    if (selection.events?.has(name) === false) continue;
    const instance = String(row.place.repeats ? (row.instance ?? 1) : 1);
    const attributes = {
      StudyEventOID: `Event.${name}`,
      StudyEventRepeatKey: instance,
      'redcap:UniqueEventName': name,
    };
    const event = events.get(`${name}|${instance}`) ?? makeElement('StudyEventData', attributes);
    event.children.push(...makeRow(project, row, layouts, selection));
    events.set(`${name}|${instance}`, event);
  }
  return [...events.values()].filter((event) => event.children.length > 0);
};

/** What does not change from record to record while data are written. */
export interface DataWriting {
  readonly project: SandboxProject;
  readonly rowLayout: Layout;
  readonly layouts: readonly FormLayout[];
  readonly selection: DataSelection;
}

/** The SubjectData of a record. It has no children where nothing of the record is written. */
export const makeSubject = (writing: DataWriting, record: StoredRecord): XmlElement => {
  const { project, rowLayout, layouts, selection } = writing;
  const rows = layRows(rowLayout, record);
  return makeElement(
    'SubjectData',
    { SubjectKey: record.name, 'redcap:RecordIdField': rowLayout.recordIdField },
    rowLayout.longitudinal
      ? makeEvents(project, rows, layouts, selection)
      : rows.flatMap((row) => makeRow(project, row, layouts, selection)),
  );
};

/** The records whose data are selected, in REDCap's order. */
export const listSelected = ({ project, selection }: DataWriting): StoredRecord[] =>
  listRecords(project, null).filter((record) => selection.records?.has(record.name) ?? true);
