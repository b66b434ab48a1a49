import { describe, expect, it } from 'vitest';
import { hasExport, itOnStudies, studyNamed, type KnownStudy } from '../support/known-study.ts';
import { itWith, requirement } from '../support/requirement.ts';
import { projectFromXml, startStudy, type Study } from '../support/study.ts';
import { pickColumns, readCsv, type TableRow as Row } from '../support/table.ts';

interface GraphField {
  readonly fieldName: string;
  readonly fieldType: string;
  readonly textValidationType: string | null;
  readonly fieldAnnotation: string | null;
  readonly choices: readonly { readonly code: string }[] | null;
  readonly exportFieldNames: readonly string[];
}

interface GraphDesign {
  readonly recordIdField: { readonly fieldName: string };
  readonly missingDataCodes: readonly { readonly code: string }[];
  readonly instruments: readonly { readonly name: string; readonly fields: readonly GraphField[] }[];
}

const DESIGN = `{ project(key: "study") {
  recordIdField { fieldName } missingDataCodes { code }
  instruments { name fields { fieldName fieldType textValidationType fieldAnnotation choices { code } exportFieldNames } }
} }`;

const IMPORT = `mutation Import($rows: [InstrumentRowInput!]!) {
  importRecords(input: { project: "study", rows: $rows }) {
    createdCount rejectedCount
    rows { outcome errors { code path message } }
    errors { code path message redcapMessage }
  }
}`;

const statuses = ['INCOMPLETE', 'UNVERIFIED', 'COMPLETE'];

const valueOf = (field: GraphField, row: Row, design: GraphDesign): Record<string, unknown> | null => {
  if (['CALC', 'FILE', 'SIGNATURE', 'DESCRIPTIVE'].includes(field.fieldType)) return null;
  // REDCap works these out by itself, too.
  if (/@CALC(TEXT|DATE)\b/.test(field.fieldAnnotation ?? '')) return null;
  if (field.fieldType === 'CHECKBOX') {
    const own = (field.choices ?? []).map(({ code }) => code);
    const codes = [...own, ...design.missingDataCodes.map(({ code }) => code).filter((code) => !own.includes(code))];
    const checked = codes.filter((_code, index) => row[field.exportFieldNames[index] ?? ''] === '1');
    if (checked.length === 0) return null;
    const isMissing = checked.some((code) => !own.includes(code));
    return { field: field.fieldName, ...(isMissing ? { raw: checked.join(',') } : { checked }) };
  }
  const cell = row[field.fieldName] ?? '';
  return cell === '' ? null : { field: field.fieldName, raw: cell };
};

/** One flat row as the rows of an import: one for each instrument that holds something in it, the first if none does. */
const inputRows = (row: Row, design: GraphDesign): Record<string, unknown>[] => {
  const idField = design.recordIdField.fieldName;
  const event = row['redcap_event_name'];
  const instance = row['redcap_repeat_instance'] ?? '';
  // An instrument that does not live in the row has no status there.
  const instruments = design.instruments.filter(({ name }) => row[`${name}_complete`] !== '');
  const rows = instruments.map(({ name, fields }) => {
    const values = fields
      .filter(({ fieldName }) => fieldName !== idField)
      .map((field) => valueOf(field, row, design))
      .filter((value) => value !== null);
    const status = row[`${name}_complete`] ?? '';
    return {
      isEmpty: values.length === 0 && (status === '' || status === '0'),
      input: {
        record: row[idField],
        instrument: name,
        values,
        ...(status === '' ? {} : { status: statuses[Number(status)] }),
        ...(event === undefined ? {} : { event }),
        ...(instance === '' ? {} : { repeatInstance: Number(instance) }),
        ...(row['redcap_data_access_group'] ? { dataAccessGroup: row['redcap_data_access_group'] } : {}),
      },
    };
  });
  const filled = rows.filter(({ isEmpty }) => !isEmpty);
  return (filled.length === 0 ? rows.slice(0, 1) : filled).map(({ input }) => input);
};

/** Imports all rows; a table without rows is nothing to import, and importRecords says so. */
const importAll = async (study: Study, known: KnownStudy) => {
  const design = (await study.run(DESIGN)).data.project as GraphDesign;
  return study.run(IMPORT, { rows: known.expected().rows.flatMap((row) => inputRows(row, design)) });
};

/** The columns that an import can bring: no files, and nothing of survey responses. */
const importableColumns = (known: KnownStudy, study: Study): string[] => {
  const files = study.project.fields.filter((field) => field.field_type === 'file').map((field) => field.field_name);
  return known.graphColumns().filter((column) => !files.includes(column));
};

const NOTHING = { code: 'VALIDATION', path: ['rows'], message: 'Give at least one row.', redcapMessage: null };

/** Studies with stored values that an import refuses. */
const refused = ['potentially-problematic-values', 'attic'];

const withEmptied = async (known: KnownStudy, test: (study: Study) => Promise<void>): Promise<void> => {
  const study = await startStudy({ project: projectFromXml(known.emptyXml()) });
  try {
    await test(study);
  } finally {
    await study.close();
  }
};

/** Holds an import to be refused for the values in these places, each with its place, and to send nothing. */
const expectRefusal = async (known: KnownStudy, places: readonly string[]): Promise<void> =>
  withEmptied(known, async (study) => {
    const { data } = await importAll(study, known);
    const found: string[] = data.importRecords.rows.flatMap((row: { errors: { path: string[] }[] }) =>
      row.errors.map(({ path }) => path.join('.')),
    );
    expect(found).toEqual(places);
    expect(study.project.records.size).toBe(0);
    expect(study.calls.filter((call) => call['data'] !== undefined)).toEqual([]);
  });

describe('an emptied study', () => {
  itOnStudies(
    '$name is filled from its export through importRecords and exports the same cells',
    async (known) => {
      await withEmptied(known, async (study) => {
        const { data, errors } = await importAll(study, known);
        expect(errors).toEqual([]);
        expect(data.importRecords.errors).toEqual(known.expected().rows.length === 0 ? [NOTHING] : []);
        expect(data.importRecords.rejectedCount).toBe(0);
        const text = await study.post({ content: 'record', format: 'csv', ...known.columnParameters() });
        const columns = importableColumns(known, study);
        const { rows } = known.comparable(readCsv(text));
        expect(pickColumns(rows, columns)).toEqual(pickColumns(known.expected().rows, columns));
      });
    },
    (study) => hasExport(study) && !refused.includes(study.name),
  );

  itWith(
    requirement.recordedProjects,
    'potentially-problematic-values is refused for the values that break their validation, and nothing is sent',
    () =>
      expectRefusal(studyNamed('potentially-problematic-values'), [
        'rows.0.values.1',
        'rows.0.values.2',
        'rows.1.values.1',
        'rows.1.values.2',
      ]),
  );

  it('attic is refused for the values that break their validation, and nothing is sent', () =>
    expectRefusal(studyNamed('attic'), [
      // A date, a moment, an integer, a number, two codes, a slider, a code and a time; addresses are left to REDCap.
      ...[0, 1, 2, 3, 5, 6, 7, 8, 9].map((value) => `rows.0.values.${String(value)}`),
      // The same kinds, but the integer and the slider are only beyond their limits, of which REDCap merely warns.
      ...[0, 1, 3, 5, 6, 8, 9].map((value) => `rows.1.values.${String(value)}`),
    ]));
});
