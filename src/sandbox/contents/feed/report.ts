import type { Answer, Cell } from '../../call/answer.ts';
import { missingParameter, refuseParameter } from '../../call/refusal.ts';
import { exportRight } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { fieldByName, missingDataCodes, recordIdField, statusField } from '../../state/design.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import { readParameters } from '../../call/parameters.ts';
import type { ReportDefinition, SandboxProject } from '../../state/project.ts';
import type { Layout, RecordRow } from '../../state/rows.ts';
import { readLayout } from '../../state/rows.ts';
import { readDelimiter } from '../../wire/delimiter.ts';
import { readSpelling, selectRows } from '../record/export.ts';
import { filterByLogic } from '../record/filter.ts';
import { flatColumns, spellRow } from '../record/flat.ts';
import { showRows } from '../record/instance-row.ts';
import { writeRecordsXml } from '../record/outgoing-odm.ts';
import { readOption } from '../../parameter/option.ts';
import type { Item, Selection } from '../record/selection.ts';
import { selectItems } from '../record/selection.ts';
import { orderRows } from './report-order.ts';

const findReport = ({ project, parameters }: Call): ReportDefinition => {
  const text = (parameters.text('report_id') ?? '').trim();
  if (text === '') throw missingParameter('report_id');
  return (project.reports ?? []).find(({ reportId }) => String(reportId) === text) ?? refuseParameter('report_id');
};

const listOf = ({ attributes }: ReportDefinition, name: string): string[] =>
  (attributes[name] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** The report's columns that the project still has. */
const listFields = (project: SandboxProject, report: ReportDefinition): string[] => {
  const statuses = new Set(project.instruments.map(({ name }) => statusField(name)));
  const known = listOf(report, 'redcap_reports_fields').filter(
    (name) => statuses.has(name) || fieldByName(project, name) !== undefined,
  );
  return known.length > 0 ? known : [recordIdField(project)];
};

/** The parameters that the caller of a report may choose. The report decides everything else. */
const chosen = ['rawOrLabel', 'rawOrLabelHeaders', 'exportCheckboxLabel', 'decimalCharacter', 'csvDelimiter'];

/** The export of records that a report stands for. Its filter is applied later, because it may select whole records. */
const readReportCall = (call: Call, layout: Layout, report: ReportDefinition): Call => {
  const { project, parameters } = call;
  const known = new Set(layout.events.map((event) => event.uniqueEventName));
  const events = listOf(report, 'redcap_reports_filter_events').filter((name) => known.has(name));
  const option = (name: string): string => report.attributes[name] ?? '';
  return {
    ...call,
    parameters: readParameters([
      ...chosen.map((name): [string, string] => [name, parameters.text(name) ?? '']),
      ...listFields(project, report).map((name): [string, string] => ['fields[]', name]),
      ...events.map((name): [string, string] => ['events[]', name]),
      ['exportSurveyFields', option('output_survey_fields')],
      ['exportDataAccessGroups', option('output_dags')],
      ['combineCheckboxOptions', option('combine_checkbox_values')],
    ]),
  };
};

/**
 * The rows of a report: those of its groups that meet its filter. A filter of records selects all rows of a record that
 * has one.
 */
const filterRows = (call: Call, report: ReportDefinition, rows: RecordRow[]): RecordRow[] => {
  const groups = listOf(report, 'redcap_reports_filter_dags');
  const ids = new Set(
    call.project.dags
      .filter((dag) => groups.includes(dag.uniqueName) || groups.includes(String(dag.groupId)))
      .map((dag) => dag.groupId),
  );
  const grouped =
    groups.length === 0 ? rows : rows.filter(({ record }) => record.dagId !== null && ids.has(record.dagId));
  const logic = report.attributes['advanced_logic'] || (report.attributes['limiter_logic'] ?? '');
  const met = filterByLogic({ ...call, parameters: readParameters([['filterLogic', logic]]) }, grouped);
  if (report.attributes['filter_type']?.toUpperCase() !== 'RECORD') return met;
  const records = new Set(met.map(({ record }) => record));
  return grouped.filter(({ record }) => records.has(record));
};

const nameOf = (item: Item): string => {
  if (item.kind === 'field') return item.field.field_name;
  return item.kind === 'status' ? statusField(item.form) : '';
};

/** The columns in the report's order. A survey's timestamp stands before the first column of its form. */
const orderItems = (selection: Selection, fields: readonly string[]): Selection => {
  const formOf = (item: Item): string => (item.kind === 'field' ? item.field.form_name : item.form);
  const placeOf = (item: Item): number => {
    if (item.kind !== 'timestamp') return fields.indexOf(nameOf(item));
    const siblings = selection.items.filter((other) => other !== item && formOf(other) === item.form);
    return Math.min(...siblings.map((other) => fields.indexOf(nameOf(other)))) - 0.5;
  };
  return { ...selection, items: [...selection.items].sort((a, b) => placeOf(a) - placeOf(b)) };
};

/** Rows and project without the missing data codes. A report leaves them out unless it says otherwise. */
const dropMissingCodes = (
  project: SandboxProject,
  rows: readonly RecordRow[],
): { readonly project: SandboxProject; readonly rows: RecordRow[] } => {
  const codes = new Set(missingDataCodes(project).map(({ code }) => code));
  return {
    project: { ...project, settings: { ...project.settings, missing_data_codes: '' } },
    rows: rows.map((row) => ({
      ...row,
      stored: { ...row.stored, values: new Map([...row.stored.values].filter(([, value]) => !codes.has(value))) },
    })),
  };
};

/** REDCap was recorded to put two blanks in the place of a line break. */
const joinLines = (row: Record<string, Cell>): Record<string, Cell> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(/\r\n|\r|\n/g, '  ') : value,
    ]),
  );

const exportReport = (outer: Call): Answer => {
  const { project, format } = outer;
  const report = findReport(outer);
  const layout = readLayout(project);
  const call = readReportCall(outer, layout, report);
  const isOn = (name: string): boolean => report.attributes[name] === '1';
  const selection = orderItems(selectItems(call, layout), listFields(project, report));
  const selected = showRows(call, layout, selection, filterRows(call, report, selectRows(call, layout)));
  const ordered = orderRows(report, layout, selected);
  const shown = isOn('output_missing_data_codes') ? { project, rows: ordered } : dropMissingCodes(project, ordered);
  appendLog(outer, 'Data Export (API) ', `report_id = '${String(report.reportId)}', export_format = '${format}'`);
  if (format === 'odm') return { kind: 'xml', xml: writeRecordsXml(call, layout, selection, shown.rows) };
  const columns = flatColumns(selection, layout, { ...readSpelling(call), project: shown.project });
  const rows = shown.rows.map((row) => spellRow(columns, row));
  const labelled = format === 'csv' && readOption(call, 'rawOrLabelHeaders', ['raw', 'label']) === 'label';
  return {
    kind: 'table',
    columns: columns.map((column) => column.name),
    rows: isOn('remove_line_breaks_in_values') ? rows.map(joinLines) : rows,
    ...(labelled ? { headers: columns.map((column) => column.label) } : {}),
    delimiter: readDelimiter(call.parameters),
    whenEmpty: 'newline',
  };
};

/** Export Reports. Who of the users may see a report is in no project XML: here it is who may export. */
export const reportMethods: readonly SandboxMethod[] = [
  {
    title: 'Export Reports',
    content: 'report',
    action: 'export',
    rights: [exportRight],
    handle: exportReport,
  },
];
