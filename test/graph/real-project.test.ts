import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { branchingOf, compileBranching } from '../../src/graph/branching.ts';
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

describe.skipIf(projects.length === 0)('logic in real projects', () => {
  const designs = projects.map((project) => {
    const { columns, rows } = readRows(project);
    return { project, rows, design: readDesign(project, columns, rows) };
  });
  const calculations = designs.flatMap(({ project, rows, design }) =>
    design.fields
      .filter(({ fieldType }) => fieldType === 'CALC')
      .map((field) => ({ project, rows, design, field, formula: field.row.select_choices_or_calculations })),
  );

  it('hides fields nowhere: branching logic is in none of their dictionaries', () => {
    const fields = designs.flatMap(({ design }) => design.fields.map((field) => ({ design, field })));
    const branched = fields.filter(({ field }) => field.row.branching_logic.trim() !== '');
    expect(branched.filter(({ field, design }) => branchingOf(field, design) === null)).toEqual([]);
    expect(branched).toHaveLength(0);
  });

  it('calculates, in the same language, all but what takes the day of the asking', () => {
    const told = calculations.map(({ project, field, design, formula }) => [
      `${project} ${field.fieldName}`,
      compileBranching(formula, design) !== null,
    ]);
    expect(Object.fromEntries(told)).toEqual({
      'dag age': false,
      'dag bmi': true,
      'decimal-comma bmi': true,
      'decimal-dot bmi': true,
      'empty-rows age': false,
      'empty-rows bmi': true,
      'simple bmi': true,
    });
  });

  it('comes to what REDCap has stored as calculated, and to a blank where it has none', () => {
    const outcomes = calculations.flatMap(({ project, rows, design, field, formula }) => {
      const branching = compileBranching(`[${field.fieldName}] = ${formula}`, design);
      if (branching === null) return [];
      return recordsFromRows(rows, design, [])
        .flatMap(({ events }) => events.flatMap(({ instruments }) => instruments))
        .filter(({ instrument }) => instrument.name === field.instrument)
        .map((place) => `${project} ${String(branching.isShown(place))}`);
    });
    expect(Object.groupBy(outcomes, (outcome) => outcome)).toEqual({
      'dag true': Array(3).fill('dag true'),
      'decimal-comma true': Array(4).fill('decimal-comma true'),
      'decimal-dot true': Array(4).fill('decimal-dot true'),
      'simple true': Array(5).fill('simple true'),
    });
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
