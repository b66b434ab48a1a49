import type { Answer } from '../../call/answer.ts';
import { Refusal } from '../../call/refusal.ts';
import type { Call } from '../../call/call.ts';
import { formFields, statusField } from '../../state/design.ts';
import { appendLog } from '../../state/log.ts';
import type { FieldDefinition, SandboxProject, StoredRecord, StoredRow } from '../../state/project.ts';
import type { EventPlace, Layout } from '../../state/rows.ts';
import { ensureRow, isEmptyRow, isInArm, isInGroup, locateRow, readLayout } from '../../state/rows.ts';
import { refuseUnknown } from '../../parameter/list.ts';
import { readArm, readEvent, readInstance } from '../../parameter/place.ts';

/** What a deletion is limited to by `arm`, `event`, `instrument` and `repeat_instance`. */
interface Scope {
  readonly arm: number | null;
  readonly place: EventPlace | null;
  readonly form: string | null;
  readonly instance: number | null;
}

const readScope = (call: Call, layout: Layout): Scope => {
  const form = (call.parameters.text('instrument') ?? '').trim();
  const forms = form === '' ? [] : [form];
  refuseUnknown('instrument', forms, (name) => call.project.instruments.some((entry) => entry.name === name));
  const place = readEvent(call, layout);
  if (form !== '' && place === null && layout.longitudinal) {
    throw new Refusal(400, 'The parameter "event" is required when "instrument" is given in a longitudinal project');
  }
  return {
    arm: readArm(call, layout),
    place: place ?? (form === '' ? null : ([...layout.places.values()][0] ?? null)),
    form: form === '' ? null : form,
    instance: readInstance(call),
  };
};

/** The named records, in the order of the request. A record of another group is as unknown as one that never was. */
const readRecords = (
  call: Call,
  layout: Layout,
  arm: number | null,
  remove: (found: readonly StoredRecord[]) => void,
): StoredRecord[] => {
  const names = [...new Set(call.parameters.list('records').map((name) => name.trim()))];
  if (names.length === 0)
    throw new Refusal(400, 'The parameter "records" is missing or empty: name the records to delete');
  const { dagId } = call.user;
  // A record without rows is in no arm. It is found only where no arm is named.
  const isHere = (record: StoredRecord): boolean =>
    isInGroup(record, dagId) && (arm === null || [...record.rows.values()].some((row) => isInArm(layout, row, arm)));
  const find = (name: string): StoredRecord | undefined => {
    const record = call.project.records.get(name);
    return record !== undefined && isHere(record) ? record : undefined;
  };
  // Two spellings may be one record (EVIDENCE.md#case-of-record-names).
  const found = [...new Set(names.flatMap((name) => find(name) ?? []))];
  const unknown = names.filter((name) => find(name) === undefined);
  if (unknown.length > 0) {
    if (call.store.variants['unknown-records'] === 'others-deleted') remove(found);
    throw new Refusal(
      400,
      'One or more of the records provided cannot be deleted because they do not exist in the project. ' +
        `The following records do not exist: ${unknown.join(', ')}`,
    );
  }
  return found;
};

/** Deletes the file of a file field. Other values need no such step. */
const forgetFile = (project: SandboxProject, field: FieldDefinition, row: StoredRow): void => {
  if (field.field_type === 'file') project.files.delete(Number(row.values.get(field.field_name) ?? NaN));
};

/** Removes a form's data from a row, and says whether there were any. */
const clearForm = (project: SandboxProject, row: StoredRow, form: string): boolean => {
  let cleared = row.timestamps.delete(form);
  for (const field of formFields(project, form)) {
    forgetFile(project, field, row);
    if (row.values.delete(field.field_name)) cleared = true;
    if (row.checked.delete(field.field_name)) cleared = true;
  }
  return row.values.delete(statusField(form)) || cleared;
};

const deleteRows = (project: SandboxProject, record: StoredRecord, isMeant: (row: StoredRow) => boolean): boolean => {
  const meant = [...record.rows].filter(([, row]) => isMeant(row));
  for (const [key, row] of meant) {
    for (const field of project.fields) forgetFile(project, field, row);
    record.rows.delete(key);
  }
  return meant.length > 0;
};

/**
 * Removes what a deletion has emptied in an event (EVIDENCE.md#emptied-events): the instances of a repeating event that
 * were meant, or the event's row. The row stays while an instance of a form is stored in the event.
 * A record whose last data are gone keeps one row, so that it stays.
 */
const dropEmptied = (
  record: StoredRecord,
  { event: { eventId }, repeats }: EventPlace,
  isMeant: (row: StoredRow) => boolean,
): void => {
  const rows = [...record.rows].filter(([, row]) => row.eventId === eventId);
  const gone = repeats
    ? rows.filter(([, row]) => isMeant(row) && isEmptyRow(row))
    : rows.every(([, row]) => isEmptyRow(row))
      ? rows
      : [];
  for (const [key] of gone) record.rows.delete(key);
  if (record.rows.size === 0) ensureRow(record, eventId, '', repeats ? 1 : null);
};

/** Deletes a form's data in one event: in the named instance, or in all that there are. */
const deleteForm = (call: Call, layout: Layout, record: StoredRecord, scope: Scope, form: string): boolean => {
  const { place } = scope;
  if (place === null) return false;
  const { eventId } = place.event;
  const { repeatInstrument, instance } = locateRow(layout, eventId, form, scope.instance ?? 1);
  const isMeant = (row: StoredRow): boolean =>
    row.eventId === eventId &&
    row.repeatInstrument === repeatInstrument &&
    (instance === null || scope.instance === null || (row.instance ?? 1) === scope.instance);
  const clearRows = (): boolean =>
    [...record.rows.values()]
      .filter(isMeant)
      .map((row) => clearForm(call.project, row, form))
      .includes(true);
  const deleted = repeatInstrument === '' ? clearRows() : deleteRows(call.project, record, isMeant);
  if (deleted) dropEmptied(record, place, isMeant);
  return deleted;
};

/** Deletes the rows of one event, or one instance of it where it repeats. */
const deleteEvent = (call: Call, record: StoredRecord, place: EventPlace, instance: number | null): boolean =>
  deleteRows(
    call.project,
    record,
    (row) =>
      row.eventId === place.event.eventId && (instance === null || !place.repeats || (row.instance ?? 1) === instance),
  );

const deleteFrom = (call: Call, layout: Layout, record: StoredRecord, scope: Scope): boolean => {
  const { name } = record;
  if (scope.form !== null) {
    const deleted = deleteForm(call, layout, record, scope, scope.form);
    if (deleted) appendLog(call, `Update record (API) ${name}`, `Deleted instrument ${scope.form}`, name);
    return deleted;
  }
  if (scope.place !== null) {
    const deleted = deleteEvent(call, record, scope.place, scope.instance);
    if (record.rows.size === 0) call.project.records.delete(name);
    if (deleted)
      appendLog(call, `Update record (API) ${name}`, `Deleted event ${scope.place.event.uniqueEventName}`, name);
    return deleted;
  }
  deleteRows(call.project, record, (row) => isInArm(layout, row, scope.arm));
  if (record.rows.size === 0) call.project.records.delete(name);
  appendLog(call, `Delete record (API) ${name}`, `${layout.recordIdField} = '${name}'`, name);
  return true;
};

/**
 * Delete Records. Without `arm`, `event` and `instrument` the whole record is deleted. One unknown name, and nothing is
 * deleted (EVIDENCE.md#unknown-records-deleted).
 */
export const deleteRecords = (call: Call): Answer => {
  const layout = readLayout(call.project);
  const scope = readScope(call, layout);
  const remove = (records: readonly StoredRecord[]): number =>
    records.filter((record) => deleteFrom(call, layout, record, scope)).length;
  return { kind: 'number', value: remove(readRecords(call, layout, scope.arm, remove)) };
};
