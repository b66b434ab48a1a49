import { badUserInput } from '../../errors.ts';
import type { Design, InstrumentNode } from '../../graph/design/design.ts';
import { holdsValues } from '../../graph/kind/table.ts';
import type { TableValues } from '../../graph/table/column.ts';
import { fieldsOfInstrument, type TableShape } from '../../graph/table/layout.ts';
import type { RecordQuery } from '../../loaders/record/query.ts';
import type { RecordTable, TableForm, TableFormat, TableRequest } from '../../loaders/table/request.ts';
import { findInstrument } from '../design/instrument.ts';
import { findField } from '../design/field.ts';
import { checkReach } from '../record/instrument-data-field.ts';
import { eventsArgument } from '../record/need.ts';
import { readRecordQuery, type RecordQueryArgs } from '../record/query.ts';

type Given<Value> = Value | null | undefined;

/** The arguments of a table. */
export interface TableArgs extends RecordQueryArgs {
  readonly instrument?: Given<string>;
  readonly reportId?: Given<number>;
  readonly events?: Given<readonly string[]>;
  readonly fields?: Given<readonly string[]>;
  readonly groupColumn: boolean;
  readonly surveyFields: boolean;
  readonly format: TableFormat;
  readonly values?: Given<TableValues>;
  readonly columns: TableShape;
  readonly excelSafe: boolean;
  readonly summary: boolean;
}

const LISTS = ['events', 'fields'] as const;

/** What a report decides itself. */
const OF_RECORDS = ['instrument', 'where', 'filterLogic', 'dataAccessGroups', 'changedSince', ...LISTS] as const;

const readForm = ({ format, values, excelSafe, summary }: TableArgs): TableForm => {
  if (excelSafe && format !== 'CSV') throw badUserInput('excelSafe is for CSV: leave it out.', 'excelSafe');
  if (summary && format !== 'NDJSON') {
    throw badUserInput('summary is for NDJSON: a Parquet file always has one, and CSV has no place for it.', 'summary');
  }
  return { format, values: values ?? (format === 'PARQUET' ? 'BOTH' : 'RAW'), excelSafe, summary };
};

const readReport = (reportId: number, args: TableArgs): { readonly reportId: number } => {
  if (reportId < 1) throw badUserInput('reportId is the number that REDCap shows beside the report.', 'reportId');
  const isGiven = (name: (typeof OF_RECORDS)[number]): boolean => args[name] !== null && args[name] !== undefined;
  const odd =
    OF_RECORDS.find(isGiven) ??
    (args.groupColumn
      ? 'groupColumn'
      : args.surveyFields
        ? 'surveyFields'
        : args.columns === 'TIDY'
          ? 'columns'
          : null);
  if (odd !== null) {
    throw badUserInput(`A report has columns and rows of its own: leave ${odd} out, or leave reportId out.`, odd);
  }
  return { reportId };
};

/** A field or a form status of the table, by its name. */
const findColumn = (design: Design, instrument: InstrumentNode | null, name: string): string => {
  const isStatus = design.instruments.some(({ statusColumn }) => statusColumn === name);
  const field = isStatus ? null : findField(design, name, 'fields');
  if (field !== null && !holdsValues(field)) {
    throw badUserInput(`${name} is descriptive and never holds a value: leave it out.`, 'fields');
  }
  if (instrument !== null && field?.isRecordId !== true && !fieldsOfInstrument(design, instrument).includes(name)) {
    throw badUserInput(`${name} is not on ${instrument.name}: leave it out, or leave instrument out.`, 'fields');
  }
  return name;
};

/** The filter of an instrument is held against each row, so that it must be about what the row holds. */
const queryOfInstrument = (
  query: RecordQuery,
  args: TableArgs,
  instrument: InstrumentNode,
  events: readonly string[] | null,
  design: Design,
): RecordQuery => {
  if (args.where) checkReach(query.filterFields, args.where, instrument, design);
  // A filter that is evaluated here may look at other events, so their rows must come too.
  return { ...query, events: query.filter === null ? events : null };
};

const queryOfRecords = (query: RecordQuery, events: readonly string[] | null): RecordQuery => {
  const isFiltered = query.filter !== null || query.logic !== null;
  return isFiltered ? query : { ...query, events };
};

const readRecords = (args: TableArgs, design: Design): RecordTable => {
  const empty = LISTS.find((name) => args[name]?.length === 0);
  if (empty !== undefined) throw badUserInput(`${empty} is empty: leave it out for all, or name at least one.`, empty);
  const instrument = args.instrument == null ? null : findInstrument(design, args.instrument, 'instrument');
  const named = args.events == null ? null : eventsArgument(design, { events: args.events }, 'events');
  const wanted = named ?? (instrument === null ? null : design.eventsOf(instrument.name));
  const events =
    wanted === null || !design.isLongitudinal ? null : wanted.map(({ uniqueEventName }) => uniqueEventName);
  const query = readRecordQuery(args, design);
  return {
    instrument: instrument?.name ?? null,
    query:
      instrument === null ? queryOfRecords(query, events) : queryOfInstrument(query, args, instrument, events, design),
    events,
    fields: args.fields?.map((name) => findColumn(design, instrument, name)) ?? null,
    groupColumn: args.groupColumn,
    surveyFields: args.surveyFields,
    shape: args.columns,
  };
};

/** Checks the arguments against the design, before any call for rows. Throws BAD_USER_INPUT. */
export const readTableRequest = async (args: TableArgs, readDesign: () => Promise<Design>): Promise<TableRequest> => {
  const form = readForm(args);
  if (args.reportId != null) return { of: readReport(args.reportId, args), form };
  return { of: readRecords(args, await readDesign()), form };
};

const extensions: Readonly<Record<TableFormat, string>> = { CSV: 'csv', NDJSON: 'ndjson', PARQUET: 'parquet' };

/** The name of the file of a table: project, what the table is of, format. */
export const tableFileName = (project: string, { of, form }: TableRequest): string => {
  const what = 'reportId' in of ? `report-${String(of.reportId)}` : (of.instrument ?? 'records');
  return `${project}.${what}.${extensions[form.format]}`;
};
