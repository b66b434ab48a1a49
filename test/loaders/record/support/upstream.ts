import type { Design } from '../../../../src/graph/design/design.ts';
import type { RecordFilter } from '../../../../src/graph/filter/filter.ts';
import { matchRow } from '../../../../src/graph/filter/match.ts';
import { exportArgs } from '../../../../src/graph/need.ts';
import { cellGroupsOf, groupByRecord } from '../../../../src/graph/record/tree.ts';
import type { PassSource } from '../../../../src/loaders/record/list-pass.ts';
import type { ExportRecordsArgs, RecordRow } from '../../../../src/redcap/methods/record.ts';

/** A REDCap that has these rows, and sends them in parts of this length. Its logic is a filter of rows. */
export interface Upstream {
  readonly design: Design;
  readonly rows: readonly RecordRow[];
  readonly part: number;
  readonly logic: RecordFilter;
}

const KEYS = new Set(['id', 'redcap_event_name', 'redcap_repeat_instrument', 'redcap_repeat_instance']);

/** The rows that an export brings. */
export const answer = (
  { design, rows, logic }: Upstream,
  { records, fields = [], events, filterLogic, exportDataAccessGroups }: ExportRecordsArgs,
): RecordRow[] => {
  const columns = new Set(fields.flatMap((name) => design.field(name)?.columns ?? [name]));
  const isSent = (column: string): boolean =>
    KEYS.has(column) ||
    columns.has(column) ||
    (column === 'redcap_data_access_group' && exportDataAccessGroups === true);
  return rows
    .filter((row) => records?.includes(row['id'] ?? '') ?? true)
    .filter((row) => events?.includes(row['redcap_event_name'] ?? '') ?? true)
    .filter((row) => filterLogic === undefined || matchRow(logic, row, rows, design))
    .map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => isSent(column))));
};

/** What was asked of an upstream, and how many rows came. */
export interface Asked extends ExportRecordsArgs {
  readonly rows: number;
}

/** A source of passes over an upstream. What is asked of it is added to `calls`. */
export const createPassSource = (upstream: Upstream, calls: Asked[] = []): PassSource => {
  const { design, part } = upstream;
  return {
    design: () => Promise.resolve(design),
    newDesign: () => Promise.reject(new Error('The design is known.')),
    exportSummary: async ({ kept: _kept, start, ...args }) => {
      const rows = answer(upstream, args);
      calls.push({ ...args, rows: rows.length });
      const summary = start();
      for (let from = 0; from < rows.length; from += part) await summary.take(rows.slice(from, from + part));
      return summary.end();
    },
    exportKnown: (records, need, _design, { filterLogic }) => {
      const args = { ...exportArgs(need, design), records, filterLogic };
      const rows = answer(upstream, args);
      calls.push({ ...args, rows: rows.length });
      return Promise.resolve({ batches: [cellGroupsOf(groupByRecord(rows, design))], refusal: null });
    },
  };
};
