import { describe, expect, it } from 'vitest';

import type { Bench } from './support.ts';
import { makeField, sketchBench, sketchClinic, sketchPressure, sketchVisits } from './support.ts';

const refusal = (error: string): string => JSON.stringify({ error });

const sketchArms = async (): Promise<Bench> => {
  const bench = sketchBench({
    fields: [makeField('id', 'form_1'), makeField('field_1', 'form_1'), makeField('upload', 'form_1', 'file')],
    events: [
      ['Event 1', 1, ['form_1']],
      ['Event 2', 2, ['form_1']],
    ],
    repeating: [[0, '']],
  });
  const first = { id: '3', redcap_event_name: 'event_1_arm_1' };
  await bench.importRows([
    { ...first, redcap_repeat_instance: 1, field_1: 'a' },
    { ...first, redcap_repeat_instance: 2, field_1: 'b' },
    { id: '3', redcap_event_name: 'event_2_arm_2', field_1: 'c' },
    { id: '4', redcap_event_name: 'event_2_arm_2', field_1: 'd' },
  ]);
  return bench;
};

const remove = (bench: Bench, fields: Record<string, string | string[]>): Promise<string> =>
  bench.text({ action: 'delete', ...fields });

const values = async (bench: Bench): Promise<unknown[]> =>
  ((await bench.json({ fields: 'field_1' })) as { field_1: string }[]).map((row) => row.field_1);

describe('Delete Records', () => {
  it('deletes whole records and answers how many', async () => {
    const bench = await sketchClinic();
    expect(await remove(bench, { records: ['1', '3'] })).toBe('2');
    expect([...bench.project.records.keys()]).toEqual(['2']);
    expect(bench.project.log.slice(-2).map(({ action, record }) => [action, record])).toEqual([
      ['Delete record (API) 1', '1'],
      ['Delete record (API) 3', '3'],
    ]);
  });

  it('deletes nothing when one record is unknown', async () => {
    const bench = await sketchClinic();
    const response = await bench.send({ action: 'delete', records: ['1', '77', '78'] });
    expect(response.status).toBe(400);
    expect(await response.text()).toBe(
      refusal(
        'One or more of the records provided cannot be deleted because they do not exist in the project. ' +
          'The following records do not exist: 77, 78',
      ),
    );
    expect(bench.project.records.size).toBe(3);
  });

  it('is refused without the right, and without records', async () => {
    const bench = await sketchClinic();
    expect(await remove(bench, {})).toMatch(/The parameter \\"records\\" is missing/);
    bench.user.flags.record_delete = 0;
    const response = await bench.send({ action: 'delete', records: ['1'] });
    expect(response.status).toBe(403);
    expect(await response.text()).toBe(refusal('You do not have Delete Record privileges'));
  });

  it('deletes one instance of a repeating event and leaves the others', async () => {
    const bench = await sketchArms();
    expect(await remove(bench, { records: ['3'], event: 'event_1_arm_1', repeat_instance: '2' })).toBe('1');
    expect(await values(bench)).toEqual(['a', 'c', 'd']);
  });

  it('deletes one arm of a record', async () => {
    const bench = await sketchArms();
    expect(await remove(bench, { records: ['3'], arm: '2' })).toBe('1');
    expect(await values(bench)).toEqual(['a', 'b', 'd']);
    expect(await remove(bench, { records: ['4'], arm: '1' })).toMatch(/do not exist: 4/);
    expect(await remove(bench, { records: ['4'], arm: '9' })).toBe(
      refusal('The value of the parameter "arm" is not valid'),
    );
  });

  it('deletes a form in one event, where an event must be named', async () => {
    const bench = await sketchArms();
    expect(await remove(bench, { records: ['3'], instrument: 'form_1' })).toMatch(/\\"event\\" is required/);
    expect(await remove(bench, { records: ['3'], instrument: 'form_1', event: 'event_2_arm_2' })).toBe('1');
    expect(await values(bench)).toEqual(['a', 'b', 'd']);
  });

  it('deletes the row of an event with its last data, and the record keeps its last row', async () => {
    const bench = await sketchArms();
    const rows = async (): Promise<unknown> =>
      ((await bench.json({ records: ['3'], fields: 'id,field_1' })) as Record<string, unknown>[]).map((row) => [
        row.redcap_event_name,
        row.redcap_repeat_instance,
        row.field_1,
      ]);
    const drop = (event: string, more = {}): Promise<string> =>
      remove(bench, { records: ['3'], instrument: 'form_1', event, ...more });
    expect(await drop('event_1_arm_1', { repeat_instance: '1' })).toBe('1');
    expect(await rows()).toEqual([
      ['event_1_arm_1', 2, 'b'],
      ['event_2_arm_2', '', 'c'],
    ]);
    expect(await drop('event_2_arm_2')).toBe('1');
    expect(await rows()).toEqual([['event_1_arm_1', 2, 'b']]);
    expect(await drop('event_1_arm_1')).toBe('1');
    expect(await rows()).toEqual([['event_1_arm_1', 1, '']]);
    expect(await drop('event_1_arm_1')).toBe('0');
  });

  it.each([
    [
      'the instances first',
      [
        ['bp', '2'],
        ['bp', '1'],
        ['demographics', ''],
      ],
      [2, 1, 1],
    ],
    [
      'the form first',
      [
        ['demographics', ''],
        ['bp', '1'],
        ['bp', '2'],
      ],
      [3, 2, 1],
    ],
    [
      'all instances at once',
      [
        ['bp', ''],
        ['demographics', ''],
      ],
      [1, 1],
    ],
  ] as const)(
    'keeps the row of an event while an instance of a form is stored there: %s',
    async (_way, steps, counts) => {
      const bench = await sketchPressure();
      const left: number[] = [];
      for (const [instrument, repeat_instance] of steps) {
        expect(await remove(bench, { records: ['1'], instrument, repeat_instance })).toBe('1');
        left.push(((await bench.json({ records: ['1'] })) as unknown[]).length);
      }
      expect(left).toEqual(counts);
    },
  );

  it('counts an unchecked box as nothing', async () => {
    const bench = await sketchArms();
    const row = bench.project.records.get('4')?.rows.values().next().value;
    row?.checked.set('field_1', new Set());
    await bench.importRows([{ id: '4', redcap_event_name: 'event_1_arm_1', redcap_repeat_instance: 1, field_1: 'x' }]);
    expect(await remove(bench, { records: ['4'], instrument: 'form_1', event: 'event_2_arm_2' })).toBe('1');
    expect(await values(bench)).toEqual(['a', 'b', 'c', 'x']);
  });

  it.each(['csv', 'xml', 'json'])(
    'leaves the row of an event whose values an import blanks out (%s)',
    async (format) => {
      const bench = await sketchArms();
      const data =
        {
          json: '[{"id":"4","redcap_event_name":"event_2_arm_2","field_1":"","form_1_complete":""}]',
          csv: 'id,redcap_event_name,field_1,form_1_complete\n4,event_2_arm_2,,\n',
          xml:
            '<records><item><id>4</id><redcap_event_name>event_2_arm_2</redcap_event_name><field_1></field_1>' +
            '<form_1_complete></form_1_complete></item></records>',
        }[format] ?? '';
      await bench.text({ action: 'import', overwriteBehavior: 'overwrite', format, data });
      expect(await values(bench)).toEqual(['a', 'b', 'c', '']);
    },
  );

  it('deletes a form of a classic project and keeps the record', async () => {
    const bench = await sketchClinic();
    expect(await remove(bench, { records: ['1'], instrument: 'health' })).toBe('1');
    expect(await bench.json({ records: '1', fields: 'name_first,height', forms: 'race_and_ethnicity' })).toEqual([
      {
        name_first: 'Nutmeg',
        height: '',
        race___1: '0',
        race___3: '0',
        race___5: '1',
        ethnicity: '',
        race_and_ethnicity_complete: '0',
      },
    ]);
  });

  it('deletes one instance of a repeating form, and its numbers keep their gaps', async () => {
    const bench = await sketchPressure();
    expect(await remove(bench, { records: ['1'], instrument: 'bp', repeat_instance: '1' })).toBe('1');
    expect(await bench.json({ records: '1', fields: 'record_id,bp_systolic' })).toEqual([
      { record_id: '1', redcap_repeat_instrument: '', redcap_repeat_instance: '', bp_systolic: '' },
      { record_id: '1', redcap_repeat_instrument: 'bp', redcap_repeat_instance: 2, bp_systolic: '111' },
    ]);
  });

  it('does not see the records of another group', async () => {
    const bench = await sketchClinic();
    bench.user.dagId = 20;
    expect(await remove(bench, { records: ['1'] })).toMatch(/do not exist: 1/);
  });
});

describe('Rename Record', () => {
  const rename = (bench: Bench, record: string, new_record_name: string, more = {}): Promise<string> =>
    bench.text({ action: 'rename', record, new_record_name, ...more });

  it('gives the record its new name and answers 1', async () => {
    const bench = await sketchVisits();
    expect(await rename(bench, '1', 'first')).toBe('1');
    expect(await bench.json({ records: 'first', fields: 'weight' })).toEqual([
      { weight: '11' },
      { weight: '12' },
      { weight: '13' },
    ]);
    expect(await bench.json({ records: '1' })).toEqual([]);
  });

  it('takes the record along in the log', async () => {
    const bench = await sketchVisits();
    await rename(bench, '1', 'first');
    const dateRangeBegin = '2024-03-01 11:00:00';
    expect(await bench.json({ records: 'first', fields: 'weight', dateRangeBegin })).toHaveLength(3);
  });

  it('renames in one arm only', async () => {
    const bench = await sketchArms();
    expect(await rename(bench, '3', '5', { arm: '2' })).toBe('1');
    expect(await bench.json({ fields: 'id,field_1' })).toMatchObject([
      { id: '3', field_1: 'a' },
      { id: '3', field_1: 'b' },
      { id: '4', field_1: 'd' },
      { id: '5', field_1: 'c' },
    ]);
  });

  it.each([
    ['7', '8', 'The record "7" does not exist'],
    ['1', '2', 'The record "2" already exists, so "1" cannot be renamed to it'],
    ['1', ' ', 'The parameter "new_record_name" is missing or empty'],
    ['1', '9'.repeat(101), 'The parameter "new_record_name" is longer than 100 characters'],
  ])('is refused from %s to %s', async (from, to, text) => {
    const bench = await sketchVisits();
    const response = await bench.send({ action: 'rename', record: from, new_record_name: to });
    expect(response.status).toBe(400);
    expect(await response.text()).toBe(refusal(text));
  });

  it('is refused without the right', async () => {
    const bench = await sketchVisits();
    bench.user.flags.record_rename = 0;
    expect(await rename(bench, '1', 'x')).toBe(refusal('You do not have Rename Record privileges'));
  });
});
