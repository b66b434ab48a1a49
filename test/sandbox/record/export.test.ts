import { describe, expect, it } from 'vitest';

import { makeField, makeValidated, sketchBench, sketchClinic, sketchPressure, sketchVisits } from './support.ts';

const refusal = (error: string): string => JSON.stringify({ error });

describe('a flat csv export', () => {
  it('is a single line break when nothing matches', async () => {
    const bench = await sketchClinic();
    expect(await bench.text({ format: 'csv', records: '20000' })).toBe('\n');
  });

  it('is separated as csvDelimiter says', async () => {
    const bench = await sketchClinic();
    const first = async (csvDelimiter: string) => (await bench.text({ format: 'csv', csvDelimiter })).split('\n')[0];
    const plain = ((await first(',')) ?? '').split(',');
    expect(await first('tab')).toBe(plain.join('\t'));
    expect(await first(';')).toBe(plain.join(';'));
    expect(await first('|')).toBe(plain.join('|'));
  });
});

describe('the columns of an export', () => {
  const columns = async (fields: Record<string, string | string[]>): Promise<string[]> =>
    ((await (await sketchVisits()).text({ format: 'csv', ...fields })).split('\n')[0] ?? '').split(',');

  it('are all of them when nothing is restricted, and an empty list restricts nothing', async () => {
    const all = ['record_id', 'redcap_event_name', 'interview_date', 'weight', 'image_profile', 'collection_complete'];
    expect(await columns({})).toEqual(all);
    expect(await columns({ fields: '', forms: '', records: '', events: '' })).toEqual(all);
  });

  it('are exactly the requested fields, without the key of the row', async () => {
    expect(await columns({ fields: ['weight'] })).toEqual(['weight']);
  });

  it('have the key of the row when the record id is requested, in dictionary order whatever the request', async () => {
    expect(await columns({ fields: ['weight', 'record_id'] })).toEqual(['record_id', 'redcap_event_name', 'weight']);
  });

  it('have the status of a form that is requested, or when it is named', async () => {
    expect(await columns({ fields: 'weight,collection_complete' })).toEqual(['weight', 'collection_complete']);
    expect(await columns({ forms: 'collection' })).toEqual([
      'record_id',
      'redcap_event_name',
      'interview_date',
      'weight',
      'image_profile',
      'collection_complete',
    ]);
  });

  it('are the union of fields and forms', async () => {
    const simple = await sketchClinic();
    const csv = await simple.text({ format: 'csv', fields: ['name_first'], forms: ['race and ethnicity'] });
    expect(csv.split('\n')[0]).toBe('name_first,race___1,race___3,race___5,ethnicity,race_and_ethnicity_complete');
  });

  it.each([
    ['fields', ['nope', 'weight', 'x'], `'nope', 'x'`],
    ['fields', ['redcap_event_name'], `'redcap_event_name'`],
    ['fields', ['collection_timestamp'], `'collection_timestamp'`],
    ['forms', ['nope'], `'nope'`],
    ['events', ['intake_arm_1', 'nope_arm_1'], `'nope_arm_1'`],
  ])('are refused when %s has %j', async (parameter, values, list) => {
    const response = await (await sketchVisits()).send({ [parameter]: values });
    expect(response.status).toBe(400);
    expect(await response.text()).toBe(
      refusal(`The following values in the parameter "${parameter}" are not valid: ${list}`),
    );
  });

  it('are refused with a word that a parameter does not take', async () => {
    expect(await (await sketchVisits()).text({ type: 'tall' })).toBe(
      refusal('The value of the parameter "type" is not valid'),
    );
  });
});

describe('the rows of an export', () => {
  it('are none for an unknown record', async () => {
    expect(await (await sketchClinic()).text({ records: ['20000'] })).toBe('[]');
  });

  it('carry only the two requested fields', async () => {
    expect(await (await sketchClinic()).json({ fields: 'height,weight', records: '1,2' })).toEqual([
      { height: '7', weight: '1' },
      { height: '6', weight: '1' },
    ]);
  });

  it('are those of the requested events', async () => {
    expect(await (await sketchVisits()).json({ records: '1', events: 'intake_arm_1', fields: 'weight' })).toEqual([
      { weight: '11' },
    ]);
  });

  it('come in natural order: numbers by value, then names with numbers by their numbers', async () => {
    const bench = sketchBench({ fields: [makeField('id', 'a')] });
    await bench.importRows(['b', '331-10', '10', '331-2', '9', 'A'].map((id) => ({ id })));
    expect(await bench.json({ fields: 'id' })).toEqual(['9', '10', '331-2', '331-10', 'A', 'b'].map((id) => ({ id })));
  });

  it('meet filterLogic one by one', async () => {
    const bench = await sketchVisits();
    expect(await bench.json({ fields: 'record_id,weight', filterLogic: '[weight] > 31' })).toEqual([
      { record_id: '3', redcap_event_name: 'discharge_arm_1', weight: '32' },
      { record_id: '3', redcap_event_name: 'follow_up_arm_1', weight: '33' },
    ]);
  });

  it.each(['[weight] >', '[nope] = 1'])('are refused for the filter %s', async (filterLogic) => {
    const response = await (await sketchVisits()).send({ filterLogic });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/^\{"error":"The value of the parameter \\"filterLogic\\" is not valid: /);
  });
});

describe('dateRangeBegin and dateRangeEnd', () => {
  const bench = sketchBench({ fields: [makeField('id', 'a'), makeField('note', 'a')] });

  it('choose records by what the log says, without the begin and with the end', async () => {
    await bench.importRows([{ id: '1' }]);
    const names = (fields: Record<string, string>) => bench.json({ fields: 'id', ...fields });
    expect(await names({ dateRangeBegin: '2024-03-01 11:59:59' })).toEqual([{ id: '1' }]);
    expect(await names({ dateRangeBegin: '2024-03-01 12:00:00' })).toEqual([]);
    expect(await names({ dateRangeEnd: '2024-03-01 12:00:01' })).toEqual([{ id: '1' }]);
    expect(await names({ dateRangeEnd: '2024-03-01 12:00:00' })).toEqual([{ id: '1' }]);
    expect(await names({ dateRangeEnd: '2024-03-01 11:59:59' })).toEqual([]);
    expect(await names({ dateRangeBegin: '', dateRangeEnd: '' })).toEqual([{ id: '1' }]);
  });

  it('leave out records that the log does not know, as those that came with the project', async () => {
    const clinic = await sketchClinic();
    clinic.project.log.length = 0;
    expect(await clinic.json({ dateRangeBegin: '2000-01-01 00:00:00' })).toEqual([]);
  });

  it('are refused in another format', async () => {
    expect(await bench.text({ dateRangeBegin: '01/02/2024' })).toBe(
      refusal('The value of the parameter "dateRangeBegin" is not valid'),
    );
  });
});

describe('labels', () => {
  const choices = { select_choices_or_calculations: '1, Yes|2, No, never' };
  const bench = sketchBench({
    fields: [
      makeField('record_id', 'form_1'),
      makeField('field_1', 'form_1', 'radio', choices),
      makeField('checkbox_field', 'form_1', 'checkbox', { ...choices, field_label: 'Pick (all)' }),
      makeField('agrees', 'form_1', 'yesno'),
      makeField('known', 'form_1', 'truefalse'),
    ],
    events: [['Event 1', 1, ['form_1']]],
    repeating: [[0, '']],
    settings: { missing_data_codes: 'UNK, Unknown' },
  });
  const event = { record_id: '1', redcap_event_name: 'event_1_arm_1', redcap_repeat_instance: 1 };

  it('are those of REDCap in csv, the event by its label', async () => {
    await bench.importRows([{ ...event, field_1: 1, checkbox_field___2: 1, agrees: 0, known: 'UNK' }]);
    expect(await bench.text({ format: 'csv', rawOrLabel: 'label', fields: ['record_id', 'field_1', 'agrees'] })).toBe(
      'record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,field_1,agrees\n' +
        '1,"Event 1",,1,Yes,No\n',
    );
  });

  it('say Checked and Unchecked, or with exportCheckboxLabel the option', async () => {
    const fields = 'checkbox_field';
    expect(await bench.json({ rawOrLabel: 'label', fields })).toEqual([
      {
        checkbox_field___1: 'Unchecked',
        checkbox_field___2: 'Checked',
        checkbox_field___unk: 'Unchecked',
      },
    ]);
    expect(await bench.json({ rawOrLabel: 'label', exportCheckboxLabel: 'true', fields })).toEqual([
      { checkbox_field___1: '', checkbox_field___2: 'No, never', checkbox_field___unk: '' },
    ]);
    expect(await bench.json({ exportCheckboxLabel: 'true', fields })).toEqual([
      { checkbox_field___1: '0', checkbox_field___2: '1', checkbox_field___unk: '0' },
    ]);
  });

  it('say what missing-data codes and statuses mean', async () => {
    expect(await bench.json({ rawOrLabel: 'label', fields: 'known,form_1_complete' })).toEqual([
      { known: 'Unknown', form_1_complete: 'Incomplete' },
    ]);
  });

  it('say what a missing-data code in the place of a file means; raw, flat and EAV have the code', async () => {
    const filed = sketchBench({
      fields: [makeField('record_id', 'form_1'), makeField('photo', 'form_1', 'file')],
      settings: { missing_data_codes: 'UNK, Unknown' },
    });
    await filed.importRows([{ record_id: '1', form_1_complete: '2' }]);
    for (const row of filed.project.records.get('1')?.rows.values() ?? []) row.values.set('photo', 'UNK');
    const line = (value: string) => ({ record: '1', field_name: 'photo', value });
    expect(await filed.json({ fields: 'photo' })).toEqual([{ photo: 'UNK' }]);
    expect(await filed.json({ fields: 'photo', type: 'eav' })).toEqual([line('UNK')]);
    expect(await filed.json({ fields: 'photo', rawOrLabel: 'label' })).toEqual([{ photo: 'Unknown' }]);
    expect(await filed.json({ fields: 'photo', rawOrLabel: 'label', type: 'eav' })).toEqual([line('Unknown')]);
  });

  it('head the columns of csv, and of csv only', async () => {
    const fields = ['record_id', 'checkbox_field', 'form_1_complete'];
    const csv = await bench.text({ format: 'csv', rawOrLabelHeaders: 'label', fields });
    expect(csv.split('\n')[0]).toBe(
      '"Label of record_id","Event Name","Repeat Instrument","Repeat Instance","Pick (all) (choice=Yes)",' +
        '"Pick (all) (choice=No, never)","Pick (all) (choice=Unknown)",Complete?',
    );
    expect(await bench.text({ rawOrLabelHeaders: 'label', fields })).toMatch(/"checkbox_field___1":"0"/);
  });

  it('leave a code as it is that is not among the choices any more', async () => {
    const record = bench.project.records.get('1');
    for (const row of record?.rows.values() ?? []) row.values.set('field_1', '9');
    expect(await bench.json({ rawOrLabel: 'label', fields: 'field_1' })).toEqual([{ field_1: '9' }]);
  });
});

describe('values', () => {
  it('have the decimals that decimalCharacter asks for in calculated and number fields', async () => {
    const bench = await sketchClinic();
    expect(await bench.json({ fields: 'bmi', records: '1', decimalCharacter: ',' })).toEqual([{ bmi: '204,1' }]);
    const comma = sketchBench({
      fields: [
        makeField('id', 'a'),
        makeValidated('weight', 'a', 'number_2dp_comma_decimal'),
        makeField('note', 'a'),
        makeValidated('size', 'a', 'number'),
      ],
    });
    await comma.importRows([{ id: '1', weight: '1,54', note: '2,5', size: '-3.5' }]);
    expect(await comma.json({})).toEqual([{ id: '1', weight: '1,54', note: '2,5', size: '-3.5', a_complete: '0' }]);
    expect(await comma.json({ decimalCharacter: '.' })).toEqual([
      { id: '1', weight: '1.54', note: '2,5', size: '-3.5', a_complete: '0' },
    ]);
    expect(await comma.json({ decimalCharacter: ',' })).toEqual([
      { id: '1', weight: '1,54', note: '2,5', size: '-3,5', a_complete: '0' },
    ]);
  });

  it('of checkboxes are one column with combineCheckboxOptions', async () => {
    expect(await (await sketchClinic()).json({ fields: 'race', records: '2', combineCheckboxOptions: 'true' })).toEqual(
      [{ race: '3,5' }],
    );
  });

  it('of files are their names', async () => {
    const bench = await sketchClinic();
    await bench.send({ content: 'file', action: 'import', record: '1', field: 'mugshot' }, new File(['x'], 'me.jpg'));
    expect(await bench.json({ fields: 'mugshot', records: '1,2' })).toEqual([{ mugshot: 'me.jpg' }, { mugshot: '' }]);
  });

  it('never have descriptive fields', async () => {
    const bench = sketchBench({ fields: [makeField('id', 'a'), makeField('intro', 'a', 'descriptive')] });
    await bench.importRows([{ id: '1' }]);
    expect(await bench.json({})).toEqual([{ id: '1', a_complete: '0' }]);
    expect(await bench.json({ fields: 'id,intro' })).toEqual([{ id: '1' }]);
  });
});

describe('an EAV export', () => {
  it('has a line a value of the requested fields, and the record without being asked', async () => {
    const rows = await (await sketchClinic()).json({ type: 'eav', fields: 'bmi,weight', records: '1,2,3' });
    expect(rows).toEqual([
      { record: '1', field_name: 'bmi', value: '204.1' },
      { record: '1', field_name: 'weight', value: '1' },
      { record: '2', field_name: 'bmi', value: '277.8' },
      { record: '2', field_name: 'weight', value: '1' },
    ]);
  });

  it('names a checkbox with each checked code, and a file by its document number', async () => {
    const bench = await sketchClinic();
    expect(await bench.json({ type: 'eav', fields: 'race', records: '2' })).toEqual([
      { record: '2', field_name: 'race', value: '3' },
      { record: '2', field_name: 'race', value: '5' },
    ]);
    await bench.send({ content: 'file', action: 'import', record: '2', field: 'mugshot' }, new File(['x'], 'me.jpg'));
    expect(await bench.json({ type: 'eav', fields: 'mugshot' })).toEqual([
      { record: '2', field_name: 'mugshot', value: '1' },
    ]);
    expect(await bench.json({ type: 'eav', fields: 'race', records: '2', rawOrLabel: 'label' })).toEqual([
      { record: '2', field_name: 'race', value: 'Native Hawaiian' },
      { record: '2', field_name: 'race', value: 'White' },
    ]);
  });

  it.each(['true', 'false'])('has nothing of grey forms, whatever the flag (%s)', async (flag) => {
    const bench = sketchBench({
      fields: [makeField('id', 'one'), makeField('name', 'one'), makeField('box', 'two', 'checkbox')],
    });
    await bench.importRows([{ id: '7', name: 'Ada', one_complete: 0 }]);
    expect(await bench.json({ type: 'eav', exportBlankForGrayFormStatus: flag })).toEqual([
      { record: '7', field_name: 'id', value: '7' },
      { record: '7', field_name: 'name', value: 'Ada' },
      { record: '7', field_name: 'one_complete', value: '0' },
    ]);
  });

  it('has the columns of the key that the project has, in csv too', async () => {
    const bench = await sketchPressure();
    const csv = await bench.text({ type: 'eav', format: 'csv', records: '1', fields: 'sex,bp_systolic' });
    expect(csv).toBe(
      'record,redcap_repeat_instrument,redcap_repeat_instance,field_name,value\n' +
        '1,,,sex,0\n1,bp,1,bp_systolic,110\n1,bp,2,bp_systolic,111\n',
    );
  });
});

describe('an XML export', () => {
  it('with format=odm is a project XML with the chosen records and fields', async () => {
    const xml = await (await sketchClinic()).text({ format: 'odm', records: '1', fields: 'record_id,weight' });
    expect(xml).toContain('<SubjectData SubjectKey="1"');
    expect(xml).toContain('<ItemData ItemOID="weight" Value="1"/>');
    expect(xml).not.toContain('SubjectKey="2"');
    expect(xml).not.toContain('<ItemData ItemOID="height"');
  });
});
