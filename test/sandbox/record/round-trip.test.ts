import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Bench } from './support.ts';
import { makeField, makeValidated, sketchBench } from './support.ts';
import { runs } from '../../support/runs.ts';

const sketch = (): Bench =>
  sketchBench({
    fields: [
      makeField('id', 'main'),
      makeField('note', 'main', 'notes'),
      makeField('race', 'main', 'checkbox', { select_choices_or_calculations: '1, A|-4, B|x y, C' }),
      makeValidated('seen', 'visit', 'datetime_dmy'),
      makeValidated('dose', 'visit', 'number_1dp_comma_decimal'),
      makeField('mood', 'diary', 'radio', { select_choices_or_calculations: '1, Good|2, Bad' }),
    ],
    events: [
      ['Start', 1, ['main', 'diary']],
      ['Visit', 1, ['visit', 'diary']],
      ['Other', 2, ['main']],
    ],
    repeating: [
      [0, 'diary'],
      [1, ''],
    ],
    groups: ['north', 'south'],
  });

const record = fc.constantFrom('1', '10', '2', '331-1', 'a b', "O'Neil", 'ä,"');
const instance = fc.integer({ min: 1, max: 4 });
const status = fc.constantFrom('', '0', '1', '2');
const text = fc.string({ unit: 'grapheme', maxLength: 20 });

const main = fc.record({
  id: record,
  redcap_event_name: fc.constantFrom('start_arm_1', 'other_arm_2'),
  redcap_data_access_group: fc.constantFrom('', 'north', 'south'),
  note: text,
  race___1: fc.constantFrom('0', '1'),
  race____4: fc.constantFrom('0', '1'),
  race___x_y: fc.constantFrom('0', '1', ''),
  main_complete: status,
});
const diary = fc.record({
  id: record,
  redcap_event_name: fc.constant('start_arm_1'),
  redcap_repeat_instrument: fc.constant('diary'),
  redcap_repeat_instance: instance,
  mood: fc.constantFrom('', '1', '2'),
  diary_complete: status,
});
const visit = fc.record({
  id: record,
  redcap_event_name: fc.constant('visit_arm_1'),
  redcap_repeat_instance: instance,
  seen: fc.constantFrom('', '2024-02-29 23:59'),
  dose: fc.constantFrom('', '1,5', '-0,1'),
  mood: fc.constantFrom('', '2'),
});
const rows = fc.array(fc.oneof(main, diary, visit), { maxLength: 12 });

const everything = { exportDataAccessGroups: 'true', exportBlankForGrayFormStatus: 'true' };

describe('what is exported and imported again', () => {
  it.each(['json', 'csv', 'xml'])('is the same, whatever it was (%s)', async (format) => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const from = sketch();
        expect(await from.importRows(given)).toBe(`{"count": ${String(new Set(given.map(({ id }) => id)).size)}}`);
        const to = sketch();
        const data = await from.text({ format, ...everything });
        await to.text({ action: 'import', format, data });
        expect(await to.text({ format: 'json', ...everything })).toBe(
          await from.text({ format: 'json', ...everything }),
        );
      }),
      { numRuns: runs(60) },
    );
  });

  it('changes nothing when it is imported where it came from, blanks erasing', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const bench = sketch();
        await bench.importRows(given);
        const exported = await bench.text(everything);
        await bench.text({ action: 'import', data: exported, overwriteBehavior: 'overwrite' });
        expect(await bench.text(everything)).toBe(exported);
      }),
      { numRuns: runs(60) },
    );
  });
});
