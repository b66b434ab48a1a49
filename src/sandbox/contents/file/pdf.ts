import type { Answer } from '../../call/answer.ts';
import { exportRight } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { formFields, isMissingDataCode, statusField } from '../../state/design.ts';
import type { SandboxMethod } from '../../call/method.ts';
import { readParameters } from '../../call/parameters.ts';
import type { FieldDefinition } from '../../state/project.ts';
import type { Layout, RecordRow } from '../../state/rows.ts';
import { layRows, listRecords, readLayout } from '../../state/rows.ts';
import type { PdfPage } from '../../wire/pdf.ts';
import { writePdf } from '../../wire/pdf.ts';
import { withoutTags } from '../../wire/tag.ts';
import { readInstrument, readRecord } from '../../parameter/name.ts';
import { spellRecordName } from '../record/flat.ts';
import type { Labels } from '../record/label.ts';
import { readLabels } from '../record/label.ts';
import { readEvent, readInstance } from '../../parameter/place.ts';
import type { Selection } from '../record/selection.ts';
import { selectItems } from '../record/selection.ts';
import { nameFile, readChecked } from '../record/value.ts';

/** One form to print: empty, or with what is stored in a row. */
interface Sheet {
  readonly form: string;
  /** The record's name; "" on an empty form. */
  readonly record: string;
  /** Null where the record has nothing in this form. */
  readonly row: RecordRow | null;
}

const plain = (html: string): string => withoutTags(html).trim();

const spellValue = ({ project }: Call, labels: Labels, field: FieldDefinition, row: RecordRow): string => {
  if (field.field_type === 'checkbox') {
    return [...readChecked(row.stored, field)].map((code) => labels.value(field, code)).join(', ');
  }
  const stored = row.stored.values.get(field.field_name) ?? '';
  const isFile = field.field_type === 'file' && !isMissingDataCode(project, stored);
  return isFile ? nameFile(project, stored) : labels.value(field, stored);
};

/** Prints one form. Fields that the user may not export stay blank. */
const printSheet = (call: Call, selection: Selection, layout: Layout, { form, record, row }: Sheet): PdfPage => {
  const { project, parameters } = call;
  const labels = readLabels(project);
  const visible = new Set(selection.items.flatMap((item) => (item.kind === 'field' ? [item.field.field_name] : [])));
  const printField = (field: FieldDefinition): string[] => {
    const label = plain(field.field_label);
    if (field.field_type === 'descriptive') return [label];
    if (field.field_name === layout.recordIdField) return [`${label}: ${record}`];
    const value = row !== null && visible.has(field.field_name) ? spellValue(call, labels, field, row) : '';
    return value === '' && parameters.flag('compactDisplay') ? [] : [`${label}: ${value}`];
  };
  const status = labels.status(row?.stored.values.get(statusField(form)) ?? '');
  return [
    plain(labels.form(form)),
    plain(project.settings.project_title),
    ...(record === '' ? [] : [`Record: ${record}`]),
    ...(row !== null && layout.longitudinal ? [`Event: ${row.place.event.eventName} (${row.place.arm})`] : []),
    ...(row === null || row.instance === null ? [] : [`Instance: ${String(row.instance)}`]),
    '',
    ...formFields(project, form).flatMap(printField),
    ...(record === '' ? [] : [`Complete? ${status}`]),
  ];
};

const listSheets = (
  call: Call,
  layout: Layout,
  forms: readonly string[],
  spellName: (name: string) => string,
): Sheet[] => {
  // REDCap asks only whether the parameter is there. `allRecords=false` means all records too.
  const all = call.parameters.has('allRecords');
  const sheetsOf = (form: string, row: RecordRow): Sheet[] =>
    row.forms.has(form) ? [{ form, record: spellName(row.record.name), row }] : [];
  const spread = (rows: readonly RecordRow[]): Sheet[] =>
    rows.flatMap((row) => forms.flatMap((form) => sheetsOf(form, row)));
  if (all) {
    return spread(listRecords(call.project, call.user.dagId).flatMap((record) => layRows(layout, record)));
  }
  const record = readRecord(call);
  const event = readEvent(call, layout);
  const instrument = readInstrument(call);
  const chosen = forms.filter((form) => instrument === null || form === instrument);
  if (record === null) return chosen.map((form) => ({ form, record: '', row: null }));
  const instance = readInstance(call) ?? (instrument === null ? null : 1);
  const sheets = spread(layRows(layout, record))
    .filter(({ form }) => chosen.includes(form))
    .filter(({ row }) => event === null || row?.place === event)
    .filter(({ row }) => instance === null || (row?.instance ?? instance) === instance);
  const blank = { record: spellName(record.name), row: null };
  return sheets.length > 0 ? sheets : chosen.map((form) => ({ form, ...blank }));
};

const exportPdf = (call: Call): Answer => {
  const { project, rights } = call;
  const layout = readLayout(project);
  // `fields` and `forms` are parameters of other methods, and do not limit a PDF.
  const selection = selectItems({ ...call, parameters: readParameters([]) }, layout);
  const forms = project.instruments.map(({ name }) => name).filter((name) => (rights.formsExport[name] ?? 1) > 0);
  const sheets = listSheets(call, layout, forms, (name) => spellRecordName(selection, project, name));
  const pages = sheets.map((sheet) => printSheet(call, selection, layout, sheet));
  // REDCap sends this type for a PDF. Only the bytes show that the answer is a PDF.
  return { kind: 'file', contentType: 'text/html; charset=UTF-8', bytes: writePdf(pages) };
};

/** Export PDF file of Instruments: their labels and values as plain text. */
export const pdfMethods: readonly SandboxMethod[] = [
  {
    title: 'Export PDF file of Instruments',
    content: 'pdf',
    action: 'export',
    rights: [exportRight],
    handle: exportPdf,
  },
];
