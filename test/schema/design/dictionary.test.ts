import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { metadataColumns } from '../../../src/sandbox/contents/design/metadata-row.ts';
import { createDemoProject } from '../../../src/sandbox/demo/study.ts';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import type { FieldDefinition } from '../../../src/sandbox/state/project.ts';
import { clinic } from '../../support/clinic.ts';
import {
  dictionaries,
  exportDictionary,
  importFields,
  oldDictionaries,
  readFields,
  type FieldInput,
} from '../../support/dictionary.ts';
import { itOnStudies } from '../../support/known-study.ts';
import { classicXml } from '../../support/project-xml.ts';
import { runs } from '../../support/runs.ts';
import { projectFromXml, startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (project: StudyOptions['project']): Promise<Study> => {
  const study = await startStudy({ project });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** Calls that change something. */
const writes = (study: Study): string[] =>
  study.calls.filter((call) => call['data'] !== undefined).map((call) => call['content'] ?? '');

const modes = ['MERGE', 'REPLACE'] as const;
const formats = ['PLAIN', 'HTML'] as const;

/** Sends back everything that the graph returns, in every mode and format, and expects that nothing happens. */
const expectNoChange = async (study: Study): Promise<void> => {
  const before = await exportDictionary(study);
  const records = [...study.project.records.keys()];
  for (const format of formats) {
    const fields = await readFields(study, format);
    for (const mode of modes) {
      for (const dryRun of [true, false]) {
        study.forget();
        expect(await importFields(study, fields, { mode, format, dryRun })).toEqual({ changes: [], errors: [] });
        expect(writes(study)).toEqual([]);
        expect(study.callsOf('record')).toEqual([]);
      }
    }
  }
  expect(await exportDictionary(study)).toBe(before);
  expect([...study.project.records.keys()]).toEqual(records);
};

/** A project without records, whose record ID field is `id`. */
const empty = projectFromXml(classicXml.replace(/<ClinicalData[\s\S]*<\/ClinicalData>/, ''));

/** The demo study, owned by a user with all rights. */
const demo: StudyOptions['project'] = (store) => {
  const project = createDemoProject(store);
  store.projects.set(project.projectId, project);
  return { project, owner: addUser(project, store, { username: 'owner', rights: 'all' }) };
};

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

const toCsv = (rows: readonly FieldDefinition[]): string =>
  [metadataColumns, ...rows.map((row) => metadataColumns.map((column) => row[column]))]
    .map((cells) => cells.map(quote).join(','))
    .join('\n');

/** Brings a dictionary into an empty project by the CSV of REDCap's API. */
const importCsv = async (csv: string): Promise<Study> => {
  const study = await start(empty);
  expect(await study.post({ content: 'metadata', format: 'csv', data: csv })).toMatch(/^\d+$/);
  return study;
};

/** Brings fields into an empty project by the graph, and returns the dictionary that REDCap then exports. */
const importByGraph = async (fields: readonly FieldInput[]): Promise<string> => {
  const study = await start(empty);
  const options = { mode: 'REPLACE', format: 'HTML' };
  expect(await importFields(study, fields, options)).toMatchObject({ errors: [] });
  return exportDictionary(study);
};

describe('a dictionary that is read and sent back', () => {
  itOnStudies(
    'changes nothing in $name, in every mode and format',
    async (study) => {
      await expectNoChange(await start(projectFromXml(study.xml())));
    },
    () => true,
  );

  it('changes nothing in the demo study', async () => {
    await expectNoChange(await start(clinic));
    await expectNoChange(await start(demo));
  });

  it('changes nothing, whatever columns a dictionary has', async () => {
    await fc.assert(
      fc.asyncProperty(dictionaries, async (rows) => {
        await expectNoChange(await importCsv(toCsv(rows)));
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('a dictionary of an old project', () => {
  it('changes nothing when it is read and sent back, however it is spelled', async () => {
    await fc.assert(
      fc.asyncProperty(oldDictionaries, async (rows) => {
        const study = await start(empty);
        study.project.fields = rows;
        study.project.instruments = [...new Set(rows.map(({ form_name }) => form_name))].map((name) => ({
          name,
          label: name,
        }));
        await expectNoChange(study);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('a dictionary that the graph brings into an empty project', () => {
  itOnStudies(
    'is exported like the one that the CSV of the API brings there, for $name',
    async (study) => {
      const source = await start(projectFromXml(study.xml()));
      // Only an administrator makes fields of type sql, by any way.
      source.project.fields = source.project.fields.filter(({ field_type }) => field_type !== 'sql');
      const expected = await exportDictionary(await importCsv(toCsv(source.project.fields)));
      expect(await importByGraph(await readFields(source, 'HTML', { withRawColumn: false }))).toBe(expected);
      expect(await importByGraph(await readFields(source, 'HTML'))).toBe(expected);
    },
    () => true,
  );

  it('is exported like the one that the CSV of the API brings there, whatever columns it has', async () => {
    await fc.assert(
      fc.asyncProperty(dictionaries, async (rows) => {
        const source = await importCsv(toCsv(rows));
        expect(await importByGraph(await readFields(source, 'HTML'))).toBe(await exportDictionary(source));
      }),
      { numRuns: runs(60) },
    );
  });
});

/** A project with one field of each kind that the dictionary knows columns for. */
const rich: StudyOptions['project'] = (store) => {
  const made = empty(store);
  const [id] = made.project.fields;
  const row = (field_name: string, field_type: string, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
    ...(id as FieldDefinition),
    field_name,
    field_type,
    field_label: `<b>${field_name}</b>`,
    ...more,
  });
  made.project.fields = [
    ...made.project.fields.slice(0, 1),
    row('age', 'text', { text_validation_type_or_show_slider_number: 'integer', text_validation_min: '0' }),
    row('pain', 'slider', {
      select_choices_or_calculations: 'none | some | worst',
      text_validation_type_or_show_slider_number: 'number',
      text_validation_max: '10',
    }),
    row('country', 'dropdown', {
      select_choices_or_calculations: '1, <i>Chile</i> | 2,Ghana',
      text_validation_type_or_show_slider_number: 'autocomplete',
      question_number: '1a',
      custom_alignment: 'LV',
    }),
    row('m1', 'radio', { select_choices_or_calculations: '1, never | 2, often', matrix_group_name: 'habits' }),
    row('m2', 'radio', { select_choices_or_calculations: '1, never | 2, often', matrix_group_name: 'habits' }),
    row('sig', 'file', { text_validation_type_or_show_slider_number: 'signature' }),
    row('sum', 'calc', { select_choices_or_calculations: '[age] + 1' }),
    row('sure', 'yesno'),
  ];
  return made;
};

const columnsOf = (study: Study, name: string): Partial<FieldDefinition> => {
  const [id] = study.project.fields;
  const row = study.project.fields.find(({ field_name }) => field_name === name);
  return Object.fromEntries(
    Object.entries(row ?? {}).filter(([column, text]) => text !== '' && column !== 'form_name' && row !== id),
  );
};

describe('a field that is changed', () => {
  it.each([
    ['what is left out', { isRequired: true }, { required_field: 'y' }],
    ['a column that null clears', { questionNumber: null }, { question_number: undefined }],
    ['another column that null clears', { customAlignment: null }, { custom_alignment: undefined }],
    [
      'the label of the one choice that reads as before',
      {
        choices: [
          { code: '1', label: 'Chile' },
          { code: '2', label: 'Togo' },
        ],
      },
      { select_choices_or_calculations: '1, <i>Chile</i> | 2, Togo' },
    ],
    ['a label that reads as before', { fieldLabel: 'country', fieldNote: 'n' }, { field_note: 'n' }],
    ['no HTML where the format is HTML', { fieldLabel: 'country', format: 'HTML' }, { field_label: 'country' }],
    ['the raw column', { selectChoicesOrCalculations: '1,A|2,B' }, { select_choices_or_calculations: '1,A | 2,B' }],
    [
      'no validation of another type',
      { fieldType: 'RADIO' },
      { field_type: 'radio', text_validation_type_or_show_slider_number: undefined },
    ],
    [
      'no choices of another type',
      { fieldType: 'SLIDER', sliderLabels: ['few', '', 'many'], textValidationMax: '5' },
      {
        field_type: 'slider',
        select_choices_or_calculations: 'few |  | many',
        text_validation_type_or_show_slider_number: undefined,
        text_validation_max: '5',
      },
    ],
  ])('keeps %s', async (_title, { format = 'PLAIN', ...change }: Record<string, unknown>, columns) => {
    const study = await start(rich);
    const before = columnsOf(study, 'country');
    const answer = await importFields(study, [{ fieldName: 'country', ...change }], { format });
    expect(answer.errors).toEqual([]);
    const expected = Object.entries({ ...before, ...columns }).filter(([, text]) => text !== undefined);
    expect(columnsOf(study, 'country')).toEqual(Object.fromEntries(expected));
  });

  it('gets every column that it can have', async () => {
    const study = await start(rich);
    const common = { instrument: 'demographics', fieldLabel: 'New' };
    const answer = await importFields(study, [
      { ...common, fieldName: 'finding', fieldType: 'TEXT', ontology: 'BIOPORTAL:HP', questionNumber: '7' },
      { ...common, fieldName: 'mood', fieldType: 'SLIDER', textValidationType: 'number', textValidationMin: '-3' },
      {
        ...common,
        fieldName: 'city',
        fieldType: 'DROPDOWN',
        choices: [{ code: '1', label: 'Lima' }],
        textValidationType: 'autocomplete',
        customAlignment: 'LH',
      },
      { ...common, fieldName: 'mark', fieldType: 'SIGNATURE' },
      { ...common, fieldName: 'mark2', fieldType: 'FILE', textValidationType: 'signature' },
      {
        ...common,
        fieldName: 'm3',
        fieldType: 'RADIO',
        choices: [
          { code: '1', label: 'never' },
          { code: '2', label: 'often' },
        ],
        matrixGroupName: 'habits',
        hasMatrixRanking: true,
      },
    ]);
    expect(answer.errors).toEqual([]);
    expect(columnsOf(study, 'finding')).toMatchObject({
      select_choices_or_calculations: 'BIOPORTAL:HP',
      question_number: '7',
    });
    expect(columnsOf(study, 'mood')).toMatchObject({
      text_validation_type_or_show_slider_number: 'number',
      text_validation_min: '-3',
    });
    expect(columnsOf(study, 'city')).toMatchObject({
      text_validation_type_or_show_slider_number: 'autocomplete',
      custom_alignment: 'LH',
    });
    expect(columnsOf(study, 'mark')).toMatchObject({
      field_type: 'file',
      text_validation_type_or_show_slider_number: 'signature',
    });
    expect(columnsOf(study, 'mark2')).toMatchObject({
      field_type: 'file',
      text_validation_type_or_show_slider_number: 'signature',
    });
    expect(columnsOf(study, 'm3')).toMatchObject({ matrix_group_name: 'habits', matrix_ranking: 'y' });
    const names = study.project.fields.map(({ field_name }) => field_name);
    expect(names.slice(names.indexOf('m1'), names.indexOf('m1') + 3)).toEqual(['m1', 'm2', 'm3']);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      'slider labels of a dropdown',
      { fieldName: 'country', sliderLabels: ['a'] },
      'sliderLabels',
      'country: a field of type DROPDOWN has no slider labels. Leave `sliderLabels` out.',
    ],
    [
      'an ontology of a slider',
      { fieldName: 'pain', ontology: 'BIOPORTAL:HP' },
      'ontology',
      'pain: a field of type SLIDER has no ontology. Leave `ontology` out.',
    ],
    [
      'a calculation of a text',
      { fieldName: 'age', calculation: '1' },
      'calculation',
      'age: a field of type TEXT has no calculation. Leave `calculation` out.',
    ],
    [
      'other choices of yes/no',
      { fieldName: 'sure', choices: [{ code: '1', label: 'Aye' }] },
      'choices',
      'sure: a field of type YESNO has no choices of its own. Leave `choices` out.',
    ],
    [
      'no choices of a dropdown',
      { fieldName: 'country', choices: null },
      'choices',
      'country: a field of type DROPDOWN has choices. Give at least one, or leave `choices` out to keep them.',
    ],
    [
      'a code twice',
      {
        fieldName: 'country',
        choices: [
          { code: '1', label: 'a' },
          { code: '1', label: 'b' },
        ],
      },
      'choices.1.code',
      'country: the same code is given twice. Give each code once.',
    ],
    [
      'a code with a blank',
      { fieldName: 'country', choices: [{ code: 'a b', label: 'a' }] },
      'choices.0.code',
      'country: a code has letters, digits, ".", "_" and "-" only. Give another code.',
    ],
    [
      'a label with the sign between choices',
      { fieldName: 'country', choices: [{ code: '1', label: 'a|b' }] },
      'choices.0.label',
      'country: a label cannot hold "|", by which REDCap separates choices. Use another sign.',
    ],
    [
      'four labels of a slider',
      { fieldName: 'pain', sliderLabels: ['a', 'b', 'c', 'd'] },
      'sliderLabels',
      'pain: a slider has three labels at most: left, middle, right.',
    ],
    [
      'a validation that a slider does not have',
      { fieldName: 'pain', textValidationType: 'integer' },
      'textValidationType',
      'pain: a field of type SLIDER takes "number" only. Give that, or leave `textValidationType` out.',
    ],
    [
      'a validation of a matrix',
      { fieldName: 'm1', textValidationType: 'number' },
      'textValidationType',
      'm1: a field of type RADIO has no validation. Leave `textValidationType` out.',
    ],
    [
      'a limit of a calculation',
      { fieldName: 'sum', textValidationMax: '3' },
      'textValidationMax',
      'sum: a field of type CALC has no limits. Leave `textValidationMax` out.',
    ],
    [
      'a limit of a slider that is no whole number',
      { fieldName: 'pain', textValidationMin: '0.5' },
      'textValidationMin',
      'pain: the limit of a slider is a whole number, such as "10".',
    ],
    [
      'a matrix of texts',
      { fieldName: 'age', matrixGroupName: 'habits' },
      'matrixGroupName',
      'age: only fields of type RADIO and CHECKBOX stand in a matrix. Leave `matrixGroupName` out.',
    ],
    [
      'a ranking without a matrix',
      { fieldName: 'age', hasMatrixRanking: true },
      'hasMatrixRanking',
      'age: only the fields of a matrix are ranked. Give `matrixGroupName` too.',
    ],
    [
      'other choices in a matrix',
      {
        fieldName: 'm2',
        choices: [
          { code: '1', label: 'yes' },
          { code: '2', label: 'no' },
        ],
      },
      'choices',
      'm2: the fields of the matrix habits have different choices. Give all of them the same.',
    ],
    [
      'a matrix in two places',
      { fieldName: 'm1', afterField: 'sum' },
      'matrixGroupName',
      'm1: the fields of the matrix habits do not follow one another. Put them one behind the other by `afterField`, or give another name.',
    ],
    [
      'a new field without its type',
      { fieldName: 'x', instrument: 'demographics', fieldLabel: 'X' },
      'fieldType',
      'x: there is no such field yet, so `fieldType` is needed. Give it.',
    ],
    [
      'a type that is cleared',
      { fieldName: 'age', fieldType: null },
      'fieldType',
      'age: `fieldType` cannot be cleared. Leave it out to keep it.',
    ],
    [
      'two arguments of one column that differ',
      { fieldName: 'pain', sliderLabels: ['a'], selectChoicesOrCalculations: 'b' },
      'sliderLabels',
      'pain: `sliderLabels` and `selectChoicesOrCalculations` say different things. Give one of the two.',
    ],
    [
      'a field behind itself',
      { fieldName: 'age', afterField: 'age' },
      'afterField',
      'There is no field with this name before it.',
    ],
  ])('refuses %s before anything is sent', async (_title, change, argument, message) => {
    const study = await start(rich);
    study.forget();
    const { errors, changes } = await importFields(study, [change as FieldInput]);
    expect(changes).toEqual([]);
    expect(errors).toEqual(
      [{ code: 'VALIDATION', path: ['fields', '0', ...argument.split('.')], message }].map((error) =>
        argument === 'afterField' ? { ...error, code: 'NOT_FOUND' } : error,
      ),
    );
    expect(writes(study)).toEqual([]);
    expect(study.callsOf('record')).toEqual([]);
  });

  it('is ranked no more when it leaves its matrix', async () => {
    const study = await start(rich);
    await importFields(study, [
      { fieldName: 'm1', hasMatrixRanking: true },
      { fieldName: 'm2', hasMatrixRanking: true },
    ]);
    expect(await importFields(study, [{ fieldName: 'm2', matrixGroupName: null }])).toMatchObject({
      changes: [{ subject: 'm2', detail: 'Changes matrix_group_name, matrix_ranking.' }],
      errors: [],
    });
    expect(columnsOf(study, 'm1')).toMatchObject({ matrix_group_name: 'habits', matrix_ranking: 'y' });
  });

  it('is not the record ID field while there are records', async () => {
    const study = await start(projectFromXml(classicXml));
    const fields = [{ fieldName: 'no', instrument: 'demographics', fieldType: 'TEXT', fieldLabel: 'Number' }];
    expect(await importFields(study, fields, { mode: 'REPLACE', allowDataLoss: true })).toMatchObject({
      errors: [
        {
          code: 'VALIDATION',
          path: ['fields'],
          message: 'The record ID field, id, must stay the first of the dictionary while there are records.',
        },
      ],
    });
    expect(writes(study)).toEqual([]);
  });

  it('is not called done when a column came back otherwise', async () => {
    const study = await startStudy({
      project: rich,
      intercept: async (call, answer) => {
        const response = await answer();
        if (call['content'] !== 'metadata' || call['data'] !== undefined) return response;
        return new Response((await response.text()).replace('"7b"', '""'), response);
      },
    });
    studies.push(study);
    const answer = await importFields(study, [{ fieldName: 'age', questionNumber: '7b' }]);
    expect(answer.errors).toMatchObject([{ code: 'PARTIAL_WRITE' }]);
  });
});
