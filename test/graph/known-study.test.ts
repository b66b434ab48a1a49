import { describe, expect, it } from 'vitest';
import { branchingOf, compileBranching } from '../../src/graph/branching/branching.ts';
import { buildDesign } from '../../src/graph/design/builder.ts';
import type { Design, DesignRows } from '../../src/graph/design/design.ts';
import { readValue } from '../../src/graph/value/read.ts';
import { recordsFromRows, rowsFromRecords } from '../../src/graph/record/tree.ts';
import { metadataColumns } from '../../src/redcap/methods/metadata.ts';
import type { MetadataRow } from '../../src/redcap/methods/metadata.ts';
import { itOnStudies, studyNamed, type KnownStudy } from '../support/known-study.ts';
import { itWith, requirement } from '../support/requirement.ts';
import { readCsv, type Table } from '../support/table.ts';
import { designRows, eventRow } from './support/design.ts';

const exportOf = (study: KnownStudy): Table => readCsv(study.read(study.exportFile));

/** The rows of a file beside the XML; none where there is no such file. */
const rowsOf = (study: KnownStudy, file: string): Table['rows'] =>
  study.has(file) ? readCsv(study.read(file)).rows : [];

const metadataOf = (study: KnownStudy): MetadataRow[] => {
  const { columns, rows } = readCsv(study.read('dictionary.csv'));
  return rows.map((row) => {
    const cells = metadataColumns.map((column, index) => [column, row[columns[index] ?? ''] ?? '']);
    return Object.fromEntries(cells) as MetadataRow;
  });
};

/** Of a recorded project only the rows say what repeats and which events there are: all of its forms in each of them. */
const inferSchedule = (metadata: readonly MetadataRow[], rows: Table['rows']): Partial<DesignRows> => {
  const events = [...new Set(rows.flatMap((row) => row['redcap_event_name'] ?? []))];
  const forms = [...new Set(metadata.map((row) => row.form_name))];
  const repeating = [...new Set(rows.flatMap((row) => row['redcap_repeat_instrument'] || []))];
  return {
    events: events.map((event) => eventRow(event)),
    mappings: events.flatMap((event) => forms.map((form) => ({ arm_num: 1, unique_event_name: event, form }))),
    repeating: repeating.map((form_name) => ({ event_name: null, form_name, custom_form_label: '' })),
  };
};

const readSchedule = (study: KnownStudy): Partial<DesignRows> => ({
  events: rowsOf(study, 'events.csv').map((row) => eventRow(row['unique_event_name'] ?? '', Number(row['arm_num']))),
  mappings: rowsOf(study, 'mappings.csv').map((row) => ({
    arm_num: Number(row['arm_num']),
    unique_event_name: row['unique_event_name'] ?? '',
    form: row['form'] ?? '',
  })),
  repeating: rowsOf(study, 'repeating.csv').map((row) => ({
    event_name: row['event_name'] ?? null,
    form_name: row['form_name'] ?? '',
    custom_form_label: row['custom_form_label'] ?? '',
  })),
});

const designOf = (study: KnownStudy): Design => {
  const metadata = metadataOf(study);
  const { columns, rows } = exportOf(study);
  const schedule = study.source === 'invented' ? readSchedule(study) : inferSchedule(metadata, rows);
  return buildDesign(
    designRows(metadata, {
      ...schedule,
      project: {
        is_longitudinal: columns.includes('redcap_event_name') || (schedule.events ?? []).length > 0,
        missing_data_codes: /<redcap:MissingDataCodes>([^<]*)</.exec(study.xml())?.[1] ?? '',
      },
    }),
  );
};

describe('the export of a known study', () => {
  itOnStudies('$name: becomes records and the same rows again', (study) => {
    const { columns, rows } = exportOf(study);
    const design = designOf(study);
    const records = recordsFromRows(rows, design, []);
    expect(rowsFromRecords(records, design, columns)).toEqual(rows);
    expect(records.map((record) => record.name)).toEqual([...new Set(rows.map((row) => row[columns[0] ?? '']))]);
  });

  itOnStudies('$name: has every cell again as the raw text of a value', (study) => {
    const { columns, rows } = exportOf(study);
    const design = designOf(study);
    const nodes = recordsFromRows(rows, design, []).flatMap((record) =>
      record.events.flatMap((event) => event.instruments.map((instrument) => ({ record, instrument }))),
    );
    for (const { record, instrument } of nodes) {
      const { cells } = instrument;
      for (const field of design.fieldsOf(instrument.instrument.name)) {
        if (field.kind === 'none' || !field.columns.some((column) => columns.includes(column))) continue;
        const value = readValue(field, cells, { design, columns: record.columns, exists: true });
        const ticked = [...field.columnByCode].filter(([, column]) => cells[column] === '1').map(([code]) => code);
        const stored = field.kind === 'checkbox' ? ticked.join(',') : (cells[field.fieldName] ?? '');
        expect(value.raw ?? '').toBe(stored);
      }
    }
  });
});

/** Fields with branching logic, by study; no recorded project has any. */
const branched: Readonly<Record<string, readonly string[]>> = {
  bakery: ['flour', 'again'],
  lighthouse: ['hears'],
};

/** Whether a calculation does without the day of the asking, by study and field. */
const isTimeless: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  bakery: { score: true },
  beehives: { share: true },
  glacier: { gain: true, fit: true },
  lighthouse: { bmi: true },
  'polar-night': { twice: true },
  vineyard: { yield_x2: true, mix: true },
  watchmaker: { twofold: true, days: true },
  dag: { age: false, bmi: true },
  'decimal-comma': { bmi: true },
  'decimal-dot': { bmi: true },
  'empty-rows': { age: false, bmi: true },
  simple: { bmi: true },
};

/**
 * In how many places such a calculation is what REDCap has stored, and in how many this is not sure, as it is worked
 * out of a missing data code.
 */
const calculated: Readonly<Record<string, { readonly right: number; readonly unsure?: number }>> = {
  bakery: { right: 6 },
  beehives: { right: 4 },
  glacier: { right: 12 },
  lighthouse: { right: 4 },
  'polar-night': { right: 3, unsure: 1 },
  vineyard: { right: 10 },
  watchmaker: { right: 6 },
  dag: { right: 3 },
  'decimal-comma': { right: 4 },
  'decimal-dot': { right: 4 },
  simple: { right: 5 },
};

const formulaOf = (field: Design['fields'][number]): string => field.row.select_choices_or_calculations;

describe('logic in a known study', () => {
  itOnStudies('$name: branching logic can be evaluated for every field that has some', (study) => {
    const design = designOf(study);
    const fields = design.fields.filter((field) => field.row.branching_logic.trim() !== '');
    expect(fields.map(({ fieldName }) => fieldName)).toEqual(branched[study.name] ?? []);
    expect(fields.filter((field) => branchingOf(field, design) === null)).toEqual([]);
  });

  itOnStudies('$name: all is calculated, in the same language, but what takes the day of the asking', (study) => {
    const design = designOf(study);
    const calculations = design.fields.filter(({ fieldType }) => fieldType === 'CALC');
    const found = calculations.map((field) => [field.fieldName, compileBranching(formulaOf(field), design) !== null]);
    expect(Object.fromEntries(found)).toEqual(isTimeless[study.name] ?? {});
  });

  itOnStudies('$name: a calculation comes to what REDCap has stored, and to a blank where it has none', (study) => {
    const design = designOf(study);
    const outcomes = design.fields.flatMap((field) => {
      if (field.fieldType !== 'CALC') return [];
      const branching = compileBranching(`[${field.fieldName}] = ${formulaOf(field)}`, design);
      if (branching === null) return [];
      return recordsFromRows(exportOf(study).rows, design, [])
        .flatMap(({ events }) => events.flatMap(({ instruments }) => instruments))
        .filter(({ instrument }) => instrument.name === field.instrument)
        .map((place) => branching.isShown(place));
    });
    const { right, unsure = 0 } = calculated[study.name] ?? { right: 0 };
    expect(outcomes.filter((outcome) => outcome === false)).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === true)).toHaveLength(right);
    expect(outcomes).toHaveLength(right + unsure);
  });
});

describe('a stored value that breaks its validation', () => {
  /** What the graph says of a field in the first row of a study. */
  const valueIn = (study: KnownStudy, fieldName: string) => {
    const { columns, rows } = exportOf(study);
    const design = designOf(study);
    const [record] = recordsFromRows(rows, design, []);
    const cells = record?.events[0]?.instruments[0]?.cells ?? {};
    const field = design.field(fieldName);
    return field && readValue(field, cells, { design, columns: new Set(columns), exists: true });
  };
  const invalid = (kind: string, raw: string) => ({ kind, value: null, raw, isInvalid: true, absence: null });

  itWith(requirement.recordedProjects, 'stays readable and is marked as invalid, in a recorded project', () => {
    expect(valueIn(studyNamed('potentially-problematic-values'), 'date_before_validation')).toMatchObject(
      invalid('date', 'before validation 1'),
    );
  });

  it.each([
    ['found', invalid('date', 'before 1900')],
    ['opened', invalid('datetime', '31/12/1999')],
    ['count', invalid('integer', 'about ten')],
    ['worth', invalid('number', '1,5 or so')],
    ['at', invalid('time', 'noon')],
  ])('stays readable and is marked as invalid, in the attic (%s)', (field, value) => {
    expect(valueIn(studyNamed('attic'), field)).toMatchObject(value);
  });
});
