import type { Call } from '../../call/call.ts';
import { fieldByName } from '../../state/design.ts';
import type { StoredRow } from '../../state/project.ts';
import type { Layout, RecordRow } from '../../state/rows.ts';
import type { Selection } from './selection.ts';

/** The forms of which an export shows something. */
const askedForms = ({ project }: Call, layout: Layout, { items, recordId }: Selection): ReadonlySet<string> => {
  const forms = items.map((item) => (item.kind === 'field' ? item.field.form_name : item.form));
  const idForm = fieldByName(project, layout.recordIdField)?.form_name;
  return new Set(recordId && idForm !== undefined ? [idForm, ...forms] : forms);
};

const emptyRow = (eventId: number): StoredRow => ({
  eventId,
  repeatInstrument: '',
  instance: null,
  values: new Map(),
  checked: new Map(),
  timestamps: new Map(),
});

/** The row of the event itself, in the place of an instance that is not shown. */
const baseRow = ({ record, place }: RecordRow): RecordRow => {
  const { eventId } = place.event;
  const base = [...record.rows.values()].find((row) => row.eventId === eventId && row.repeatInstrument === '');
  return {
    record,
    place,
    repeatInstrument: '',
    instance: null,
    stored: base ?? emptyRow(eventId),
    forms: place.baseForms,
  };
};

const nameEvent = ({ record, place }: RecordRow): string => JSON.stringify([record.name, place.event.eventId]);

/** The rows without instances of forms of which the export shows nothing. A record keeps a row in each event that has one. */
const hideRows = (
  call: Call,
  layout: Layout,
  selection: Selection,
  rows: readonly RecordRow[],
): readonly RecordRow[] => {
  const asked = askedForms(call, layout, selection);
  const isShown = ({ repeatInstrument }: RecordRow): boolean => repeatInstrument === '' || asked.has(repeatInstrument);
  if (rows.every(isShown)) return rows;
  const events = new Set(rows.filter(isShown).map(nameEvent));
  return rows.flatMap((row) => {
    if (isShown(row)) return [row];
    if (events.has(nameEvent(row))) return [];
    events.add(nameEvent(row));
    return [baseRow(row)];
  });
};

/** The rows with the event's own row before instances of forms that stand alone. */
const addBaseRows = (rows: readonly RecordRow[]): readonly RecordRow[] => {
  const events = new Set(rows.filter(({ repeatInstrument }) => repeatInstrument === '').map(nameEvent));
  return rows.flatMap((row) => {
    if (events.has(nameEvent(row))) return [row];
    events.add(nameEvent(row));
    return [baseRow(row), row];
  });
};

/** Of the selected rows those that the export shows (EVIDENCE.md#instance-rows). */
export const showRows = (
  call: Call,
  layout: Layout,
  selection: Selection,
  rows: readonly RecordRow[],
): readonly RecordRow[] =>
  call.store.variants['instance-rows'] === 'all' ? rows : hideRows(call, layout, selection, rows);

/** The rows of an export as they stand: with what may stand besides, and in order (EVIDENCE.md#order-of-rows). */
export const arrangeRows = ({ store: { variants } }: Call, rows: readonly RecordRow[]): readonly RecordRow[] => {
  const complete = variants['base-rows'] === 'always' ? addBaseRows(rows) : rows;
  return variants['row-order'] === 'reversed' ? complete.toReversed() : complete;
};
