import { createHash } from 'node:crypto';
import type { Context } from '../../context.ts';
import { badUserInput } from '../../errors.ts';
import type { Design } from '../../graph/design/design.ts';
import { describeColumn, readReportCell, type ReportColumn as ReportColumnNode } from '../../graph/value/report.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import { locatedAt, type Located } from '../../loaders/list-place.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { exportReport } from '../../redcap/methods/report.ts';
import { builder } from '../builder.ts';
import { Event, eventShape } from '../design/event.ts';
import { Choice, choiceShape } from '../design/choice.ts';
import { Field, fieldShape } from '../design/field.ts';
import { formatShown, Instrument, instrumentShape, LabelFormat, shownFormat } from '../design/instrument.ts';
import { createConnection, type CountedConnectionShape } from '../connection.ts';
import { cursorsOf, type CursorPlace } from '../cursor.ts';
import { pageArguments, readPage, slicePage, type PageArgs } from '../page.ts';
import { Project } from '../project/project.ts';

interface InProject {
  readonly source: ProjectSource;
  readonly design: Design;
}

interface ColumnShape extends InProject {
  readonly column: ReportColumnNode;
}

interface ValueShape extends ColumnShape {
  readonly raw: string;
}

interface RowShape extends InProject {
  readonly columns: readonly ReportColumnNode[];
  readonly row: RecordRow;
}

const ReportColumn = builder.objectRef<ColumnShape>('ReportColumn').implement({
  description: 'A column of a report.',
  fields: (t) => ({
    name: t.string({ description: 'Name of the column, as REDCap exports it.', resolve: ({ column }) => column.name }),
    field: t.field({
      type: Field,
      nullable: true,
      description:
        'The field that the column holds. Null for columns that REDCap itself adds: groups, timestamps, statuses.',
      resolve: ({ source, design, column }) =>
        column.field === null ? null : fieldShape(source, design, column.field),
    }),
    choice: t.field({
      type: Choice,
      nullable: true,
      description:
        'The choice that the column stands for. A checkbox has a column for each choice. Null for other fields.',
      resolve: ({ source, column: { field, choice } }) =>
        choice === null ? null : choiceShape(source, field?.fieldName ?? null, choice),
    }),
  }),
});

const ReportValue = builder.objectRef<ValueShape>('ReportValue').implement({
  description: 'A cell of a report.',
  fields: (t) => ({
    column: t.string({ description: 'Name of the column.', resolve: ({ column }) => column.name }),
    raw: t.string({
      nullable: true,
      description:
        'What REDCap sent: codes, not labels. Null for an empty cell. REDCap does not say why a cell is empty.',
      resolve: ({ raw }) => raw || null,
    }),
    label: t.string({
      nullable: true,
      description: 'What a person reads: labels of choices, `Checked` and `Unchecked`, else the text.',
      args: { format: t.arg({ type: LabelFormat, defaultValue: 'PLAIN', description: shownFormat }) },
      resolve: ({ column, raw, design }, { format }) => formatShown(readReportCell(column, raw, design), format),
    }),
  }),
});

const systemNames: readonly string[] = [
  systemColumns.event,
  systemColumns.repeatInstrument,
  systemColumns.repeatInstance,
];

const ReportRow = builder.objectRef<RowShape>('ReportRow').implement({
  description: 'A row of a report: a record, one of its events, or an instance, as the report is made.',
  fields: (t) => ({
    record: t.field({
      type: 'RecordName',
      nullable: true,
      description: 'The record; null when the record id is not among the columns of the report.',
      resolve: ({ row, design }) => row[design.recordIdField.fieldName] || null,
    }),
    event: t.field({
      type: Event,
      nullable: true,
      description: 'The event. Null in a classic project, and where the report has no column for it.',
      resolve: ({ source, design, row }) => {
        const event = design.event(row[systemColumns.event] ?? '');
        return event === undefined ? null : eventShape(source, design, event);
      },
    }),
    repeatInstrument: t.field({
      type: Instrument,
      nullable: true,
      description: 'The repeating instrument that the row is an instance of; null for other rows.',
      resolve: ({ source, design, row }) => {
        const instrument = design.instrument(row[systemColumns.repeatInstrument] ?? '');
        return instrument === undefined ? null : instrumentShape(source, design, instrument);
      },
    }),
    repeatInstance: t.int({
      nullable: true,
      description: 'Which instance of the instrument or event; null where nothing repeats.',
      resolve: ({ row }) => {
        const instance = row[systemColumns.repeatInstance] ?? '';
        return /^\d{1,5}$/.test(instance) ? Number(instance) : null;
      },
    }),
    values: t.field({
      type: [ReportValue],
      description: "The cells in the report's order, the record id too where it is a column.",
      resolve: ({ source, design, columns, row }) =>
        columns.map((column) => ({ source, design, column, raw: row[column.name] ?? '' })),
    }),
  }),
});

interface ReportConnectionShape extends InProject, CountedConnectionShape<RowShape> {
  readonly columns: readonly ReportColumnNode[];
}

const ReportConnection = createConnection<RowShape, ReportConnectionShape>('Report', ReportRow, {
  one: 'row',
  many: 'rows',
  description:
    'A page of the rows of a report (Relay). Columns and rows that export rights, the data access group or the policy of the caller withhold are missing without a word: REDCap says nothing about what it leaves out of a report.',
  isOfRecords: false,
});

builder.objectFields(ReportConnection, (t) => ({
  columns: t.field({
    type: [ReportColumn],
    description:
      "The columns in the report's order. Empty when the report has no rows, because only rows show the columns.",
    resolve: ({ source, design, columns }) => columns.map((column) => ({ source, design, column })),
  }),
  totalCount: t.exposeInt('totalCount', { description: 'How many rows the report has.' }),
}));

const LIST = 'report';

/** A digest of a row. By it the gateway notices that a report has changed since the page before. */
const digestRow = (row: RecordRow): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(row)))
    .digest('base64url')
    .slice(0, 16);

/** Where the row of a cursor is. */
const locate = (rows: readonly RecordRow[], cursor: CursorPlace, argument: string): Located => {
  const [index, digest] = [Number(cursor[1]), cursor[2]];
  const row = rows[index];
  if (row !== undefined && digestRow(row) === digest) return locatedAt(index);
  throw badUserInput(
    `The report has changed since that page, so rows could be left out or come twice: begin anew without ${argument}.`,
    argument,
  );
};

interface ReportArgs extends PageArgs {
  readonly reportId: number;
}

interface PlacedRow {
  readonly row: RecordRow;
  readonly index: number;
}

const loadReport = async (
  source: ProjectSource,
  args: ReportArgs,
  context: Context,
): Promise<ReportConnectionShape> => {
  const { reportId } = args;
  if (reportId < 1) throw badUserInput('reportId is the number that REDCap shows beside the report.', 'reportId');
  const asked = readPage(context, LIST, source.key, args);
  for (const [cursor, argument] of asked.cursors) {
    if (cursor[0] !== reportId) throw badUserInput(`${argument} is a cursor of another report.`, argument);
  }
  const cursors = cursorsOf(context, LIST, source.key);
  const [design, rows] = await Promise.all([source.design(), source.read(exportReport, { reportId })]);
  const columns = Object.keys(rows[0] ?? {})
    .filter((name) => !systemNames.includes(name))
    .map((name) => describeColumn(name, design));
  const cursorOf = ({ row, index }: PlacedRow): string => cursors.write([reportId, index, digestRow(row)]);
  const range = asked.rangeIn(rows.length, (cursor, argument) => locate(rows, cursor, argument));
  const placed = rows.map((row, index): PlacedRow => ({ row, index }));
  const { items, ...page } = slicePage(placed, range, cursorOf);
  return {
    ...page,
    source,
    design,
    columns,
    edges: items.map((item) => ({
      node: { source, design, columns, row: item.row },
      cursor: () => cursorOf(item),
    })),
  };
};

builder.objectField(Project, 'report', (t) =>
  t.field({
    type: ReportConnection,
    nullable: true,
    description:
      'A report as it is defined in REDCap, with its own columns, filter and order. REDCap returns the whole report at once, so each page costs one export of all rows. Take large pages, or use `records` or `instrumentData` for much data. REDCap: Export Report.',
    args: {
      reportId: t.arg.int({
        required: true,
        description:
          "The report's number (report ID), which REDCap shows beside the report. REDCap's API lists no reports.",
      }),
      ...pageArguments('Rows'),
    },
    resolve: ({ source }, args, context) => loadReport(source, args, context),
  }),
);
