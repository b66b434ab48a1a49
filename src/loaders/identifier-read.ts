import type { Design } from '../graph/design/design.ts';
import { systemColumns } from '../graph/dictionary/system-column.ts';
import { redcapName, type AnyMethod } from '../redcap/method.ts';
import type { FileArgs } from '../redcap/methods/file.ts';
import type { ExportPdfArgs } from '../redcap/methods/pdf.ts';
import type { ExportProjectXmlArgs } from '../redcap/methods/project-xml.ts';
import type { CellRow } from '../redcap/methods/record-cell.ts';
import type { RecordPlaces } from '../redcap/methods/record-place.ts';
import type { ExportRecordsArgs, RecordRow } from '../redcap/methods/record.ts';
import type { SurveyParticipantRow } from '../redcap/methods/survey.ts';
import type { IdentifierRead } from './read-audit.ts';

/** What of a project identifies people: the field of each column that does. */
export interface Identifiers {
  /** The field of a column; undefined where it identifies nobody. */
  readonly fieldOf: (column: string) => string | undefined;
  /** The field of the record names; null where it is not known. */
  readonly recordIdField: string | null;
}

/** Where the design is not known, every column counts. */
export const allIdentify: Identifiers = { fieldOf: (column) => column, recordIdField: null };

const known = new WeakMap<Design, Identifiers>();

const readIdentifiers = (design: Design): Identifiers => {
  const fields = design.fields.filter(({ row }) => row.identifier === 'y');
  const byColumn = new Map(fields.flatMap(({ fieldName, columns }) => columns.map((column) => [column, fieldName])));
  // A field of a file has no column that the dictionary lists, and its own name where one comes.
  for (const { fieldName } of fields) byColumn.set(fieldName, fieldName);
  // What a participant was called when a survey was sent. The dictionary cannot mark it.
  byColumn.set(systemColumns.surveyIdentifier, systemColumns.surveyIdentifier);
  return { fieldOf: (column) => byColumn.get(column), recordIdField: design.recordIdField.fieldName };
};

/** What the dictionary marks as identifiers. */
export const identifiersOf = (design: Design): Identifiers => {
  const found = known.get(design) ?? readIdentifiers(design);
  known.set(design, found);
  return found;
};

type Read = Omit<IdentifierRead, 'redcap'>;

/** What the answer of a method shows; null where it identifies nobody. */
type Show = (args: never, result: never, identifiers: Identifiers) => Read | null;

const fieldsOf = (columns: readonly string[], { fieldOf }: Identifiers): readonly string[] => [
  ...new Set(columns.flatMap((column) => fieldOf(column) ?? [])),
];

/** How the rows of an export are read. */
interface RowReading<Row> {
  readonly columnsOf: (row: Row) => readonly string[];
  readonly cellOf: (row: Row, column: string) => string | undefined;
}

const recordRows: RowReading<RecordRow> = { columnsOf: Object.keys, cellOf: (row, column) => row[column] };
const cellRows: RowReading<CellRow> = {
  columnsOf: ({ columns }) => columns.names,
  cellOf: (row, column) => row.get(column),
};

/** What rows show. They are of the records that were asked for where they do not name their own. */
const showRows = <Row extends object>(
  rows: readonly Row[],
  { columnsOf, cellOf }: RowReading<Row>,
  identifiers: Identifiers,
  { records, events }: Pick<ExportRecordsArgs, 'records' | 'events'>,
): Read | null => {
  const [first] = rows;
  const fields = first === undefined ? [] : fieldsOf(columnsOf(first), identifiers);
  if (first === undefined || fields.length === 0) return null;
  const { recordIdField } = identifiers;
  const isNamed = recordIdField !== null && cellOf(first, recordIdField) !== undefined;
  const names = isNamed ? [...new Set(rows.map((row) => cellOf(row, recordIdField) ?? ''))] : records;
  return { records: names, events, fields, rows: rows.length };
};

const showRecords = (args: ExportRecordsArgs, rows: readonly RecordRow[], identifiers: Identifiers): Read | null =>
  showRows(rows, recordRows, identifiers, args);

const showReport = (_args: unknown, rows: readonly RecordRow[], identifiers: Identifiers): Read | null =>
  showRows(rows, recordRows, identifiers, {});

const showCells = (args: ExportRecordsArgs, rows: readonly CellRow[], identifiers: Identifiers): Read | null =>
  showRows(rows, cellRows, identifiers, args);

/** A list of names shows nothing but the names. They identify people where the dictionary marks their field. */
const showPlaces = (
  { events }: ExportRecordsArgs,
  { names }: RecordPlaces,
  { fieldOf, recordIdField }: Identifiers,
): Read | null => {
  const field = recordIdField === null ? 'record' : fieldOf(recordIdField);
  if (field === undefined || names.length === 0) return null;
  return { records: names, events, fields: [field], rows: names.length };
};

/** The gateway compares these values itself, and hands on no more than which records they are of. */
const showSummary = (
  { fields: asked, records, events }: ExportRecordsArgs,
  _kept: unknown,
  identifiers: Identifiers,
): Read | null => {
  const fields = asked === undefined ? undefined : fieldsOf(asked, identifiers);
  return fields?.length === 0 ? null : { records, events, fields };
};

const showParticipants = (_args: unknown, rows: readonly SurveyParticipantRow[]): Read | null =>
  rows.length === 0
    ? null
    : {
        records: rows.flatMap(({ record }) => (record === '' ? [] : [record])),
        fields: ['email', 'participant_identifier'],
        rows: rows.length,
      };

const showFile = ({ record, field, event }: FileArgs): Read => ({
  records: [record],
  fields: [field],
  events: event === undefined ? undefined : [event],
});

const showPdf = ({ record, event, allRecords }: ExportPdfArgs): Read | null => {
  if (record === undefined && allRecords !== true) return null;
  return { records: record === undefined ? undefined : [record], events: event === undefined ? undefined : [event] };
};

const showXml = ({ returnMetadataOnly, records, fields, events }: ExportProjectXmlArgs): Read | null =>
  returnMetadataOnly === true ? null : { records, fields, events };

/** Methods whose answers may identify people, by their names. What is not here has nothing of a participant. */
const shows: ReadonlyMap<string, Show> = new Map<string, Show>([
  ['exportRecords', showRecords],
  ['exportRecordCells', showCells],
  ['exportRecordPlaces', showPlaces],
  ['exportRecordSummary', showSummary],
  ['exportReport', showReport],
  ['exportSurveyParticipants', showParticipants],
  ['exportFile', showFile],
  ['exportFileRepositoryFile', () => ({})],
  ['exportPdf', showPdf],
  ['exportProjectXml', showXml],
]);

/** Whether a method's answers have to be looked at. */
export const mayIdentify = ({ name }: Pick<AnyMethod, 'name'>): boolean => shows.has(name);

/** What an answer shows of identifiers; null where it shows none. */
export const showIdentifiers = (
  method: Pick<AnyMethod, 'name' | 'content' | 'action'>,
  args: unknown,
  result: unknown,
  identifiers: Identifiers,
): IdentifierRead | null => {
  const show = shows.get(method.name);
  // The table has for each method what takes its own arguments and result.
  const read = show?.(args as never, result as never, identifiers) ?? null;
  return read === null ? null : { redcap: redcapName(method), ...read };
};
