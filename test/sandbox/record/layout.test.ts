import { describe, expect, it } from 'vitest';

import type { Bench } from './support.ts';
import { makeField, makeValidated, sketchBench, sketchPressure, sketchVisits } from './support.ts';

const box = { select_choices_or_calculations: '1, Yes' };

describe('a repeating form', () => {
  it('has its own rows, in which all other forms are blank, and is blank in the base row', async () => {
    const bench = await sketchPressure();
    expect(await bench.text({ format: 'csv' })).toBe(
      'record_id,redcap_repeat_instrument,redcap_repeat_instance,sex,consent___1,demographics_complete,' +
        'bp_systolic,signs___1,bp_complete\n' +
        '1,,,0,0,2,,,\n1,bp,1,,,,110,0,2\n1,bp,2,,,,111,0,0\n2,,,1,0,0,,,\n',
    );
  });

  it('gives its instance as a number in json, and "" in base rows', async () => {
    const bench = await sketchPressure();
    expect(await bench.json({ records: '1', fields: 'record_id,sex,bp_complete' })).toEqual([
      { record_id: '1', redcap_repeat_instrument: '', redcap_repeat_instance: '', sex: '0', bp_complete: '' },
      { record_id: '1', redcap_repeat_instrument: 'bp', redcap_repeat_instance: 1, sex: '', bp_complete: '2' },
      { record_id: '1', redcap_repeat_instrument: 'bp', redcap_repeat_instance: 2, sex: '', bp_complete: '0' },
    ]);
  });

  const base = { record_id: '1', redcap_repeat_instrument: '', redcap_repeat_instance: '' };

  it.each([
    [1, { fields: 'record_id' }],
    [1, { fields: 'record_id,sex' }],
    [1, { forms: 'demographics' }],
    [1, { fields: 'record_id', filterLogic: "[bp_systolic] = '111'" }],
    [3, { fields: 'record_id,signs' }],
    [3, { fields: 'record_id,bp_complete' }],
    [3, { fields: 'record_id', forms: 'bp' }],
    [3, {}],
  ])('has %i rows for %j, in every format', async (count, asked) => {
    const bench = await sketchPressure();
    const sent = { records: '1', ...asked };
    const rows = (await bench.json(sent)) as object[];
    expect(rows).toHaveLength(count);
    expect(rows[0]).toMatchObject(base);
    expect((await bench.text({ ...sent, format: 'csv' })).trim().split('\n')).toHaveLength(count + 1);
    expect((await bench.text({ ...sent, format: 'xml' })).match(/<item>/g)).toHaveLength(count);
  });

  it('has one row in the place of instances that are not shown, when nothing else was stored', async () => {
    const bench = await sketchPressure();
    const row = { record_id: '9', redcap_repeat_instrument: 'bp', bp_systolic: 99 };
    await bench.importRows([1, 2].map((redcap_repeat_instance) => ({ ...row, redcap_repeat_instance })));
    expect(await bench.json({ records: '9', fields: 'record_id,sex' })).toEqual([{ ...base, record_id: '9', sex: '' }]);
  });

  it('has instance rows without a base row when nothing else was stored', async () => {
    const bench = await sketchPressure();
    const key = { record_id: '9', redcap_repeat_instrument: 'bp', redcap_repeat_instance: 4 };
    await bench.importRows([{ ...key, bp_systolic: 99 }]);
    expect(await bench.json({ records: '9', fields: 'record_id,bp_systolic' })).toEqual([
      { ...key, bp_systolic: '99' },
    ]);
  });

  it('is named by its label in label mode', async () => {
    const bench = await sketchPressure();
    const rows = (await bench.json({ rawOrLabel: 'label' })) as Record<string, unknown>[];
    expect(rows.map((row) => row.redcap_repeat_instrument)).toEqual(['', 'Form bp', 'Form bp', '']);
  });
});

describe('an event', () => {
  const sketch = (): Bench =>
    sketchBench({
      fields: [
        makeField('record_id', 'enrollment'),
        makeField('agrees', 'enrollment', 'checkbox', box),
        makeField('dose', 'visit'),
        makeField('pain', 'visit', 'checkbox', box),
        makeField('note', 'diary'),
      ],
      events: [
        ['Enrollment', 1, ['enrollment']],
        ['Visit 1', 1, ['visit', 'diary']],
        ['Unscheduled', 1, ['visit']],
        ['Final', 2, ['visit']],
      ],
      repeating: [
        [1, 'diary'],
        [2, ''],
      ],
    });

  it('without data has no row; in the others, forms that are not designated are blank with boxes and status', async () => {
    const bench = sketch();
    await bench.importRows([
      { record_id: '1', redcap_event_name: 'visit_1_arm_1', dose: '5' },
      { record_id: '1', redcap_event_name: 'enrollment_arm_1', agrees___1: '1' },
      { record_id: '1', redcap_event_name: 'unscheduled_arm_1', redcap_repeat_instance: '2', dose: '7' },
      { record_id: '1', redcap_event_name: 'unscheduled_arm_1', redcap_repeat_instance: '1', pain___1: '1' },
      {
        record_id: '1',
        redcap_event_name: 'visit_1_arm_1',
        redcap_repeat_instrument: 'diary',
        redcap_repeat_instance: '1',
        note: 'fine',
      },
    ]);
    expect(await bench.text({ format: 'csv' })).toBe(
      'record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,' +
        'agrees___1,enrollment_complete,dose,pain___1,visit_complete,note,diary_complete\n' +
        '1,enrollment_arm_1,,,1,0,,,,,\n' +
        '1,visit_1_arm_1,,,,,5,0,0,,\n' +
        '1,visit_1_arm_1,diary,1,,,,,,fine,0\n' +
        '1,unscheduled_arm_1,,1,,,,1,0,,\n' +
        '1,unscheduled_arm_1,,2,,,7,0,0,,\n',
    );
  });

  it('keeps its rows when only forms of other events are requested with the id', async () => {
    const bench = sketch();
    await bench.importRows([
      { record_id: '1', redcap_event_name: 'enrollment_arm_1' },
      { record_id: '1', redcap_event_name: 'final_arm_2', dose: '5' },
    ]);
    const rows = await bench.text({ format: 'csv', fields: 'record_id', forms: 'visit' });
    expect(rows.split('\n').slice(1)).toEqual(['1,enrollment_arm_1,,,,,', '1,final_arm_2,,,5,0,0', '']);
  });

  it('is created by a row that holds only keys', async () => {
    const bench = sketch();
    expect(
      await bench.importRows([
        { record_id: '3', redcap_event_name: 'enrollment_arm_1' },
        { record_id: '3', redcap_event_name: 'visit_1_arm_1' },
      ]),
    ).toBe('{"count": 1}');
    expect(await bench.json({ fields: 'record_id' })).toHaveLength(2);
    const request = { action: 'delete', records: ['3'], event: 'visit_1_arm_1' };
    expect(await bench.text(request)).toBe('1');
    expect(await bench.json({ fields: 'record_id' })).toHaveLength(1);
  });
});

describe('the status of a form', () => {
  const sketch = (): Bench =>
    sketchBench({
      fields: [
        makeField('id', 'first'),
        makeField('name', 'first'),
        makeField('box', 'second', 'checkbox', box),
        makeField('note', 'third'),
      ],
    });

  it('that is grey is 0, or blank with exportBlankForGrayFormStatus', async () => {
    const bench = sketch();
    await bench.importRows([{ id: '1', name: 'Ada', first_complete: '2' }]);
    const fields = 'first_complete,second_complete,third_complete';
    expect(await bench.json({ fields })).toEqual([{ first_complete: '2', second_complete: '0', third_complete: '0' }]);
    expect(await bench.json({ fields, exportBlankForGrayFormStatus: 'true' })).toEqual([
      { first_complete: '2', second_complete: '', third_complete: '' },
    ]);
  });

  it('that was never stored is 0 with the flag too, when the form has data', async () => {
    const bench = sketch();
    await bench.importRows([{ id: '1', name: 'Ada', box___1: '1' }]);
    expect(await bench.json({ forms: 'second', exportBlankForGrayFormStatus: 'true' })).toEqual([
      { box___1: '1', second_complete: '0' },
    ]);
  });

  it('says nothing in label mode when it is blank', async () => {
    const bench = sketch();
    await bench.importRows([{ id: '1', name: 'Ada', first_complete: 1 }]);
    const fields = 'first_complete,third_complete';
    expect(await bench.json({ fields, rawOrLabel: 'label', exportBlankForGrayFormStatus: '1' })).toEqual([
      { first_complete: 'Unverified', third_complete: '' },
    ]);
  });
});

describe('system columns', () => {
  const sketch = (): Bench =>
    sketchBench({
      fields: [makeField('id', 'consent'), makeField('name', 'consent'), makeField('note', 'exit')],
      events: [['Start', 1, ['consent', 'exit']]],
      repeating: [[0, 'exit']],
      groups: ['site_a', 'site_b'],
      surveys: ['consent'],
      settings: { surveys_enabled: true },
    });

  it('follow the record id in one order', async () => {
    const csv = async (bench: Bench) => (await bench.text({ format: 'csv', ...flags })).split('\n');
    const flags = { exportDataAccessGroups: 'true', exportSurveyFields: 'true' };
    const bench = sketch();
    await bench.importRows([{ id: '1', redcap_event_name: 'start_arm_1', redcap_data_access_group: 'site_b' }]);
    expect((await csv(bench)).slice(0, 2)).toEqual([
      'id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,redcap_data_access_group,' +
        'redcap_survey_identifier,consent_timestamp,name,consent_complete,note,exit_complete',
      '1,start_arm_1,,,site_b,,,,0,,',
    ]);
  });

  it('never have the group for a user who is in one', async () => {
    const bench = sketch();
    bench.user.dagId = 20;
    await bench.importRows([{ id: '1' }]);
    expect(await bench.json({ fields: 'name', exportDataAccessGroups: 'true' })).toEqual([{ name: '' }]);
  });
});

describe('a user in a data access group', () => {
  it('sees the records of that group only', async () => {
    const bench = await sketchVisits();
    bench.project.dags.push({ groupId: 20, name: 'A', uniqueName: 'a' });
    const record = bench.project.records.get('2');
    if (record !== undefined) record.dagId = 20;
    bench.user.dagId = 20;
    expect(await bench.json({ fields: 'weight' })).toEqual([{ weight: '21' }, { weight: '22' }, { weight: '23' }]);
    expect(await bench.json({ fields: 'weight', records: '1' })).toEqual([]);
  });
});

describe('export rights', () => {
  const sketch = async (right: number, identifier = ''): Promise<Bench> => {
    const bench = sketchBench({
      fields: [
        makeField('id', 'main', 'text', { identifier }),
        makeField('name', 'main', 'text', { identifier: 'y' }),
        makeField('free', 'main'),
        makeField('story', 'main', 'notes'),
        makeValidated('born', 'main', 'date_dmy'),
        makeValidated('age', 'main', 'integer'),
        makeField('sex', 'main', 'radio', { select_choices_or_calculations: '0, F|1, M' }),
        makeField('other', 'second'),
      ],
    });
    await bench.importRows([{ id: '1', name: 'n', free: 'f', story: 's', born: '2000-01-02', age: 7, sex: 1 }]);
    bench.user.formsExport = { main: right, second: 1 };
    return bench;
  };
  const columns = async (bench: Bench): Promise<string> => (await bench.text({ format: 'csv' })).split('\n')[0] ?? '';

  it.each([
    ['full', 1, 'id,name,free,story,born,age,sex,main_complete,other,second_complete'],
    ['remove identifiers', 3, 'id,free,story,born,age,sex,main_complete,other,second_complete'],
    ['de-identified', 2, 'id,age,sex,main_complete,other,second_complete'],
    ['none', 0, 'id,other,second_complete'],
  ])('that are %s leave their columns', async (_name, right, expected) => {
    expect(await columns(await sketch(right))).toBe(expected);
  });

  it('leave out hidden fields also when they are named', async () => {
    expect(await (await sketch(3)).json({ fields: 'name,age' })).toEqual([{ age: '7' }]);
  });

  it.each([2, 3])('hash record names that are identifiers (right %i)', async (right) => {
    const bench = await sketch(right, 'y');
    const [row] = (await bench.json({ fields: 'id' })) as { id: string }[];
    expect(row?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(await bench.json({ fields: 'id' })).toEqual([row]);
  });

  it('refuse everything when there are none for any form', async () => {
    const bench = await sketch(0);
    bench.user.formsExport = { main: 0, second: 0 };
    expect((await bench.send({})).status).toBe(403);
  });

  it('do not come from the API right, without which nothing is exported', async () => {
    const bench = await sketch(1);
    bench.user.flags.api_export = 0;
    const response = await bench.send({});
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('{"error":"You do not have API Export privileges"}');
  });
});
