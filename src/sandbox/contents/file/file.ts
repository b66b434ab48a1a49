import type { Answer } from '../../call/answer.ts';
import { Refusal } from '../../call/refusal.ts';
import { exportRight, importRight } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { fieldByName } from '../../state/design.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { FieldDefinition, StoredFile, StoredRecord, StoredRow } from '../../state/project.ts';
import { rowKey } from '../../state/project.ts';
import type { EventPlace } from '../../state/rows.ts';
import { ensureRow, isInGroup, locateRow, readLayout } from '../../state/rows.ts';
import { isAtLeast } from '../../state/version.ts';
import { readFileType } from './mime-type.ts';
import { readEvent, readInstance } from '../../parameter/place.ts';

/** The place in a record that the parameters of a file method name. */
interface FilePlace {
  readonly record: StoredRecord;
  readonly field: FieldDefinition;
  readonly eventId: number;
  readonly repeatInstrument: string;
  readonly instance: number | null;
}

const readField = (call: Call): FieldDefinition => {
  const name = (call.parameters.text('field') ?? '').trim();
  const field = fieldByName(call.project, name);
  if (field?.field_type === 'file') return field;
  throw new Refusal(400, `The field '${name}' does not exist or is not a 'file' field`);
};

const readRecord = (call: Call): StoredRecord => {
  const name = (call.parameters.text('record') ?? '').trim();
  const record = call.project.records.get(name);
  if (record !== undefined && isInGroup(record, call.user.dagId)) return record;
  throw new Refusal(400, `The record '${name}' does not exist`);
};

const refuseUndesignated = (place: EventPlace, field: FieldDefinition): void => {
  if (place.forms.has(field.form_name)) return;
  throw new Refusal(
    400,
    `The field '${field.field_name}' is on an instrument that is not designated for the event '${place.event.uniqueEventName}'`,
  );
};

const readPlace = (call: Call): FilePlace => {
  const layout = readLayout(call.project);
  const record = readRecord(call);
  const field = readField(call);
  const named = readEvent(call, layout);
  if (named === null && layout.longitudinal) {
    throw new Refusal(400, 'The parameter "event" is required because the project is longitudinal');
  }
  const place = named ?? [...layout.places.values()][0];
  if (place === undefined) throw new Refusal(400, 'The project has no events');
  refuseUndesignated(place, field);
  const { eventId } = place.event;
  return { record, field, eventId, ...locateRow(layout, eventId, field.form_name, readInstance(call) ?? 1) };
};

/** The file of a place, with the row that names it. Refuses a place without a file. */
const findFile = (call: Call, place: FilePlace): { row: StoredRow; file: StoredFile } => {
  const row = place.record.rows.get(rowKey(place.eventId, place.repeatInstrument, place.instance));
  const file = call.project.files.get(Number(row?.values.get(place.field.field_name) ?? NaN));
  if (row !== undefined && file !== undefined) return { row, file };
  throw new Refusal(400, `There is no file to export or delete for the field '${place.field.field_name}'`);
};

/**
 * The file's type with its name, which stands nowhere else. Text files have their character set, without a blank before
 * it.
 */
export const describeFile = (file: StoredFile): string => {
  const named = `${file.mimeType}; name="${file.name.replaceAll('"', '')}"`;
  return file.mimeType.startsWith('text/') ? `${named};charset=UTF-8` : named;
};

const refuseHidden = (call: Call, field: FieldDefinition): void => {
  const right = call.rights.formsExport[field.form_name] ?? 1;
  const isIdentifier = field.identifier.toLowerCase() === 'y';
  if (right === 1 || (right !== 0 && !isIdentifier)) return;
  throw new Refusal(403, `You do not have Data Export privileges for the field '${field.field_name}'`);
};

const exportFile = (call: Call): Answer => {
  const place = readPlace(call);
  refuseHidden(call, place.field);
  const { file } = findFile(call, place);
  appendLog(call, 'Download uploaded document (API) ', place.field.field_name, place.record.name);
  return { kind: 'file', contentType: describeFile(file), bytes: file.bytes };
};

const logFile = (call: Call, place: FilePlace, value: string): void => {
  const instance = place.instance === null ? '' : `, [instance = ${String(place.instance)}]`;
  const details = `${place.field.field_name} = '${value}'${instance}`;
  appendLog(call, `Update record (API) ${place.record.name}`, details, place.record.name);
};

/** The file that was uploaded, under its name without a folder. */
export const readUpload = async (call: Call): Promise<Omit<StoredFile, 'docId'>> => {
  const { file } = call;
  if (file === null || file.name === '') throw new Refusal(400, 'No valid file was uploaded');
  return {
    name: file.name.replace(/^.*[\\/]/, ''),
    mimeType: readFileType(file),
    bytes: new Uint8Array(await file.arrayBuffer()),
  };
};

/** Import File. Before REDCap 5 its answer has the status 201 (EVIDENCE.md#before-redcap-6). */
const importFile = async (call: Call): Promise<Answer> => {
  const { project, store } = call;
  const place = readPlace(call);
  const name = place.field.field_name;
  if (place.field.text_validation_type_or_show_slider_number === 'signature') {
    throw new Refusal(400, `The field '${name}' is a signature field, so files cannot be imported into it`);
  }
  const upload = await readUpload(call);
  const row = ensureRow(place.record, place.eventId, place.repeatInstrument, place.instance);
  const docId = project.nextDocId;
  project.nextDocId += 1;
  project.files.delete(Number(row.values.get(name) ?? NaN));
  project.files.set(docId, { docId, ...upload });
  row.values.set(name, String(docId));
  logFile(call, place, String(docId));
  return isAtLeast(store.version, '5.0.0') ? { kind: 'empty' } : { kind: 'empty', status: 201 };
};

const deleteFile = (call: Call): Answer => {
  const place = readPlace(call);
  const { row, file } = findFile(call, place);
  row.values.delete(place.field.field_name);
  call.project.files.delete(file.docId);
  logFile(call, place, '');
  return { kind: 'empty' };
};

const whenWritable = {
  allowed: ['development', 'production'],
  refusal: 'Files can be imported and deleted only while the project is in Development or Production status',
} as const;

/** The methods of `content=file`. */
export const fileMethods: readonly SandboxMethod[] = [
  {
    title: 'Export File',
    content: 'file',
    action: 'export',
    rights: [exportRight],
    handle: exportFile,
  },
  {
    title: 'Import File',
    content: 'file',
    action: 'import',
    rights: [importRight],
    statuses: whenWritable,
    handle: importFile,
  },
  {
    title: 'Delete File',
    content: 'file',
    action: 'delete',
    rights: [importRight],
    statuses: whenWritable,
    handle: deleteFile,
  },
];
