import type { Answer } from '../../call/answer.ts';
import type { Call } from '../../call/call.ts';
import { appendLog } from '../../state/log.ts';
import type { StoredRecord } from '../../state/project.ts';
import type { Layout, RecordRow } from '../../state/rows.ts';
import { readDelimiter } from '../../wire/delimiter.ts';
import { layRows, listRecords, readLayout } from '../../state/rows.ts';
import { isAtLeast } from '../../state/version.ts';
import { refuseUnknown } from '../../parameter/list.ts';
import { readOption } from '../../parameter/option.ts';
import { eavColumns, spellLines } from './eav.ts';
import type { Spelling } from './flat.ts';
import { flatColumns, spellRow } from './flat.ts';
import { filterByDate } from './date-range.ts';
import { filterByLogic } from './filter.ts';
import { arrangeRows, showRows } from './instance-row.ts';
import { joinLabels, readLabels } from './label.ts';
import { writeRecordsXml } from './outgoing-odm.ts';
import { selectItems } from './selection.ts';

/** How the parameters of an export want values written. */
export const readSpelling = (call: Call): Spelling => {
  const { parameters, project, store } = call;
  const isOld = !isAtLeast(store.version, '6.0.0');
  const values = readOption(call, 'rawOrLabel', isOld ? ['raw', 'label', 'both'] : ['raw', 'label']);
  const events = isOld ? readOption(call, 'eventName', ['', 'label', 'unique']) : '';
  const decimal = parameters.text('decimalCharacter') ?? '';
  return {
    project,
    labels: values === 'raw' ? null : values === 'label' ? readLabels(project) : joinLabels(readLabels(project)),
    eventLabels: events === '' ? values === 'label' : events === 'label',
    checkboxLabel: isOld || parameters.flag('exportCheckboxLabel'),
    blankForGray: parameters.flag('exportBlankForGrayFormStatus'),
    combineCheckboxes: parameters.flag('combineCheckboxOptions'),
    decimal: decimal === '.' || decimal === ',' ? decimal : null,
  };
};

/** The records that `records`, the date range and the user's group select. */
const selectRecords = (call: Call): StoredRecord[] => {
  const asked = call.parameters.list('records').map((name) => name.trim());
  const names = new Set(asked.map((name) => call.project.records.get(name)?.name ?? name));
  const records = listRecords(call.project, call.user.dagId);
  const named = names.size === 0 ? records : records.filter((record) => names.has(record.name));
  return filterByDate(call, named);
};

const selectEvents = (call: Call, layout: Layout): ((row: RecordRow) => boolean) => {
  const events = layout.longitudinal ? call.parameters.list('events').map((event) => event.trim()) : [];
  const known = new Set(layout.events.map((event) => event.uniqueEventName));
  refuseUnknown('events', events, (event) => known.has(event));
  const chosen = new Set(events);
  return ({ place }) => chosen.size === 0 || chosen.has(place.event.uniqueEventName);
};

/** The rows that an export with these parameters selects, in REDCap's order. `showRows` says which of them it shows. */
export const selectRows = (call: Call, layout: Layout): RecordRow[] => {
  const isChosen = selectEvents(call, layout);
  const rows = selectRecords(call).flatMap((record) => layRows(layout, record).filter(isChosen));
  return filterByLogic(call, rows);
};

/** Export Records. */
export const exportRecords = (call: Call): Answer => {
  const { format } = call;
  const eav = readOption(call, 'type', ['flat', 'eav']) === 'eav';
  const delimiter = readDelimiter(call.parameters);
  const layout = readLayout(call.project);
  const selection = selectItems(call, layout);
  const spelling = readSpelling(call);
  const rows = arrangeRows(call, showRows(call, layout, selection, selectRows(call, layout)));
  appendLog(call, 'Data Export (API) ', `export_format = '${format}', rows = ${String(rows.length)}`);
  if (format === 'odm') return { kind: 'xml', xml: writeRecordsXml(call, layout, selection, rows) };
  if (eav) {
    const lines = spellLines(selection, layout, spelling, rows);
    return { kind: 'table', columns: eavColumns(layout), rows: lines, delimiter, whenEmpty: 'newline' };
  }
  const columns = flatColumns(selection, layout, spelling);
  const labelled = format === 'csv' && readOption(call, 'rawOrLabelHeaders', ['raw', 'label']) === 'label';
  return {
    kind: 'table',
    columns: columns.map((column) => column.name),
    rows: rows.map((row) => spellRow(columns, row)),
    ...(labelled ? { headers: columns.map((column) => column.label) } : {}),
    delimiter,
    whenEmpty: 'newline',
  };
};
