import { TABLE } from '../../loaders/download.ts';
import { builder } from '../builder.ts';
import { describedEnum } from '../described-enum.ts';
import { DownloadType } from '../download.ts';
import { Project } from '../project/project.ts';
import { RecordFilterInput } from '../record/filter.ts';
import { recordQueryTexts } from '../record/query.ts';
import { readTableRequest, tableFileName } from './request.ts';

const TableFormat = describedEnum('TableFormat', 'How a table is written.', {
  CSV: 'Comma-separated values in UTF-8, the names of the columns in the first line. Blank values are empty.',
  NDJSON: 'One JSON object a line. Values are texts as REDCap stores them, and blank ones are null.',
  PARQUET:
    'Apache Parquet, typed by the data dictionary. A text that does not fit its type stands in the column `untyped_values`.',
});

const TableValues = describedEnum('TableValues', 'What stands for a choice in a table.', {
  RAW: 'The code, as REDCap stores it.',
  LABELS: 'The label in plain text, and `Checked` or `Unchecked` for an option of a checkbox.',
  BOTH: 'The code, and beside it a column with the label, named after the first with `__label` behind it.',
});

const TableColumns = describedEnum('TableColumns', 'Which columns a table has.', {
  REDCAP: "REDCap's own, with a column for each option of a checkbox.",
  TIDY: 'One column for each field. The ticked options of a checkbox are joined by commas.',
});

type Argument = Parameters<Parameters<typeof builder.objectField>[2]>[0]['arg'];

/** Arguments that say what the table is of. */
const rowArguments = (arg: Argument) => ({
  instrument: arg.string({
    description: 'Unique name of the instrument; left out, the rows of all instruments.',
  }),
  reportId: arg.int({
    description: "The report's number (report ID). Not together with arguments that say which rows and columns.",
  }),
  where: arg({
    type: RecordFilterInput,
    description:
      'Of an instrument, only rows that satisfy this filter themselves. Of records, only records in which at least one row satisfies it.',
  }),
  filterLogic: arg({
    type: 'RedcapLogic',
    description: recordQueryTexts.filterLogic,
  }),
  dataAccessGroups: arg.stringList({
    description: recordQueryTexts.dataAccessGroups,
  }),
  changedSince: arg({
    type: 'LocalDateTime',
    description: "Only records that REDCap's log shows as created or changed after this time, on the server's clock.",
  }),
  events: arg.stringList({ description: 'Only rows of these events, by their unique names.' }),
  fields: arg.stringList({
    description:
      'Only these fields and form statuses (`<instrument>_complete`), beside the record ID and the columns that say where a row is. They stand in the order of the dictionary.',
  }),
});

/** Arguments that say what it looks like. */
const formArguments = (arg: Argument) => ({
  groupColumn: arg.boolean({
    defaultValue: false,
    required: true,
    description: 'The groups of the records too (`redcap_data_access_group`).',
  }),
  surveyFields: arg.boolean({
    defaultValue: false,
    required: true,
    description: 'Survey identifiers and timestamps too.',
  }),
  format: arg({ type: TableFormat, defaultValue: 'CSV', required: true, description: 'How it is written.' }),
  values: arg({
    type: TableValues,
    description: 'What stands for a choice; left out, `BOTH` in Parquet and `RAW` in the other formats.',
  }),
  columns: arg({
    type: TableColumns,
    defaultValue: 'REDCAP',
    required: true,
    description: 'Which columns it has. A report has its own.',
  }),
  excelSafe: arg.boolean({
    defaultValue: false,
    required: true,
    description:
      'CSV for Excel. It begins with a byte order mark, and a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it. Not for programs, which would read the apostrophe.',
  }),
  summary: arg.boolean({
    defaultValue: false,
    required: true,
    description:
      'NDJSON with a last line that sums up: `{"complete":true,"rows":2,"omittedFields":[],"missingRecords":[]}`.',
  }),
});

builder.objectField(Project, 'tableDownload', (t) =>
  t.field({
    type: DownloadType,
    nullable: true,
    description:
      'Records, an instrument or a report as one file of any size, which streams. An instrument has one row for each record, event and instance in which it is saved. Records have the rows of a REDCap export. Fetching it costs one call for the list of records and one for each batch of them; a report costs one call. Fields that export rights withhold have no column, and the answer names them. REDCap: Export Records, Export Report.',
    args: { ...rowArguments(t.arg), ...formArguments(t.arg) },
    resolve: async ({ source }, args) => {
      const request = await readTableRequest(args, source.design);
      const fileName = tableFileName(source.key, request);
      // GraphQL's inputs are objects without a prototype, which are no plain data.
      return { fileName, source, call: { method: TABLE, args: structuredClone(request), fileName } };
    },
  }),
);
