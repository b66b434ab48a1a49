import { describe, expect, it } from 'vitest';
import { hasSharedProjects, readCsv, sharedProjects, type SharedProject } from '../support/shared-project.ts';
import { projectFromXml, startStudy, type Study } from '../support/study.ts';

interface GraphField {
  readonly fieldName: string;
  readonly fieldType: string;
  readonly textValidationType: string | null;
  readonly choices: readonly { readonly code: string }[] | null;
  readonly exportFieldNames: readonly string[];
}

interface GraphDesign {
  readonly recordIdField: { readonly fieldName: string };
  readonly formEventMappings: readonly { event: { uniqueEventName: string }; instrument: { name: string } }[];
  readonly instruments: readonly { readonly name: string; readonly fields: readonly GraphField[] }[];
}

type Row = Readonly<Record<string, string>>;

const DESIGN = `{ project(key: "study") {
  recordIdField { fieldName }
  formEventMappings { event { uniqueEventName } instrument { name } }
  instruments { name fields { fieldName fieldType textValidationType choices { code } exportFieldNames } }
} }`;

const IMPORT = `mutation Import($rows: [InstrumentRowInput!]!) {
  importRecords(input: { project: "study", rows: $rows }) {
    createdCount rejectedCount
    rows { outcome errors { code path message } }
    errors { code path message redcapMessage }
  }
}`;

const statuses = ['INCOMPLETE', 'UNVERIFIED', 'COMPLETE'];

const valueOf = (field: GraphField, row: Row): Record<string, unknown> | null => {
  if (['CALC', 'FILE', 'SIGNATURE', 'DESCRIPTIVE'].includes(field.fieldType)) return null;
  if (field.fieldType === 'CHECKBOX') {
    const checked = (field.choices ?? []).filter((_choice, index) => row[field.exportFieldNames[index] ?? ''] === '1');
    return checked.length === 0 ? null : { field: field.fieldName, checked: checked.map(({ code }) => code) };
  }
  const cell = row[field.fieldName] ?? '';
  return cell === '' ? null : { field: field.fieldName, raw: cell };
};

/** One flat row as the rows of an import: one for each instrument that holds something in it, the first if none does. */
const inputRows = (row: Row, design: GraphDesign): Record<string, unknown>[] => {
  const idField = design.recordIdField.fieldName;
  const event = row['redcap_event_name'];
  const repeats = row['redcap_repeat_instrument'] ?? '';
  const instruments = design.instruments.filter(
    ({ name }) =>
      (event === undefined ||
        design.formEventMappings.some(
          (mapping) => mapping.event.uniqueEventName === event && mapping.instrument.name === name,
        )) &&
      (repeats === '' || repeats === name),
  );
  const rows = instruments.map(({ name, fields }) => {
    const values = fields
      .filter(({ fieldName }) => fieldName !== idField)
      .map((field) => valueOf(field, row))
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
        ...(repeats === '' ? {} : { repeatInstance: Number(row['redcap_repeat_instance']) }),
        ...(row['redcap_data_access_group'] ? { dataAccessGroup: row['redcap_data_access_group'] } : {}),
      },
    };
  });
  const filled = rows.filter(({ isEmpty }) => !isEmpty);
  return (filled.length === 0 ? rows.slice(0, 1) : filled).map(({ input }) => input);
};

/** Imports all rows; a table without rows is nothing to import, and importRecords says so. */
const importAll = async (study: Study, shared: SharedProject) => {
  const design = (await study.run(DESIGN)).data.project as GraphDesign;
  return study.run(IMPORT, { rows: shared.expected.rows.flatMap((row) => inputRows(row, design)) });
};

/** Columns that an import cannot bring: files, and what belongs to survey responses. */
const cannotImport = ['image_profile', 'redcap_survey_identifier'];

const withoutThose = (rows: readonly Row[]): Row[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !cannotImport.includes(column))));

const refused = 'potentially-problematic-values';

describe.skipIf(!hasSharedProjects)('an emptied real project', () => {
  it.each(sharedProjects.filter(({ name }) => name !== refused))(
    '$name is filled from its data.csv through importRecords and exports the same cells',
    async (shared) => {
      const study = await startStudy({ project: projectFromXml(shared.emptyXml) });
      try {
        const { data, errors } = await importAll(study, shared);
        expect(errors).toEqual([]);
        const nothing = [
          { code: 'VALIDATION', path: ['rows'], message: 'Give at least one row.', redcapMessage: null },
        ];
        expect(data.importRecords.errors).toEqual(shared.expected.rows.length === 0 ? nothing : []);
        expect(data.importRecords.rejectedCount).toBe(0);
        const text = await study.post({
          content: 'record',
          format: 'csv',
          exportSurveyFields: shared.name === 'survey' ? 'true' : 'false',
          exportDataAccessGroups: shared.name === 'dag' ? 'true' : 'false',
        });
        const { rows } = shared.comparable(readCsv(text));
        expect(withoutThose(rows)).toEqual(withoutThose(shared.expected.rows));
      } finally {
        await study.close();
      }
    },
  );

  it(`${refused} is refused for the values that break their validation, each with its place, and nothing is sent`, async () => {
    const shared = sharedProjects.find(({ name }) => name === refused);
    if (shared === undefined) throw new Error('the project is not there');
    const study = await startStudy({ project: projectFromXml(shared.emptyXml) });
    try {
      const { data } = await importAll(study, shared);
      const places: string[] = data.importRecords.rows.flatMap((row: { errors: { path: string[] }[] }) =>
        row.errors.map(({ path }) => path.join('.')),
      );
      expect(places).toEqual(['rows.0.values.1', 'rows.0.values.2', 'rows.1.values.1', 'rows.1.values.2']);
      expect(study.project.records.size).toBe(0);
      expect(study.calls.filter((call) => call['data'] !== undefined)).toEqual([]);
    } finally {
      await study.close();
    }
  });
});
