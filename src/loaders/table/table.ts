import type { Design } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { Need } from '../../graph/need.ts';
import type { TableColumn } from '../../graph/table/column.ts';
import { withLabels } from '../../graph/table/label-column.ts';
import { fieldsOfInstrument, tableColumns } from '../../graph/table/layout.ts';
import { redcapColumn } from '../../graph/table/redcap-column.ts';
import type { FileReply } from '../../redcap/method.ts';
import { endWithReader } from '../../redcap/transport/once-read.ts';
import type { CellRow } from '../../redcap/methods/record-cell.ts';
import type { TableProgress } from '../download-progress.ts';
import { queryFields } from '../record/selection.ts';
import { encodeCsv } from './csv.ts';
import { encodeNdjson } from './ndjson.ts';
import { pace } from './pace.ts';
import { encodeParquet } from './parquet.ts';
import { createFindings, summarize, type TableFindings, type TablePart, type TableSummary } from './part.ts';
import { readRecordParts, type WantedRows } from './record-rows.ts';
import { readReportParts } from './report-rows.ts';
import type { TableProject } from './project.ts';
import type { RecordTable, TableForm, TableFormat, TableRequest } from './request.ts';

/** A table that is open: its first rows have come. */
export interface OpenTable extends Omit<FileReply, 'fileName'> {
  /** Fields that are known not to come. */
  readonly omittedFields: readonly string[];
  /** What the table came to; to be asked for when the body has ended. */
  readonly summary: () => TableSummary;
  /** It is text; Parquet is packed inside. */
  readonly mayPack: boolean;
  /** How far it has come. */
  readonly progress: () => TableProgress;
}

/** A table before its bytes are made. */
interface TableSource {
  readonly parts: AsyncGenerator<TablePart>;
  readonly findings: TableFindings;
  /** Records of the table; null where no list says it. */
  readonly recordCount: number | null;
  /** The columns, by those that REDCap sent; null when no row came. */
  readonly columns: (sent: ReadonlySet<string> | null) => readonly TableColumn[];
}

const contentTypes: Readonly<Record<TableFormat, string>> = {
  CSV: 'text/csv; charset=utf-8',
  NDJSON: 'application/x-ndjson',
  PARQUET: 'application/vnd.apache.parquet',
};

/** What an export of a table has to bring. */
const needOf = (table: RecordTable, fields: readonly string[], design: Design): Need => {
  const { query, groupColumn, surveyFields } = table;
  const looked = query.filter === null ? [] : queryFields(query, design);
  // A filter that is evaluated here may look at rows of other events.
  const events = table.events === null || query.filter !== null ? null : new Set(table.events);
  return {
    fields: new Set([...fields, ...looked]),
    events: design.isLongitudinal ? events : null,
    dataAccessGroup: groupColumn,
    surveyFields,
  };
};

const openRecords = async (source: TableProject, table: RecordTable, form: TableForm): Promise<TableSource> => {
  const design = await source.design();
  const instrument = table.instrument === null ? null : (design.instrument(table.instrument) ?? null);
  const instruments = instrument === null ? design.instruments : [instrument];
  const fields = table.fields ?? instruments.flatMap((one) => fieldsOfInstrument(design, one));
  const names = await source.records.list(table.query);
  const findings = createFindings();
  for (const name of names.withheld) findings.omittedFields.add(name);
  const isRowFilter = instrument !== null;
  const wanted: WantedRows = {
    names,
    design,
    instrument,
    need: needOf(table, fields, design),
    events: table.events === null ? null : new Set(table.events),
    filter: isRowFilter ? table.query.filter : null,
    logic: isRowFilter ? table.query.logic : null,
    isListWhole: table.query.logic === null && table.query.events === null,
  };
  return {
    parts: readRecordParts(source, wanted, findings),
    findings,
    recordCount: names.names.length,
    columns: (sent) =>
      tableColumns({ ...table, design, instrument, fields: new Set(fields), values: form.values }, sent),
  };
};

const openReport = async (source: TableProject, reportId: number, form: TableForm): Promise<TableSource> => {
  const design = await source.design();
  return {
    parts: readReportParts(source, reportId),
    findings: createFindings(),
    recordCount: null,
    columns: (sent) =>
      withLabels(
        [...(sent ?? [])].map((name) => redcapColumn(name, design)),
        form.values,
      ),
  };
};

const encode = (
  columns: readonly TableColumn[],
  rows: AsyncIterable<readonly CellRow[]>,
  form: TableForm,
  summary: () => TableSummary,
): AsyncGenerator<Uint8Array> => {
  if (form.format === 'CSV') return encodeCsv(columns, rows, form);
  if (form.format === 'PARQUET') return encodeParquet(columns, rows, summary);
  return encodeNdjson(columns, rows, form.summary ? summary : null);
};

/** A group's column that did not come is no loss in a project that has no groups. */
const forgetNoGroups = async (source: TableProject, { omittedFields }: TableFindings): Promise<void> => {
  if (!omittedFields.has(systemColumns.dataAccessGroup)) return;
  const groups = await source.groups();
  if (groups?.length === 0) omittedFields.delete(systemColumns.dataAccessGroup);
};

/** The parts from the first on, which has been read already. */
const startWith = async function* (
  first: IteratorResult<TablePart>,
  rest: AsyncGenerator<TablePart>,
): AsyncGenerator<TablePart> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
};

/**
 * Opens a table and reads its first rows, so that whatever refuses it does so before the first byte. Its body is read once,
 * and REDCap is asked as fast as it is read. Reading the body throws a `RedcapError` where the rows break off.
 */
export const openTable = async (source: TableProject, { of, form }: TableRequest): Promise<OpenTable> => {
  const { parts, findings, recordCount, columns } = await ('reportId' in of
    ? openReport(source, of.reportId, form)
    : openRecords(source, of, form));
  const leave = (): void => void parts.return(undefined).catch(() => undefined);
  try {
    const first = await parts.next();
    await forgetNoGroups(source, findings);
    const omittedFields = [...findings.omittedFields];
    let count = 0;
    const rows = async function* (): AsyncGenerator<readonly CellRow[]> {
      for await (const part of pace(startWith(first, parts))) {
        count += part.rows.length;
        yield part.rows;
      }
      await forgetNoGroups(source, findings);
    };
    const summary = (): TableSummary => summarize(findings, count);
    const bytes = encode(columns(first.done === true ? null : first.value.sent), rows(), form, summary);
    return {
      contentType: contentTypes[form.format],
      omittedFields,
      summary,
      progress: () => ({ recordCount, readCount: findings.readCount, rowCount: count }),
      mayPack: form.format !== 'PARQUET',
      body: endWithReader(pace(bytes), leave),
    };
  } catch (error) {
    leave();
    throw error;
  }
};
