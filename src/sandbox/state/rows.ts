import { effectiveLongitudinal, eventForms, formFields, listEvents, recordIdField, statusField } from './design.ts';
import type { EventDefinition, SandboxProject, StoredRecord, StoredRow } from './project.ts';
import { rowKey } from './project.ts';

/**
 * Which forms live in which rows of a project. It is made once for a call, from events, mappings and the repeating
 * setup.
 */
export interface Layout {
  readonly longitudinal: boolean;
  /** Whether rows have `redcap_repeat_instrument` and `redcap_repeat_instance`. */
  readonly repeating: boolean;
  /** The first field of the dictionary. */
  readonly recordIdField: string;
  /** In project order; a classic project has its one internal event. */
  readonly events: readonly EventDefinition[];
  readonly places: ReadonlyMap<number, EventPlace>;
}

/** One event: its forms, and how they repeat there. */
export interface EventPlace {
  readonly event: EventDefinition;
  readonly order: number;
  /** `Arm 1: Drug A`. */
  readonly arm: string;
  /** Forms designated for the event; in a classic project all. */
  readonly forms: ReadonlySet<string>;
  /** Whether the whole event repeats. */
  readonly repeats: boolean;
  /** Forms that repeat by themselves here, to their instrument order. */
  readonly repeatingForms: ReadonlyMap<string, number>;
  /** Designated forms that do not repeat by themselves. */
  readonly baseForms: ReadonlySet<string>;
}

/** A row as it is exported: its place, its stored values, and the forms whose columns it fills. */
export interface RecordRow {
  readonly record: StoredRecord;
  readonly place: EventPlace;
  readonly repeatInstrument: string;
  /** Null in base rows. */
  readonly instance: number | null;
  readonly stored: StoredRow;
  readonly forms: ReadonlySet<string>;
}

const placeEvent = (project: SandboxProject, event: EventDefinition, order: number): EventPlace => {
  const forms = new Set(eventForms(project, event.eventId));
  const repeating = project.repeating.filter((entry) => entry.eventId === event.eventId);
  const repeats = repeating.some((entry) => entry.form === '');
  const own = new Set(repeats ? [] : repeating.map((entry) => entry.form));
  const repeatingForms = new Map<string, number>();
  for (const name of forms) if (own.has(name)) repeatingForms.set(name, repeatingForms.size);
  const baseForms = new Set([...forms].filter((name) => !repeatingForms.has(name)));
  const arm = project.arms.find((candidate) => candidate.armNum === event.armNum);
  const armLabel = `Arm ${String(event.armNum)}: ${arm?.name ?? ''}`;
  return { event, order, arm: armLabel, forms, repeats, repeatingForms, baseForms };
};

/** Works out the layout of a project's rows (EVIDENCE.md#rows-of-a-record). */
export const readLayout = (project: SandboxProject): Layout => {
  const events = listEvents(project);
  const places = new Map(events.map((event, order) => [event.eventId, placeEvent(project, event, order)]));
  const repeating = [...places.values()].some((place) => place.repeats || place.repeatingForms.size > 0);
  return {
    longitudinal: effectiveLongitudinal(project),
    repeating,
    recordIdField: recordIdField(project),
    events,
    places,
  };
};

/** The row that a stored row shows as. Null when the project's setup has no place for it any more. */
const showRow = (layout: Layout, record: StoredRecord, stored: StoredRow): RecordRow | null => {
  const place = layout.places.get(stored.eventId);
  if (place === undefined) return null;
  const { repeatInstrument } = stored;
  if (repeatInstrument !== '') {
    if (!place.repeatingForms.has(repeatInstrument)) return null;
    const forms = new Set([repeatInstrument]);
    return { record, place, repeatInstrument, instance: stored.instance ?? 1, stored, forms };
  }
  if (place.repeats) {
    return { record, place, repeatInstrument, instance: stored.instance ?? 1, stored, forms: place.baseForms };
  }
  if (stored.instance !== null) return null;
  return { record, place, repeatInstrument, instance: null, stored, forms: place.baseForms };
};

const compareRows = (a: RecordRow, b: RecordRow): number =>
  a.place.order - b.place.order ||
  (a.place.repeatingForms.get(a.repeatInstrument) ?? -1) - (b.place.repeatingForms.get(b.repeatInstrument) ?? -1) ||
  (a.instance ?? 0) - (b.instance ?? 0);

/** The rows of one record in REDCap's order: by event, then the base row before the instances of repeating forms. */
export const layRows = (layout: Layout, record: StoredRecord): RecordRow[] => {
  const rows: RecordRow[] = [];
  for (const stored of record.rows.values()) {
    const row = showRow(layout, record, stored);
    if (row !== null) rows.push(row);
  }
  return rows.length < 2 ? rows : rows.sort(compareRows);
};

const naturally = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Record names as REDCap lists them: whole numbers by their value, then all others in natural order (`331-2`, `331-10`). */
export const compareRecordNames = (a: string, b: string): number => {
  const aNumber = /^\d+$/.test(a);
  const bNumber = /^\d+$/.test(b);
  if (aNumber !== bNumber) return aNumber ? -1 : 1;
  if (aNumber) return Number(a) - Number(b) || (a < b ? -1 : a > b ? 1 : 0);
  return naturally.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
};

/** Whether a user of this group (null: of none) has to do with a record. */
export const isInGroup = (record: StoredRecord, dagId: number | null): boolean =>
  dagId === null || record.dagId === dagId;

/** Whether a row is in this arm. Every row is, where no arm is named. */
export const isInArm = (layout: Layout, row: StoredRow, arm: number | null): boolean =>
  arm === null || layout.places.get(row.eventId)?.event.armNum === arm;

/** The project's records as a user of this group (null: of none) sees them, in REDCap's order. */
export const listRecords = (project: SandboxProject, dagId: number | null): StoredRecord[] =>
  [...project.records.values()]
    .filter((record) => isInGroup(record, dagId))
    .sort((a, b) => compareRecordNames(a.name, b.name));

/** The row of this place, made empty where there is none yet. */
export const ensureRow = (
  record: StoredRecord,
  eventId: number,
  repeatInstrument: string,
  instance: number | null,
): StoredRow => {
  const key = rowKey(eventId, repeatInstrument, instance);
  const found = record.rows.get(key);
  if (found !== undefined) return found;
  const row: StoredRow = {
    eventId,
    repeatInstrument,
    instance,
    values: new Map(),
    checked: new Map(),
    timestamps: new Map(),
  };
  record.rows.set(key, row);
  return row;
};

/**
 * The row that has a form's data of this event. Where the form or the event repeats, it is the row of the given
 * instance.
 */
export const locateRow = (
  layout: Layout,
  eventId: number,
  form: string,
  instance: number,
): { repeatInstrument: string; instance: number | null } => {
  const place = layout.places.get(eventId);
  if (place?.repeats === true) return { repeatInstrument: '', instance };
  if (place?.repeatingForms.has(form) === true) return { repeatInstrument: form, instance };
  return { repeatInstrument: '', instance: null };
};

/** The row where the data of a form belong now. Null when no row shows them, so that they stay where they are. */
const rehomeForm = (layout: Layout, record: StoredRecord, row: StoredRow, form: string): StoredRow | null => {
  const place = layout.places.get(row.eventId);
  if (place?.forms.has(form) !== true) return null;
  const { repeatInstrument, instance } = locateRow(layout, row.eventId, form, row.instance ?? 1);
  if (instance === null && (row.instance ?? 1) > 1) return null;
  return ensureRow(record, row.eventId, repeatInstrument, instance);
};

const moveForm = (project: SandboxProject, form: string, from: StoredRow, to: StoredRow): void => {
  const names = [...formFields(project, form).map((field) => field.field_name), statusField(form)];
  for (const name of names) {
    const value = from.values.get(name);
    const checked = from.checked.get(name);
    if (value !== undefined) to.values.set(name, value);
    if (checked !== undefined) to.checked.set(name, checked);
    from.values.delete(name);
    from.checked.delete(name);
  }
  const timestamp = from.timestamps.get(form);
  if (timestamp !== undefined) to.timestamps.set(form, timestamp);
  from.timestamps.delete(form);
};

const hasForm = (project: SandboxProject, row: StoredRow, form: string): boolean =>
  row.timestamps.has(form) ||
  row.values.has(statusField(form)) ||
  formFields(project, form).some(({ field_name }) => row.values.has(field_name) || row.checked.has(field_name));

/** Whether nothing is stored in a row. */
export const isEmptyRow = ({ values, checked, timestamps }: StoredRow): boolean =>
  values.size + timestamps.size === 0 && [...checked.values()].every((codes) => codes.size === 0);

/** Whether a row is of a kind that its place has: a base row, an instance of the event, or an instance of a form. */
const isHome = (place: EventPlace, row: StoredRow): boolean =>
  row.repeatInstrument === ''
    ? place.repeats === (row.instance !== null)
    : place.repeatingForms.has(row.repeatInstrument) && row.instance !== null;

const rehomeRow = (
  project: SandboxProject,
  layout: Layout,
  record: StoredRecord,
  key: string,
  row: StoredRow,
): void => {
  const place = layout.places.get(row.eventId);
  if (place === undefined) return;
  for (const { name } of project.instruments) {
    if (!hasForm(project, row, name)) continue;
    const home = rehomeForm(layout, record, row, name);
    if (home !== null && home !== row) moveForm(project, name, row, home);
  }
  if (isHome(place, row)) return;
  // A row without values says that the event was there. It must go on saying so.
  if (row.repeatInstrument === '' && (row.instance ?? 1) === 1) {
    ensureRow(record, row.eventId, '', place.repeats ? 1 : null);
  }
  if (isEmptyRow(row)) record.rows.delete(key);
};

/**
 * Moves stored data to the rows that the project's changed repeating setup has. Data of a base row become instance 1,
 * and data of instance 1 become the base row.
 * REDCap needs no such step, because it stores instance 1 and no instance alike. Further instances of what repeats no
 * more stay stored, and no export shows them.
 */
export const rehomeRows = (project: SandboxProject): void => {
  const layout = readLayout(project);
  for (const record of project.records.values()) {
    for (const [key, row] of [...record.rows]) rehomeRow(project, layout, record, key, row);
  }
};
