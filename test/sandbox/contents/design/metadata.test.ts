import { describe, expect, it } from 'vitest';

import { asStored, itOnStudies } from '../../../support/known-study.ts';
import { makeSandbox, tokens } from '../../support.ts';

const token = tokens.classic;
const content = 'metadata';
const columns =
  'field_name,form_name,section_header,field_type,field_label,select_choices_or_calculations,field_note,' +
  'text_validation_type_or_show_slider_number,text_validation_min,text_validation_max,identifier,branching_logic,' +
  'required_field,custom_alignment,question_number,matrix_group_name,matrix_ranking,field_annotation';

describe('exporting metadata', () => {
  it('answers 18 columns of text', async () => {
    const { post } = makeSandbox();
    expect((await post({ token, content, format: 'csv', fields: 'sex' })).text).toBe(
      `${columns}\nsex,demographics,,radio,sex,"0, Female | 1, Male",,,,,,,,,,,,\n`,
    );
  });

  it('answers the fields of forms and the fields named, in dictionary order', async () => {
    const { postJson } = makeSandbox();
    const rows = await postJson({ token, content, 'forms[0]': 'health', 'fields[0]': 'study_id' });
    expect((rows as { field_name: string }[]).map((row) => row.field_name)).toEqual([
      'study_id',
      'race',
      'height',
      'age',
      'hint',
      'smoker',
    ]);
  });

  it.each([
    [{ fields: 'sex,shoe' }, `The following values in the parameter "fields" are not valid: 'shoe'`],
    [{ 'forms[0]': 'shoes' }, `The following values in the parameter "forms" are not valid: 'shoes'`],
  ])('refuses %j', async (filter, error) => {
    const { postJson } = makeSandbox();
    expect(await postJson({ token, content, ...filter })).toEqual({ error });
  });
});

describe('importing metadata', () => {
  const row = (name: string, form: string, type: string, more: Record<string, string> = {}) => ({
    field_name: name,
    form_name: form,
    field_type: type,
    field_label: name,
    ...more,
  });
  const id = row('record_id', 'first_form', 'text');
  const write = (rows: unknown[]) => ({ token, content, format: 'json', data: JSON.stringify(rows) });

  it('replaces the whole dictionary, and the instruments with it', async () => {
    const { post, postJson, classic } = makeSandbox();
    expect((await post(write([id, row('q1', 'second_form', 'yesno'), row('q2', 'first_form', 'notes')]))).text).toBe(
      '3',
    );
    expect(await postJson({ token, content })).toMatchObject([
      { field_name: 'record_id' },
      { field_name: 'q2' },
      { field_name: 'q1' },
    ]);
    expect(await postJson({ token, content: 'instrument' })).toEqual([
      { instrument_name: 'first_form', instrument_label: 'First Form' },
      { instrument_name: 'second_form', instrument_label: 'Second Form' },
    ]);
    expect(classic.users[0]).toMatchObject({
      forms: { first_form: 1, second_form: 1 },
      formsExport: { first_form: 1, second_form: 1 },
    });
  });

  it.each(['json', 'csv', 'xml'])('takes its own export back in %s', async (format) => {
    const { post, classic } = makeSandbox();
    const before = structuredClone(classic);
    const data = (await post({ token, content, format })).text;
    expect((await post({ token, content, format, data, dateFormat: 'YMD' })).text).toBe('11');
    expect(structuredClone({ ...classic, log: [] })).toEqual({ ...before, log: [] });
  });

  it('destroys the data of fields, options and forms that are gone', async () => {
    const { post, classic } = makeSandbox();
    classic.records.set('1', {
      name: '1',
      dagId: null,
      surveyIdentifier: '',
      rows: new Map([
        [
          '100||',
          {
            eventId: 100,
            repeatInstrument: '',
            instance: null,
            values: new Map([
              ['sex', '1'],
              ['smoker', '1'],
              ['height', '180'],
              ['health_complete', '2'],
              ['demographics_complete', '1'],
            ]),
            checked: new Map([['race', new Set(['1', 'A'])]]),
            timestamps: new Map(),
          },
        ],
      ]),
    });
    const kept = [
      row('study_id', 'health', 'text'),
      row('height', 'health', 'text'),
      row('race', 'health', 'checkbox', { select_choices_or_calculations: 'A, Letter' }),
    ];
    expect((await post(write(kept))).text).toBe('3');
    const stored = classic.records.get('1')?.rows.get('100||');
    expect(stored?.values).toEqual(
      new Map([
        ['height', '180'],
        ['health_complete', '2'],
      ]),
    );
    expect(stored?.checked).toEqual(new Map([['race', new Set(['A'])]]));
  });

  it.each([
    [[], 'There must be at least one field: the record ID field'],
    [
      [row('q', 'f', 'checkbox', { select_choices_or_calculations: '1, A' })],
      'The first field "q" holds record IDs and must be text',
    ],
    [
      [id, row('Bad', 'f', 'text')],
      'The field "Bad" has a bad name: only lower-case letters, digits and single underscores, beginning with a letter',
    ],
    [
      [id, row('a__b', 'f', 'text')],
      'The field "a__b" has a bad name: only lower-case letters, digits and single underscores, beginning with a letter',
    ],
    [
      [id, row('q', 'f-1', 'text')],
      'The field "q" has a bad form name: only lower-case letters, digits and single underscores',
    ],
    [[id, row('q', 'f', 'textbox')], 'The field "q" has the unknown field type "textbox"'],
    [[id, row('q', 'f', 'radio')], 'The field "q" needs choices such as "1, One | 2, Two"'],
    [
      [id, row('q', 'f', 'radio', { select_choices_or_calculations: '1, A | 1, B' })],
      'The field "q" has the choice code "1" more than once',
    ],
    [
      [id, row('q', 'f', 'notes', { text_validation_type_or_show_slider_number: 'email' })],
      'The field "q" cannot have the validation "email", which is for text fields',
    ],
    [[id, row('q', 'f', 'yesno', { text_validation_min: '1' })], 'The field "q" cannot have a minimum or maximum'],
    [
      [id, row('q', 'f', 'text', { required_field: 'maybe' })],
      'The field "q" must have "y" or nothing in the column "required_field"',
    ],
    [
      [id, row('q', 'f', 'sql', { select_choices_or_calculations: 'select 1' })],
      'The field "q" is of type sql, which only administrators may set',
    ],
    [
      [id, row('redcap_event_name', 'f', 'text')],
      'The field "redcap_event_name" has a name that REDCap needs for itself',
    ],
    [[id, row('q', 'f', 'text'), row('q', 'f', 'text')], 'The field name "q" is used more than once'],
    [[id, row('f_complete', 'f', 'text')], `The field name "f_complete" belongs to a form's status`],
    [
      [id, row('q', 'f', 'text', { matrix_group_name: 'm' })],
      'The field "q" is in a matrix and must be of type radio or checkbox',
    ],
    [
      [
        id,
        row('a', 'f', 'radio', { matrix_group_name: 'm', select_choices_or_calculations: '1, A' }),
        row('b', 'f', 'radio', { matrix_group_name: 'm', select_choices_or_calculations: '2, A' }),
      ],
      'The fields of the matrix "m" must have the same choices',
    ],
    [
      [
        id,
        row('a', 'f', 'radio', { matrix_group_name: 'm', select_choices_or_calculations: '1, A' }),
        row('c', 'f', 'text'),
        row('b', 'f', 'radio', { matrix_group_name: 'm', select_choices_or_calculations: '1, A' }),
      ],
      'The fields of the matrix "m" must follow one another',
    ],
  ])('refuses a bad dictionary and keeps the old one (%#)', async (rows, problem) => {
    const { post, classic } = makeSandbox();
    const reply = await post(write(rows));
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text)).toEqual({ error: `Error validating metadata: ${problem}` });
    expect(classic.fields).toHaveLength(11);
  });

  it.each(['production', 'analysis', 'completed'] as const)('is refused in status %s', async (status) => {
    const { post, classic } = makeSandbox();
    classic.status = status;
    const reply = await post(write([id]));
    expect(reply.status).toBe(400);
    expect(reply.text).toBe('{"error":"You cannot import metadata because the project is not in Development status"}');
  });
});

describe('a known study', () => {
  itOnStudies(
    '$name takes its own dictionary back unchanged',
    async (study) => {
      const { post, store } = makeSandbox({ variants: asStored });
      const created = await post({
        token: store.superToken,
        content: 'project',
        format: 'json',
        data: '{"project_title":"Copy","purpose":0}',
        odm: study.xml(),
      });
      const copy = { token: created.text, content, format: 'csv' };
      const before = (await post(copy)).text;
      const count = store.projects.get(4)?.fields.length;
      expect((await post({ ...copy, data: before })).text).toBe(String(count));
      expect((await post(copy)).text).toBe(before);
    },
    () => true,
  );
});
