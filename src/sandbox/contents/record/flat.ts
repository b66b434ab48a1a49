import type { Cell } from '../../call/answer.ts';
import type { CheckboxOption } from '../../state/design.ts';
import { checkboxOptions, formFields, isMissingDataCode, statusField } from '../../state/design.ts';
import type { FieldDefinition, SandboxProject } from '../../state/project.ts';
import type { Layout, RecordRow } from '../../state/rows.ts';
import type { Labels } from './label.ts';
import type { Item, Selection } from './selection.ts';
import type { DecimalCharacter } from './value.ts';
import { hashRecordName, nameFile, readChecked, readStatus, spellDecimal } from './value.ts';

/** How values are written, as the parameters of Export Records say. */
export interface Spelling {
  readonly project: SandboxProject;
  /** Null for `rawOrLabel=raw`. */
  readonly labels: Labels | null;
  /** Whether events have their labels instead of their unique names. */
  readonly eventLabels: boolean;
  readonly checkboxLabel: boolean;
  readonly blankForGray: boolean;
  readonly combineCheckboxes: boolean;
  readonly decimal: DecimalCharacter;
}

/** A column of a flat export. */
export interface Column {
  readonly name: string;
  /** The header for `rawOrLabelHeaders=label`. */
  readonly label: string;
  readonly read: (row: RecordRow) => Cell;
}

/** A column that holds text only. */
export interface TextColumn extends Column {
  readonly read: (row: RecordRow) => string;
}

/** The column's value where its form lives in the row, "" everywhere else. */
const inForm =
  (form: string, read: (row: RecordRow) => string): Column['read'] =>
  (row) =>
    row.forms.has(form) ? read(row) : '';

const spellChecked = (choice: CheckboxOption, checked: boolean, spelling: Spelling): string => {
  if (spelling.labels === null) return checked ? '1' : '0';
  if (spelling.checkboxLabel) return checked ? choice.label : '';
  return checked ? 'Checked' : 'Unchecked';
};

const combineCheckbox = (field: FieldDefinition, options: readonly CheckboxOption[], spelling: Spelling): Column => ({
  name: field.field_name,
  label: field.field_label,
  read: inForm(field.form_name, ({ stored }) => {
    const checked = readChecked(stored, field);
    const shown = options.filter((choice) => checked.has(choice.code));
    return shown.map((choice) => (spelling.labels === null ? choice.code : choice.label)).join(',');
  }),
});

const spreadCheckbox = (field: FieldDefinition, spelling: Spelling): Column[] => {
  const options = checkboxOptions(spelling.project, field);
  if (spelling.combineCheckboxes) return [combineCheckbox(field, options, spelling)];
  return options.map((choice) => ({
    name: choice.column,
    label: `${field.field_label} (choice=${choice.label})`,
    read: inForm(field.form_name, ({ stored }) =>
      spellChecked(choice, readChecked(stored, field).has(choice.code), spelling),
    ),
  }));
};

const spellValue = (field: FieldDefinition, stored: string, spelling: Spelling): string => {
  if (field.field_type === 'file' && !isMissingDataCode(spelling.project, stored)) {
    return nameFile(spelling.project, stored);
  }
  if (spelling.labels !== null && stored !== '') return spelling.labels.value(field, stored);
  return spellDecimal(field, stored, spelling.decimal);
};

const columnsOfItem = (item: Item, spelling: Spelling): Column[] => {
  switch (item.kind) {
    case 'timestamp': {
      const { form } = item;
      const read = inForm(form, ({ stored }) => stored.timestamps.get(form) ?? '');
      return [{ name: `${form}_timestamp`, label: 'Survey Timestamp', read }];
    }
    case 'status': {
      const { form } = item;
      const grayFields = spelling.blankForGray ? formFields(spelling.project, form) : null;
      const read = inForm(form, ({ stored }) => {
        const status = readStatus(stored, form, grayFields);
        return spelling.labels === null || status === '' ? status : spelling.labels.status(status);
      });
      return [{ name: statusField(form), label: 'Complete?', read }];
    }
    case 'field': {
      const { field } = item;
      if (field.field_type === 'checkbox') return spreadCheckbox(field, spelling);
      const name = field.field_name;
      const read = inForm(field.form_name, ({ stored }) => spellValue(field, stored.values.get(name) ?? '', spelling));
      return [{ name, label: field.field_label, read }];
    }
  }
};

/** A record's name as this export shows it. */
export const spellRecordName = (selection: Selection, project: SandboxProject, name: string): string =>
  selection.hashed ? hashRecordName(project, name) : name;

/** `redcap_event_name`, `redcap_repeat_instrument` and `redcap_repeat_instance`, where the project has them (EVIDENCE.md#system-columns). */
export const keyColumns = (
  layout: Layout,
  { labels, eventLabels }: Pick<Spelling, 'labels' | 'eventLabels'>,
): Column[] => {
  const event: Column = {
    name: 'redcap_event_name',
    label: 'Event Name',
    read: ({ place }) => (eventLabels ? place.event.eventName : place.event.uniqueEventName),
  };
  const instrument: Column = {
    name: 'redcap_repeat_instrument',
    label: 'Repeat Instrument',
    read: ({ repeatInstrument }) =>
      labels === null || repeatInstrument === '' ? repeatInstrument : labels.form(repeatInstrument),
  };
  const instance: Column = {
    name: 'redcap_repeat_instance',
    label: 'Repeat Instance',
    read: (row) => row.instance ?? '',
  };
  return [...(layout.longitudinal ? [event] : []), ...(layout.repeating ? [instrument, instance] : [])];
};

/** The columns that follow the row's key and belong to the record: its group and its survey identifier. */
export const recordColumns = (selection: Selection, project: SandboxProject): TextColumn[] => {
  const groups = new Map(project.dags.map((dag) => [dag.groupId, dag.uniqueName]));
  const dag: TextColumn = {
    name: 'redcap_data_access_group',
    label: 'Data Access Group',
    read: ({ record }) => (record.dagId === null ? '' : (groups.get(record.dagId) ?? '')),
  };
  const identifier: TextColumn = {
    name: 'redcap_survey_identifier',
    label: 'Survey Identifier',
    read: ({ record }) => record.surveyIdentifier,
  };
  return [...(selection.dag ? [dag] : []), ...(selection.surveyIdentifier ? [identifier] : [])];
};

/** All columns of a flat export, in REDCap's order. */
export const flatColumns = (selection: Selection, layout: Layout, spelling: Spelling): Column[] => {
  const { project } = spelling;
  const id: Column = {
    name: layout.recordIdField,
    label: project.fields[0]?.field_label ?? '',
    read: ({ record }) => spellRecordName(selection, project, record.name),
  };
  return [
    ...(selection.recordId ? [id, ...keyColumns(layout, spelling)] : []),
    ...recordColumns(selection, project),
    ...selection.items.flatMap((item) => columnsOfItem(item, spelling)),
  ];
};

/** One row of a flat export. */
export const spellRow = (columns: readonly Column[], row: RecordRow): Record<string, Cell> => {
  const cells: Record<string, Cell> = {};
  for (const column of columns) cells[column.name] = column.read(row);
  return cells;
};
