import { describe, expect, it } from 'vitest';

import type { Bench, Fields } from './support.ts';
import { makeField, makeValidated, sketchBench, sketchClinic, sketchPressure, sketchVisits } from './support.ts';

const refusal = (error: string): string => JSON.stringify({ error });

const sketch = (settings = {}): Bench =>
  sketchBench({
    fields: [
      makeField('id', 'main'),
      makeField('name', 'main'),
      makeField('story', 'main', 'notes'),
      makeValidated('born', 'main', 'date_mdy'),
      makeValidated('age', 'main', 'integer'),
      makeField('sex', 'main', 'radio', { select_choices_or_calculations: '0, F|1, M' }),
      makeField('race', 'main', 'checkbox', { select_choices_or_calculations: '1, A|-4, B' }),
      makeField('double', 'main', 'calc', { select_choices_or_calculations: '[age] * 2' }),
      makeField('scan', 'main', 'file'),
      makeField('intro', 'main', 'descriptive'),
    ],
    groups: ['site_a', 'site_b'],
    settings,
  });

describe('what Import Records answers', () => {
  const rows = [{ id: '3', age: 1 }, { id: '4' }];

  it('is the number of distinct records', async () => {
    const bench = await sketchPressure();
    const key = { record_id: 3, redcap_repeat_instrument: 'bp' };
    expect(
      await bench.importRows([
        { ...key, redcap_repeat_instance: 1, bp_systolic: 1 },
        { ...key, redcap_repeat_instance: 2, bp_systolic: 2 },
      ]),
    ).toBe('{"count": 1}');
    expect(await bench.importRows([])).toBe('{"count": 0}');
  });

  it.each([
    ['count', 'json', '{"count": 2}'],
    ['count', 'csv', '2'],
    ['count', 'xml', '<?xml version="1.0" encoding="UTF-8" ?><count>2</count>'],
    ['ids', 'json', '["3","4"]'],
    ['ids', 'csv', 'id\n3\n4'],
    ['nothing', 'json', ''],
  ])('is the %s in %s', async (returnContent, returnFormat, expected) => {
    expect(await sketch().importRows(rows, { returnContent, returnFormat })).toBe(expected);
  });

  it('is a success object for a background import, also when its values are refused', async () => {
    const bench = sketch();
    expect(await bench.importRows(rows, { backgroundProcess: 'true' })).toBe('{"success":true}');
    expect(bench.project.records.size).toBe(2);
    expect(await bench.importRows([{ id: '5', age: 'x' }], { backgroundProcess: '1' })).toBe('{"success":true}');
    expect(bench.project.records.size).toBe(2);
  });
});

describe('auto-numbering', () => {
  it('gives new names above the existing ones, one a placeholder', async () => {
    const bench = sketch({ record_autonumbering_enabled: true });
    await bench.importRows([{ id: '7' }]);
    const fields = { forceAutoNumber: 'true', returnContent: 'auto_ids' };
    expect(await bench.importRows([{ id: '1' }, { id: '2' }, { id: '1', age: 3 }], fields)).toBe('["8,1","9,2"]');
    expect(await bench.json({ fields: 'id,age' })).toEqual([
      { id: '7', age: '' },
      { id: '8', age: '3' },
      { id: '9', age: '' },
    ]);
  });

  it('is ignored in a project without it, where the names that were sent are kept', async () => {
    const bench = sketch({ record_autonumbering_enabled: false });
    await bench.importRows([{ id: '1101' }]);
    const fields = { forceAutoNumber: 'true', returnContent: 'auto_ids' };
    expect(await bench.importRows([{ id: '1101', age: 5 }], fields)).toBe('["1101,1101"]');
    expect(await bench.json({ fields: 'id,age' })).toEqual([{ id: '1101', age: '5' }]);
  });

  it('numbers within the group of its user', async () => {
    const bench = sketch({ record_autonumbering_enabled: true });
    bench.user.dagId = 20;
    const fields = { forceAutoNumber: 'true', returnContent: 'ids' };
    expect(await bench.importRows([{ id: 'a' }, { id: 'b' }], fields)).toBe('["20-1","20-2"]');
  });
});

describe('Generate Next Record Name', () => {
  const next = (bench: Bench): Promise<string> => bench.text({ content: 'generateNextRecordName' });

  it.each([
    ['1 in an empty project', [], '1'],
    ['the highest whole number plus 1', ['2', '1'], '3'],
    ['1 when names are no numbers', ['a', '331-1'], '1'],
  ])('is %s', async (_name, ids, expected) => {
    const bench = sketch();
    await bench.importRows(ids.map((id) => ({ id })));
    expect(await next(bench)).toBe(expected);
  });

  it('begins with the group id for a user in a group, and reserves nothing', async () => {
    const bench = sketch();
    await bench.importRows([{ id: '99' }]);
    bench.user.dagId = 20;
    expect(await next(bench)).toBe('20-1');
    await bench.importRows([{ id: '20-4' }]);
    expect([await next(bench), await next(bench)]).toEqual(['20-5', '20-5']);
  });
});

describe('overwriteBehavior', () => {
  const start = async (): Promise<Bench> => {
    const bench = sketch();
    await bench.importRows([{ id: '1', name: 'Ada', age: 3, race___1: '1', race____4: '1', main_complete: '2' }]);
    return bench;
  };
  const blank = { id: '1', name: '', race___1: '', main_complete: '' };

  it('normal passes blanks over', async () => {
    const bench = await start();
    expect(await bench.importRows([blank])).toBe('{"count": 1}');
    expect(await bench.json({ fields: 'name,age,race,main_complete' })).toEqual([
      { name: 'Ada', age: '3', race___1: '1', race____4: '1', main_complete: '2' },
    ]);
  });

  it('overwrite erases the blanks that were sent, and nothing else', async () => {
    const bench = await start();
    await bench.importRows([blank], { overwriteBehavior: 'overwrite' });
    expect(await bench.json({ fields: 'name,age,race,main_complete', exportBlankForGrayFormStatus: '1' })).toEqual([
      { name: '', age: '3', race___1: '0', race____4: '1', main_complete: '0' },
    ]);
  });

  it('unchecks a box with 0 in both', async () => {
    const bench = await start();
    await bench.importRows([{ id: '1', race____4: 0 }]);
    expect(await bench.json({ fields: 'race' })).toEqual([{ race___1: '1', race____4: '0' }]);
  });
});

describe('the formats of data', () => {
  it.each([
    ['csv', 'id,name,age\n1,"Ada, L",3\n2,Bo,\n'],
    [
      'xml',
      '<?xml version="1.0" ?><records><item><id>1</id><name><![CDATA[Ada, L]]></name><age>3</age></item>' +
        '<item><id>2</id><name>Bo</name></item></records>',
    ],
  ])('include %s', async (format, data) => {
    const bench = sketch();
    await bench.text({ action: 'import', format, data });
    expect(await bench.json({ fields: 'id,name,age' })).toEqual([
      { id: '1', name: 'Ada, L', age: '3' },
      { id: '2', name: 'Bo', age: '' },
    ]);
  });

  it('include csv with another delimiter', async () => {
    const bench = sketch();
    await bench.text({ action: 'import', format: 'csv', csvDelimiter: 'tab', data: 'id\tname\n1\tAda\n' });
    expect(await bench.json({ fields: 'name' })).toEqual([{ name: 'Ada' }]);
  });

  it('include EAV, where a checkbox is a column with 0 or 1', async () => {
    const bench = sketch();
    const line = (field_name: string, value: string | number) => ({ record: '1', field_name, value });
    const rows = [line('id', '1'), line('name', 'Ada'), line('race___1', 1), line('age', 4)];
    expect(await bench.importRows(rows, { type: 'eav' })).toBe('{"count": 1}');
    expect(await bench.json({ fields: 'id,name,race,age' })).toEqual([
      { id: '1', name: 'Ada', age: '4', race___1: '1', race____4: '0' },
    ]);
    expect(await bench.importRows([line('race', '1')], { type: 'eav' })).toBe(
      refusal('The following fields were not found in the project as real data fields: race'),
    );
  });

  it('take what an export gave, but for its files', async () => {
    const from = await sketchClinic();
    const to = await sketchClinic();
    to.project.records.clear();
    const rows = (await from.json({})) as object[];
    expect(await to.importRows(rows)).toBe('{"count": 3}');
    expect(await to.json({})).toEqual(rows);
  });

  it.each([
    ['a classic project', sketchClinic],
    ['a longitudinal project', sketchVisits],
    ['a project with a repeating form', sketchPressure],
  ])('take the ODM that an export of %s gave', async (_name, sketchProject) => {
    const from = await sketchProject();
    const to = await sketchProject();
    to.project.records.clear();
    const data = await from.text({ format: 'odm' });
    expect(await to.text({ action: 'import', format: 'odm', returnFormat: 'json', data })).toMatch(/^\{"count": \d\}$/);
    expect(await to.json({})).toEqual(await from.json({}));
  });

  it.each(['json', 'xml', 'odm'])('refuse what is malformed %s', async (format) => {
    expect((await sketch().send({ action: 'import', format, data: '[{' })).status).toBe(400);
  });
});

describe('dateFormat', () => {
  it.each([
    ['YMD', '2024-02-29'],
    ['MDY', '02/29/2024'],
    ['DMY', '29/02/2024'],
    ['DMY', '29/2/2024'],
  ])('%s reads %s', async (dateFormat, born) => {
    const bench = sketch();
    await bench.importRows([{ id: '1', born }], { dateFormat });
    expect(await bench.json({ fields: 'born' })).toEqual([{ born: '2024-02-29' }]);
  });

  const kinds = ['date', 'datetime', 'datetime_seconds'].flatMap((kind) =>
    ['ymd', 'mdy', 'dmy'].map((order) => `${kind}_${order}`),
  );
  const times: Readonly<Record<string, string>> = { date: '', datetime: ' 07:05', datetime_seconds: ' 07:05:09' };

  // EVIDENCE.md#dates-that-begin-with-the-year
  it.each(
    kinds.flatMap((kind) =>
      (['MDY', 'DMY'] as const).flatMap((format) =>
        (['json', 'csv', 'xml'] as const).map((wire) => [format, kind, wire]),
      ),
    ),
  )(
    '%s takes its own dates and dates that begin with the year in one import of %s (%s)',
    async (dateFormat = '', kind = '', format = '') => {
      const bench = sketchBench({ fields: [makeField('id', 'main'), makeValidated('at', 'main', kind)] });
      const time = times[kind.replace(/_[a-z]+$/, '')] ?? '';
      const rows = [
        ['1', `1924-10-20${time}`],
        ['2', `${dateFormat === 'MDY' ? '01/31/2024' : '31/01/2024'}${time}`],
      ] as const;
      const data =
        format === 'json'
          ? JSON.stringify(rows.map(([id, at]) => ({ id, at })))
          : format === 'csv'
            ? `id,at\n${rows.map((row) => row.join(',')).join('\n')}\n`
            : `<records>${rows.map(([id, at]) => `<item><id>${id}</id><at>${at}</at></item>`).join('')}</records>`;
      await bench.text({ action: 'import', format, data, dateFormat });
      expect(await bench.json({ fields: 'at' })).toEqual([{ at: `1924-10-20${time}` }, { at: `2024-01-31${time}` }]);
    },
  );
});

describe('an import that is refused', () => {
  it('stores nothing and names every bad value', async () => {
    const bench = sketch();
    const rows = [
      { id: '1', age: 'x' },
      { id: '2', sex: '7', name: 'fine' },
      { id: '3', race___1: 'yes', main_complete: 3, born: '2024-02-30' },
    ];
    const format =
      'The value you provided could not be validated because it does not follow the expected format. Please try again.';
    const response = await bench.send({ action: 'import', data: JSON.stringify(rows) });
    expect(response.status).toBe(400);
    expect(await response.text()).toBe(
      refusal(
        [
          `"1","age","x","${format}"`,
          '"2","sex","7","The value is not a valid category for sex"',
          '"3","race___1","yes","The value is not a valid category for race___1"',
          '"3","main_complete","3","The value is not a valid category for main_complete"',
          `"3","born","2024-02-30","${format}"`,
        ].join('\n'),
      ),
    );
    expect(bench.project.records.size).toBe(0);
    expect(bench.project.log).toEqual([]);
  });

  it('says so in csv as an error', async () => {
    expect(await sketch().importRows([{ id: '1', sex: '7' }], { returnFormat: 'csv' })).toBe(
      'ERROR: "1","sex","7","The value is not a valid category for sex"',
    );
  });

  it.each<[string, object, string]>([
    ['columns that the project does not have', { foo: 1, baz: '' }, 'foo, baz'],
    ['a checkbox without its code', { race: '1' }, 'race'],
    ['an event in a classic project', { redcap_event_name: 'event_1_arm_1' }, 'redcap_event_name'],
  ])('has %s', async (_name, cells, list) => {
    expect(await sketch().importRows([{ id: '1', ...cells }])).toBe(
      refusal(`The following fields were not found in the project as real data fields: ${list}`),
    );
  });

  it('has no record id', async () => {
    expect(await sketch().importRows([{ name: 'x' }])).toBe(
      refusal(`The record identifier 'id' is missing from the data being imported`),
    );
    expect(await sketch().importRows([{ id: ' ', name: 'x' }])).toBe(
      refusal('"","id","","The record identifier cannot be blank"'),
    );
  });

  it('has a value for a descriptive field, which takes none; a blank is well', async () => {
    expect(await sketch().importRows([{ id: '1', intro: 'x' }])).toMatch(/data cannot be imported into it/);
    expect(await sketch().importRows([{ id: '1', intro: '' }])).toBe('{"count": 1}');
  });

  it('has a value of the secondary unique field that another record has', async () => {
    const bench = sketch({ secondary_unique_field: 'name' });
    const reason = 'The value is already used by another record, and the field is the Secondary Unique Field';
    const importRows = (...rows: object[]): Promise<string> => bench.importRows(rows, { returnFormat: 'csv' });
    expect(await importRows({ id: '1', name: 'Ada' })).toBe('1');
    expect(await importRows({ id: '1', name: 'Ada' })).toBe('1');
    expect(await importRows({ id: '2', name: 'Ada' })).toBe(`ERROR: "2","name","Ada","${reason}"`);
    expect(await importRows({ id: '3', name: 'Bo' }, { id: '4', name: 'Bo' })).toBe(
      `ERROR: "4","name","Bo","${reason}"`,
    );
    expect(bench.project.records.size).toBe(1);
  });

  it('has new records, and its user may not create any', async () => {
    const bench = sketch();
    await bench.importRows([{ id: '1' }]);
    bench.user.flags.record_create = 0;
    expect(await bench.importRows([{ id: '1', age: 3 }])).toBe('{"count": 1}');
    const response = await bench.send({ action: 'import', data: '[{"id":"2"}]' });
    expect(response.status).toBe(403);
    expect(await response.text()).toBe(refusal('You do not have Create Record privileges'));
  });

  it('has new records in Analysis/Cleanup status', async () => {
    const bench = sketch();
    await bench.importRows([{ id: '1' }]);
    bench.project.status = 'analysis';
    expect(await bench.importRows([{ id: '1', age: 3 }])).toBe('{"count": 1}');
    expect(await bench.importRows([{ id: '2' }])).toMatch(/Analysis\/Cleanup/);
  });

  it('comes from a user with export rights only', async () => {
    const bench = sketch();
    bench.user.flags.api_import = 0;
    const response = await bench.send({ action: 'import', data: '[{"id":"2"}]' });
    expect(response.status).toBe(403);
    expect(await response.text()).toBe(refusal('You do not have API Import/Update privileges'));
  });
});

describe('columns that are passed over', () => {
  it('are calculated fields and survey columns', async () => {
    const bench = sketch();
    const cells = { double: '77', redcap_survey_identifier: 'x', main_timestamp: '[not completed]' };
    expect(await bench.importRows([{ id: '1', age: 4, ...cells }])).toBe('{"count": 1}');
    expect(await bench.json({ fields: 'age,double' })).toEqual([{ age: '4', double: '8' }]);
  });
});

describe('calculated fields', () => {
  /** A record whose calculated value was not worked out, as in a project that was made from XML. */
  const sketchUncalculated = async (): Promise<Bench> => {
    const bench = sketch();
    await bench.importRows([{ id: '1', age: 4, name: 'Kim', race___1: 1 }]);
    for (const row of bench.project.records.get('1')?.rows.values() ?? []) row.values.delete('double');
    return bench;
  };

  // EVIDENCE.md#calculated-values-of-a-new-project
  it.each([
    ['of an input that changes', { age: 5 }, {}, '10'],
    ['of an input that stays the same', { age: 4 }, {}, '8'],
    ['of another field', { name: 'Kim' }, {}, ''],
    ['of an input that is passed over', { age: '' }, {}, ''],
    ['of an input that is erased', { age: '' }, { overwriteBehavior: 'overwrite' }, ''],
  ])('are worked out by an import %s', async (_what, cells, sent, double) => {
    const bench = await sketchUncalculated();
    await bench.importRows([{ id: '1', ...cells }], sent);
    expect(await bench.json({ fields: 'double' })).toEqual([{ double }]);
    const lines = double === '' ? [] : [{ record: '1', field_name: 'double', value: double }];
    expect(await bench.json({ fields: 'double', type: 'eav' })).toEqual(lines);
  });

  it.each(['csv', 'json', 'xml'])('are in the export as EAV as they are in the flat one (%s)', async (format) => {
    const bench = await sketchUncalculated();
    const has = async (fields: Fields): Promise<boolean> =>
      (await bench.text({ format, type: 'eav', ...fields })).includes('double');
    expect([await has({}), await has({ fields: ['id', 'age', 'double'] }), await has({ forms: 'main' })]).toEqual([
      false,
      false,
      false,
    ]);
    await bench.importRows([{ id: '1', age: 4 }]);
    expect([await has({}), await has({ fields: ['id', 'age', 'double'] }), await has({ forms: 'main' })]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('missing-data codes', () => {
  it('are taken by fields of every type', async () => {
    const bench = sketch({ missing_data_codes: 'UNK, Unknown' });
    expect(await bench.importRows([{ id: '1', age: 'UNK', born: 'UNK', sex: 'UNK', race___unk: 1 }])).toBe(
      '{"count": 1}',
    );
    expect(await bench.json({ fields: 'age,born,sex,race,double' })).toEqual([
      { born: 'UNK', age: 'UNK', sex: 'UNK', race___1: '0', race____4: '0', race___unk: '1', double: '' },
    ]);
  });
});

describe('events', () => {
  it('are refused together when they are unknown', async () => {
    const rows = ['visit_11_arm_1', 'visit_12_arm_1'].map((redcap_event_name) => ({
      record_id: '1',
      redcap_event_name,
    }));
    expect(await (await sketchVisits()).importRows(rows)).toBe(
      refusal('The following values of redcap_event_name are invalid: visit_11_arm_1, visit_12_arm_1'),
    );
  });

  it('default to the first one', async () => {
    const bench = await sketchVisits();
    expect(await bench.importRows([{ record_id: '9', weight: 1 }])).toBe('{"count": 1}');
    expect(await bench.json({ records: '9', fields: 'record_id' })).toEqual([
      { record_id: '9', redcap_event_name: 'intake_arm_1' },
    ]);
  });

  it('take only the fields of their forms', async () => {
    const bench = sketchBench({
      fields: [makeField('id', 'a'), makeField('note', 'b')],
      events: [
        ['Screening', 1, ['a']],
        ['Visit', 1, ['b']],
      ],
    });
    const row = { id: '1', redcap_event_name: 'screening_arm_1' };
    expect(await bench.importRows([{ ...row, note: '' }])).toBe('{"count": 1}');
    // EVIDENCE.md#rows-without-an-event: a row without an event goes to the first one, and is refused alike.
    expect(await bench.importRows([{ id: '1', note: 'x' }])).toBe(await bench.importRows([{ ...row, note: 'x' }]));
    expect(await bench.importRows([{ ...row, note: 'x' }])).toBe(
      refusal(
        `"1","note","x","This field ('note') exists on an instrument that is not designated for the event named ` +
          `'Screening (Arm 1: Drug A)'. You are not allowed to import data for this field into this event."`,
      ),
    );
  });

  it('that repeat take their first instance when none is named', async () => {
    const bench = sketchBench({
      fields: [makeField('record_id', 'form_1'), makeField('field_1', 'form_1')],
      events: [['Event 1', 1, ['form_1']]],
      repeating: [[0, '']],
    });
    expect(await bench.importRows([{ record_id: 3, redcap_repeat_instance: 1, field_1: 1 }])).toBe('{"count": 1}');
    await bench.importRows([{ record_id: 4, field_1: 2 }]);
    expect(await bench.json({})).toEqual([
      {
        record_id: '3',
        redcap_event_name: 'event_1_arm_1',
        redcap_repeat_instrument: '',
        redcap_repeat_instance: 1,
        field_1: '1',
        form_1_complete: '0',
      },
      {
        record_id: '4',
        redcap_event_name: 'event_1_arm_1',
        redcap_repeat_instrument: '',
        redcap_repeat_instance: 1,
        field_1: '2',
        form_1_complete: '0',
      },
    ]);
  });
});

describe('repeat columns', () => {
  const key = { record_id: '1', redcap_repeat_instrument: 'bp' };

  it('number new instances one after the other', async () => {
    const bench = await sketchPressure();
    const row = { ...key, redcap_repeat_instance: 'new' };
    await bench.importRows([
      { ...row, bp_systolic: 1 },
      { ...row, bp_systolic: 2 },
      { ...row, record_id: '7', bp_systolic: 3 },
    ]);
    const rows = (await bench.json({ fields: 'record_id,bp_systolic' })) as Record<string, unknown>[];
    expect(rows.filter((found) => ['1', '2', '3'].includes(String(found.bp_systolic)))).toEqual([
      { ...key, redcap_repeat_instance: 3, bp_systolic: '1' },
      { ...key, redcap_repeat_instance: 4, bp_systolic: '2' },
      { ...key, record_id: '7', redcap_repeat_instance: 1, bp_systolic: '3' },
    ]);
  });

  it.each<[string, object, string]>([
    [
      'a form that does not repeat',
      { record_id: '1', redcap_repeat_instrument: 'demographics' },
      '"1","redcap_repeat_instrument","demographics","redcap_repeat_instrument must be the unique form name of a ' +
        'Repeating Instrument. It currently does not match the unique form name of any Repeating Instruments.  ' +
        'Please fix this in the data import file and try again."',
    ],
    [
      'an instance where nothing repeats',
      { record_id: '1', redcap_repeat_instance: 3 },
      '"1","redcap_repeat_instance","3","redcap_repeat_instance cannot have a value since this instrument or event ' +
        'is not a repeating instrument or repeating event, respectively.  The redcap_repeat_instance field must be ' +
        'left blank for this row of data."',
    ],
    [
      'a field of a repeating form in a base row',
      { record_id: '1', bp_systolic: 9 },
      `"1","bp_systolic","9","This field ('bp_systolic') exists on a Repeating Instrument named 'bp'. However, the ` +
        `fields 'redcap_repeat_instance' and/or 'redcap_repeat_instrument' for this row of data have no value, which ` +
        'are both required for importing data into a Repeating Instrument.  You are not allowed to import data for ' +
        'this field into a non-repeating instrument."',
    ],
  ])('are refused with %s', async (_name, row, line) => {
    expect(await (await sketchPressure()).importRows([row])).toBe(refusal(line));
  });

  it.each(['', '0', '-1', '1.5', '32768', 'last'])('are refused with the instance "%s"', async (instance) => {
    const bench = await sketchPressure();
    expect(await bench.importRows([{ ...key, redcap_repeat_instance: instance, bp_systolic: 1 }])).toMatch(
      /redcap_repeat_instance must be a whole number from 1 to 32767/,
    );
  });

  it('are refused with a field of another form in an instance row', async () => {
    const bench = await sketchPressure();
    expect(await bench.importRows([{ ...key, redcap_repeat_instance: 1, sex: 1 }])).toMatch(
      /does not exist on the Repeating Instrument named 'bp'/,
    );
  });

  it('know no new instances in EAV', async () => {
    const row = { record: '1', redcap_repeat_instrument: 'bp', redcap_repeat_instance: 'new' };
    const rows = [{ ...row, field_name: 'bp_systolic', value: '1' }];
    expect(await (await sketchPressure()).importRows(rows, { type: 'eav' })).toMatch(/can only be used with type=flat/);
  });
});

describe('data access groups', () => {
  const groupOf = (bench: Bench, name: string): number | null | undefined => bench.project.records.get(name)?.dagId;

  it('are assigned by their unique names, and left when the cell is blank', async () => {
    const bench = sketch();
    await bench.importRows([{ id: '1', redcap_data_access_group: 'site_b' }]);
    expect(groupOf(bench, '1')).toBe(21);
    await bench.importRows([{ id: '1', redcap_data_access_group: '' }]);
    expect(groupOf(bench, '1')).toBe(21);
    await bench.importRows([{ id: '1', redcap_data_access_group: '' }], { overwriteBehavior: 'overwrite' });
    expect(groupOf(bench, '1')).toBe(null);
  });

  it('are refused when unknown', async () => {
    expect(await sketch().importRows([{ id: '1', redcap_data_access_group: 'nope' }])).toMatch(
      /not the unique name of a Data Access Group/,
    );
  });

  it('of the importing user take the new records, and shut out the records of others', async () => {
    const bench = sketch();
    await bench.importRows([{ id: '1', redcap_data_access_group: 'site_b' }, { id: '2' }]);
    bench.user.dagId = 20;
    await bench.importRows([{ id: '3' }]);
    expect(groupOf(bench, '3')).toBe(20);
    for (const id of ['1', '2']) {
      expect(await bench.importRows([{ id, age: 1 }])).toMatch(/belongs to another Data Access Group/);
    }
    expect(await bench.importRows([{ id: '3', redcap_data_access_group: 'site_b' }])).toMatch(/cannot assign records/);
    expect(await bench.importRows([{ id: '3', redcap_data_access_group: 'site_a' }])).toBe('{"count": 1}');
  });
});

describe('the log', () => {
  it('has a line for every row that changed something', async () => {
    const bench = await sketchPressure();
    bench.project.log.length = 0;
    const pressure = { record_id: '8', redcap_repeat_instrument: 'bp', redcap_repeat_instance: '2' };
    await bench.importRows([
      { record_id: '8', sex: '1', consent___1: '1' },
      { ...pressure, bp_systolic: 120 },
    ]);
    await bench.importRows([{ record_id: '8', sex: '1', consent___1: '0' }]);
    await bench.importRows([{ record_id: '8', sex: '1' }]);
    expect(bench.project.log.map(({ action, details, record }) => [action, details, record])).toEqual([
      ['Create record (API) 8', "record_id = '8', sex = '1', consent(1) = checked", '8'],
      ['Update record (API) 8', "bp_systolic = '120', [instance = 2]", '8'],
      ['Update record (API) 8', 'consent(1) = unchecked', '8'],
    ]);
  });
});
