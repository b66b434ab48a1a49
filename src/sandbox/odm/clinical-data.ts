import { checkboxOptions } from '../state/design.ts';
import type { SandboxProject, StoredRecord, StoredRow } from '../state/project.ts';
import { rowKey } from '../state/project.ts';
import { readUniqueEventName } from './event.ts';
import { readFormName } from './field.ts';
import { isDatetime } from './vocabulary.ts';
import type { XmlElement } from './xml.ts';
import { attributeOf, childrenOf } from './xml.ts';

/** Where an item of the data belongs. */
type Target =
  | { readonly kind: 'value'; readonly name: string; readonly isDatetime: boolean }
  | { readonly kind: 'checkbox'; readonly field: string; readonly code: string }
  | { readonly kind: 'timestamp'; readonly form: string }
  | { readonly kind: 'recordId' | 'group' | 'surveyIdentifier' };

/** Reads the records of a project XML into a project whose design is complete. */
export interface ClinicalDataReader {
  /** The record that was read, and the items that it has now. Null for a subject without a name. */
  readonly readSubject: (
    subject: XmlElement,
  ) => { readonly record: StoredRecord; readonly stored: ReadonlySet<XmlElement> } | null;
  /** Unique group name of each record that has one. The groups are known only when all records are read. */
  readonly groups: ReadonlyMap<StoredRecord, string>;
}

const mapTargets = (project: SandboxProject): Map<string, Target> => {
  const targets = new Map<string, Target>();
  for (const field of project.fields) {
    if (field.field_type === 'checkbox') {
      for (const { code, column } of checkboxOptions(project, field)) {
        if (!targets.has(column)) targets.set(column, { kind: 'checkbox', field: field.field_name, code });
      }
    } else {
      targets.set(field.field_name, {
        kind: 'value',
        name: field.field_name,
        isDatetime: isDatetime(field.text_validation_type_or_show_slider_number),
      });
    }
  }
  for (const { name } of project.instruments) {
    targets.set(`${name}_complete`, { kind: 'value', name: `${name}_complete`, isDatetime: false });
    if (!targets.has(`${name}_timestamp`)) targets.set(`${name}_timestamp`, { kind: 'timestamp', form: name });
  }
  targets.set('redcap_data_access_group', { kind: 'group' });
  targets.set('redcap_survey_identifier', { kind: 'surveyIdentifier' });
  const recordIdField = project.fields[0]?.field_name;
  if (recordIdField !== undefined) targets.set(recordIdField, { kind: 'recordId' });
  return targets;
};

const readInstance = (element: XmlElement | undefined, name: string): number => {
  const value = Number.parseInt(element === undefined ? '1' : attributeOf(element, name), 10);
  return Number.isNaN(value) || value < 1 ? 1 : value;
};

/** Puts a blank in the place of the `T` between date and time. */
const dropT = (value: string): string => value.replace(/^(\d{4}-\d\d-\d\d)T(?=\d)/, '$1 ');

const storeFile = (project: SandboxProject, item: XmlElement): string => {
  const docId = project.nextDocId++;
  project.files.set(docId, {
    docId,
    name: attributeOf(item, 'redcap:DocName'),
    mimeType: attributeOf(item, 'redcap:MimeType') || 'application/octet-stream',
    bytes: new Uint8Array(Buffer.from(item.text, 'base64')),
  });
  return String(docId);
};

/** What the reader knows of a project before it reads records. */
interface Reading {
  readonly project: SandboxProject;
  readonly targets: ReadonlyMap<string, Target>;
  /** Event ids by unique name. */
  readonly events: ReadonlyMap<string, number>;
  /** The forms and events that repeat, by `repeatKey`. */
  readonly repeating: ReadonlySet<string>;
  readonly groups: Map<StoredRecord, string>;
  /** The items of the subject that were taken into the record. */
  readonly stored: Set<XmlElement>;
}

/** One FormData of a subject, with the event that it is in (EVIDENCE.md#data-in-xml). */
interface FormPlace {
  readonly eventId: number;
  /** Absent in a classic project. */
  readonly event?: XmlElement;
  readonly form: XmlElement;
}

/** A form of one event; "" stands for the event as a whole. */
const repeatKey = (eventId: number, form: string): string => `${String(eventId)}|${form}`;

/**
 * Makes the empty row of a form. EVIDENCE.md#repeating-events-in-xml says where the number of an event's instance may
 * stand.
 */
const makeRow = (reading: Reading, { eventId, event, form }: FormPlace): StoredRow => {
  const formInstance = readInstance(form, 'FormRepeatKey');
  const name = readFormName(form, 'FormOID');
  const row = { eventId, repeatInstrument: '', values: new Map(), checked: new Map(), timestamps: new Map() };
  if (reading.repeating.has(repeatKey(eventId, ''))) {
    return { ...row, instance: Math.max(readInstance(event, 'StudyEventRepeatKey'), formInstance) };
  }
  // REDCap keeps instances of a form that does not repeat any more, and does not show them.
  if (reading.repeating.has(repeatKey(eventId, name)) || formInstance > 1) {
    return { ...row, repeatInstrument: name, instance: formInstance };
  }
  return { ...row, instance: null };
};

/** Stores a value that is not blank, and says whether the row has anything for it. */
const storeValue = (reading: Reading, record: StoredRecord, row: StoredRow, target: Target, value: string): boolean => {
  switch (target.kind) {
    case 'value':
      row.values.set(target.name, target.isDatetime ? dropT(value) : value);
      return true;
    case 'checkbox': {
      if (value !== '1') return false;
      const checked = row.checked.get(target.field) ?? new Set<string>();
      row.checked.set(target.field, checked.add(target.code));
      return true;
    }
    case 'timestamp':
      row.timestamps.set(target.form, dropT(value));
      return true;
    case 'group':
      reading.groups.set(record, value);
      return false;
    case 'surveyIdentifier':
      record.surveyIdentifier = value;
      return false;
    case 'recordId':
      return true;
  }
};

const storeItem = (reading: Reading, record: StoredRecord, row: StoredRow, item: XmlElement): boolean => {
  const target = reading.targets.get(attributeOf(item, 'ItemOID'));
  if (target === undefined) return false;
  const isFile = item.name.startsWith('ItemDataBase64Binary');
  const value = isFile ? storeFile(reading.project, item) : attributeOf(item, 'Value');
  if (value === '') return false;
  const isOfRow = storeValue(reading, record, row, target, value);
  if (isOfRow || target.kind === 'group' || target.kind === 'surveyIdentifier') reading.stored.add(item);
  return isOfRow;
};

const readForm = (reading: Reading, record: StoredRecord, place: FormPlace): void => {
  const fresh = makeRow(reading, place);
  const key = rowKey(place.eventId, fresh.repeatInstrument, fresh.instance);
  const row = record.rows.get(key) ?? fresh;
  const items = childrenOf(place.form, 'ItemGroupData').flatMap((group) => group.children);
  // REDCap writes checkboxes even for a form that nobody touched. Zeros alone make no row.
  const isStored = items.map((item) => storeItem(reading, record, row, item)).includes(true);
  if (isStored) record.rows.set(key, row);
};

/** The forms of a subject: first the forms of a classic project's one event, then the forms of named events. */
const listForms = ({ project, events }: Reading, subject: XmlElement): FormPlace[] => {
  const [first] = project.events;
  const own =
    first === undefined ? [] : childrenOf(subject, 'FormData').map((form) => ({ eventId: first.eventId, form }));
  return [
    ...own,
    ...childrenOf(subject, 'StudyEventData').flatMap((event) => {
      const eventId = events.get(readUniqueEventName(event, 'StudyEventOID'));
      return eventId === undefined ? [] : childrenOf(event, 'FormData').map((form) => ({ eventId, event, form }));
    }),
  ];
};

/** Makes the reader of one project's records. */
export const createClinicalDataReader = (project: SandboxProject): ClinicalDataReader => {
  const groups = new Map<StoredRecord, string>();
  const targets = mapTargets(project);
  const events = new Map(project.events.map((event) => [event.uniqueEventName, event.eventId]));
  const repeating = new Set(project.repeating.map((entry) => repeatKey(entry.eventId, entry.form)));
  return {
    groups,
    readSubject: (subject) => {
      const name = attributeOf(subject, 'SubjectKey');
      if (name === '') return null;
      const record = project.records.get(name) ?? { name, dagId: null, surveyIdentifier: '', rows: new Map() };
      project.records.set(name, record);
      const reading: Reading = { project, targets, events, repeating, groups, stored: new Set() };
      for (const place of listForms(reading, subject)) readForm(reading, record, place);
      return { record, stored: reading.stored };
    },
  };
};
