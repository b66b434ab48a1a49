import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { buildDesign } from '../../src/graph/design-builder.ts';
import type { Design, DesignRows } from '../../src/graph/design.ts';
import { readValue } from '../../src/graph/field.ts';
import { recordsFromRows, rowsFromRecords } from '../../src/graph/record-tree.ts';
import { metadataColumns } from '../../src/redcap/methods/metadata.ts';
import type { MetadataRow } from '../../src/redcap/methods/metadata.ts';
import type { RecordRow } from '../../src/redcap/methods/record.ts';
import { designRows, eventRow } from './support/design.ts';

/** Real projects with what a real REDCap exported of them; they are beside the repository, not in it. */
const folder = new URL('../../../shared/redcap-projects/', import.meta.url);
const projects = existsSync(folder)
  ? readdirSync(folder).filter((name) => existsSync(new URL(`${name}/data.csv`, folder)))
  : [];

function readCsv(project: string, file: string): string[][] {
  return parse(readFileSync(new URL(`${project}/${file}`, folder)), {
    relax_column_count: true,
    skip_empty_lines: true,
  });
}

function readRows(project: string): { columns: string[]; rows: RecordRow[] } {
  const [columns = [], ...cells] = readCsv(project, 'data.csv');
  const rows = cells.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ''])));
  return { columns, rows };
}

function readDesign(project: string, columns: readonly string[], rows: readonly RecordRow[]): Design {
  const metadata = readCsv(project, 'dictionary.csv')
    .slice(1)
    .map(
      (row) => Object.fromEntries(metadataColumns.map((column, index) => [column, row[index] ?? ''])) as MetadataRow,
    );
  const events = [...new Set(rows.flatMap((row) => row['redcap_event_name'] ?? []))];
  const repeating = [...new Set(rows.flatMap((row) => row['redcap_repeat_instrument'] || []))];
  const forms = [...new Set(metadata.map((row) => row.form_name))];
  const rest: Partial<DesignRows> = {
    events: events.map((event) => eventRow(event)),
    mappings: events.flatMap((event) => forms.map((form) => ({ arm_num: 1, unique_event_name: event, form }))),
    repeating: repeating.map((form_name) => ({ event_name: null, form_name, custom_form_label: '' })),
  };
  const base = designRows(metadata, {});
  return buildDesign({
    ...base,
    ...rest,
    project: { ...base.project, is_longitudinal: columns.includes('redcap_event_name') },
  });
}

describe.skipIf(projects.length === 0)('exports of real projects', () => {
  it.each(projects)('%s: become records and the same rows again', (project) => {
    const { columns, rows } = readRows(project);
    const design = readDesign(project, columns, rows);
    const records = recordsFromRows(rows, design, []);
    expect(rowsFromRecords(records, design, columns)).toEqual(rows);
    expect(records.map((record) => record.name)).toEqual([...new Set(rows.map((row) => row[columns[0] ?? '']))]);
  });

  it.each(projects)('%s: every cell is found again as the raw text of a value', (project) => {
    const { columns, rows } = readRows(project);
    const design = readDesign(project, columns, rows);
    for (const record of recordsFromRows(rows, design, [])) {
      for (const { cells, instrument } of record.events.flatMap((event) => event.instruments)) {
        for (const field of design.fieldsOf(instrument.name)) {
          if (field.kind === 'none' || !field.columns.some((column) => columns.includes(column))) continue;
          const value = readValue(field, cells, { design, columns: record.columns, exists: true });
          const ticked = [...field.columnByCode].filter(([, column]) => cells[column] === '1').map(([code]) => code);
          const stored = field.kind === 'checkbox' ? ticked.join(',') : (cells[field.fieldName] ?? '');
          expect(value.raw ?? '').toBe(stored);
        }
      }
    }
  });
});

describe.skipIf(!projects.includes('potentially-problematic-values'))(
  'stored values that break their validation',
  () => {
    it('stay readable and are told as invalid', () => {
      const { columns, rows } = readRows('potentially-problematic-values');
      const design = readDesign('potentially-problematic-values', columns, rows);
      const [record] = recordsFromRows(rows, design, []);
      const cells = record?.events[0]?.instruments[0]?.cells ?? {};
      const field = design.field('date_before_validation');
      const value = field && readValue(field, cells, { design, columns: new Set(columns), exists: true });
      expect(value).toMatchObject({
        kind: 'date',
        value: null,
        raw: 'before validation 1',
        isInvalid: true,
        absence: null,
      });
    });
  },
);
