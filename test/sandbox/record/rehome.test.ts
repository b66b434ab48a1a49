import { describe, expect, it } from 'vitest';

import { rehomeRows } from '../../../src/sandbox/state/rows.ts';
import type { Bench } from './support.ts';
import { makeField, sketchBench } from './support.ts';

const start = async (repeating: readonly (readonly [number, string])[]): Promise<Bench> => {
  const bench = sketchBench({
    fields: [makeField('id', 'main'), makeField('name', 'main'), makeField('note', 'diary')],
    events: [['Start', 1, ['main', 'diary']]],
    repeating,
  });
  return bench;
};

const repeat = (bench: Bench, forms: readonly string[]): void => {
  bench.project.repeating = forms.map((form) => ({ eventId: 1, form, customLabel: '' }));
  rehomeRows(bench.project);
};

const rows = async (bench: Bench): Promise<string[]> =>
  (await bench.text({ format: 'csv', fields: 'id,name,note' })).trimEnd().split('\n').slice(1);

describe('stored data, when the repeating setup changes', () => {
  it('of a form that begins to repeat are its first instance, and of an event too', async () => {
    const bench = await start([]);
    await bench.importRows([{ id: '1', name: 'Ada', note: 'fine' }, { id: '2' }]);
    repeat(bench, ['diary']);
    expect(await rows(bench)).toEqual(['1,start_arm_1,,,Ada,', '1,start_arm_1,diary,1,,fine', '2,start_arm_1,,,,']);
    repeat(bench, ['']);
    expect(await rows(bench)).toEqual(['1,start_arm_1,,1,Ada,fine', '2,start_arm_1,,1,,']);
    repeat(bench, []);
    expect(await rows(bench)).toEqual(['1,start_arm_1,Ada,fine', '2,start_arm_1,,']);
  });

  it('of further instances are hidden while nothing repeats, and are there again afterwards', async () => {
    const bench = await start([[0, 'diary']]);
    const diary = { id: '1', redcap_repeat_instrument: 'diary' };
    await bench.importRows([
      { ...diary, redcap_repeat_instance: 1, note: 'one' },
      { ...diary, redcap_repeat_instance: 2, note: 'two' },
    ]);
    repeat(bench, []);
    expect(await rows(bench)).toEqual(['1,start_arm_1,,one']);
    repeat(bench, ['diary']);
    expect(await rows(bench)).toEqual([
      '1,start_arm_1,,,,',
      '1,start_arm_1,diary,1,,one',
      '1,start_arm_1,diary,2,,two',
    ]);
  });
});
