import { describe, expect, it } from 'vitest';

import { ignoreCase } from '../../../src/sandbox/state/caseless-records.ts';
import type { Bench } from './support.ts';
import { makeField, sketchBench } from './support.ts';

/** Two arms, a repeating diary and a record `A-1` in both arms; names as the variant has them. */
const start = async (value: 'kept' | 'ignored', more: readonly object[] = []): Promise<Bench> => {
  const bench = sketchBench({
    fields: [makeField('id', 'main'), makeField('code', 'main'), makeField('note', 'diary')],
    events: [
      ['Start', 1, ['main', 'diary']],
      ['Start', 2, ['main']],
    ],
    repeating: [[0, 'diary']],
    settings: { secondary_unique_field: 'code' },
  });
  bench.store.variants['record-name-case'] = value;
  if (value === 'ignored') ignoreCase(bench.project);
  await bench.importRows([
    { id: 'A-1', redcap_event_name: 'start_arm_1', code: 'x' },
    { id: 'A-1', redcap_event_name: 'start_arm_2', code: 'x' },
    ...more,
  ]);
  return bench;
};

const read = async (bench: Bench): Promise<string[]> => {
  const rows = await bench.text({ format: 'csv', fields: 'id,code,note' });
  return rows.trimEnd().split('\n').slice(1);
};

const rename = (bench: Bench, fields: Record<string, string>): Promise<string> =>
  bench.text({ action: 'rename', ...fields });

// EVIDENCE.md#case-of-record-names
describe('a record name in other capitals, where case is ignored', () => {
  it.each([
    ['in all arms', {}],
    ['in one arm', { arm: '2' }],
  ])('is the new name after a rename %s, in all arms and in the log', async (_title, arm) => {
    const bench = await start('ignored');
    expect(await rename(bench, { record: 'a-1', new_record_name: 'a-1', ...arm })).toBe('1');
    expect([...bench.project.records].map(([key, { name, rows }]) => [key, name, rows.size])).toEqual([
      ['a-1', 'a-1', 2],
    ]);
    expect(new Set(bench.project.log.map(({ record }) => record))).toEqual(new Set(['a-1']));
    expect(bench.project.records.get('A-1')).toBe(bench.project.records.get('a-1'));
  });

  it('is refused by a rename to the very name that the record has, and to the name of another record', async () => {
    const bench = await start('ignored', [{ id: 'B', redcap_event_name: 'start_arm_1' }]);
    for (const name of ['A-1', 'b']) {
      expect(await rename(bench, { record: 'A-1', new_record_name: name })).toContain('already exists');
    }
  });

  it('is free again after a rename to another name', async () => {
    const bench = await start('ignored');
    expect(await rename(bench, { record: 'a-1', new_record_name: 'B' })).toBe('1');
    expect(bench.project.records.has('A-1')).toBe(false);
    expect(bench.project.records.get('b')?.name).toBe('B');
  });

  it('is counted once by a deletion that has both spellings, and unknown names are listed as they were sent', async () => {
    const bench = await start('ignored');
    expect(await bench.text({ action: 'delete', records: ['a-1', 'C'] })).toMatch(/do not exist: C"/);
    expect(await bench.text({ action: 'delete', records: ['a-1', 'A-1'] })).toBe('1');
    expect(bench.project.records.size).toBe(0);
  });

  it('is one record in an import: its new instances are numbered on, and its unique value is its own', async () => {
    const bench = await start('ignored');
    const diary = {
      redcap_event_name: 'start_arm_1',
      redcap_repeat_instrument: 'diary',
      redcap_repeat_instance: 'new',
    };
    const answer = await bench.importRows([
      { id: 'a-1', redcap_event_name: 'start_arm_1', code: 'x' },
      ...['n-1', 'N-1', 'a-1', 'A-1'].map((id) => ({ id, ...diary, note: id })),
    ]);
    expect(answer).toBe('{"count": 2}');
    expect(await read(bench)).toEqual([
      'A-1,start_arm_1,,,x,',
      'A-1,start_arm_1,diary,1,,a-1',
      'A-1,start_arm_1,diary,2,,A-1',
      'A-1,start_arm_2,,,x,',
      'n-1,start_arm_1,diary,1,,n-1',
      'n-1,start_arm_1,diary,2,,N-1',
    ]);
  });

  it('is joined with the other where a project has both, and no row is lost', async () => {
    const bench = await start('kept', [
      { id: 'a-1', redcap_event_name: 'start_arm_1', code: 'y' },
      {
        id: 'a-1',
        redcap_event_name: 'start_arm_1',
        redcap_repeat_instrument: 'diary',
        redcap_repeat_instance: '1',
        note: 'kept',
      },
    ]);
    ignoreCase(bench.project);
    expect(await read(bench)).toEqual([
      'A-1,start_arm_1,,,x,',
      'A-1,start_arm_1,diary,1,,kept',
      'A-1,start_arm_2,,,x,',
    ]);
  });
});

describe('a record name in other capitals, where case is kept', () => {
  it('is another name for a rename, a deletion and an import', async () => {
    const bench = await start('kept');
    expect(await rename(bench, { record: 'a-1', new_record_name: 'B' })).toContain('does not exist');
    expect(await bench.text({ action: 'delete', records: ['a-1', 'A-1'] })).toMatch(/do not exist: a-1"/);
    expect(await bench.importRows([{ id: 'a-1', redcap_event_name: 'start_arm_1', code: 'x' }])).toContain(
      'already used by another record',
    );
    expect(await rename(bench, { record: 'A-1', new_record_name: 'a-1', arm: '2' })).toBe('1');
    expect(await read(bench)).toEqual(['A-1,start_arm_1,,,x,', 'a-1,start_arm_2,,,x,']);
  });
});
