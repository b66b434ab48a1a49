import { recordIdField } from '../study.ts';
import type { Row } from '../row.ts';
import { createPace } from './cost.ts';
import type { UpstreamOptions } from './option.ts';
import { listOf, type AnswerExport } from './ready-export.ts';
import type { Tally } from './tally.ts';

/** Rows that were imported, of each record by event. */
const createRows = () => {
  const stored = new Map<string, Map<string, Row>>();
  return {
    importRows: (rows: readonly Row[]): readonly string[] => {
      const names = new Set<string>();
      for (const row of rows) {
        const name = row[recordIdField] ?? '';
        const event = row['redcap_event_name'] ?? '';
        const events = stored.get(name) ?? new Map<string, Row>();
        stored.set(name, events.set(event, { ...events.get(event), ...row }));
        names.add(name);
      }
      return [...names];
    },
    exportRows: (form: URLSearchParams): readonly Row[] => {
      const events = listOf(form, 'events');
      const columns = [...new Set([recordIdField, 'redcap_event_name', ...listOf(form, 'fields')])];
      const names = listOf(form, 'records');
      return (names.length === 0 ? [...stored.keys()] : names)
        .flatMap((name) => [...(stored.get(name)?.values() ?? [])])
        .filter((row) => events.length === 0 || events.includes(row['redcap_event_name'] ?? ''))
        .map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? ''])));
    },
  };
};

/** Answers imports and exports of records. All of it is JSON, whatever format is asked for. */
export const createStoredRecords = (options: UpstreamOptions, tally: Tally): AnswerExport => {
  const { importRows, exportRows } = createRows();

  return async (form, response) => {
    const pace = createPace(options.cost);
    const data = form.get('data');
    // The gateway and the programs by hand import JSON rows.
    const imported = data === null ? [] : (JSON.parse(data) as readonly Row[]);
    const answer = data === null ? exportRows(form) : importRows(imported);
    if (data === null) {
      const cells = answer.length === 0 ? 0 : answer.length * Object.keys(answer[0] ?? {}).length;
      tally.rows(answer.length, cells, 0);
      pace.add(answer.length, cells);
    }
    tally.written(imported.length);
    pace.addWritten(imported.length);
    await pace.wait();
    const bytes = Buffer.from(JSON.stringify(answer));
    tally.answer(bytes.length);
    response.writeHead(200, { 'content-type': 'application/json' }).end(bytes);
  };
};
