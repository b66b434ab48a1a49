import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyRecord } from '../../../src/loaders/record/query.ts';
import { countStatuses, type StatusCount } from '../../../src/loaders/record/status-count.ts';
import type { ExportRecordSummaryArgs } from '../../../src/redcap/methods/record-summary.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { runs } from '../../support/runs.ts';
import { designOf, eventRow, metadataRow } from '../../graph/support/design.ts';
import { createPassSource, type Asked } from './support/upstream.ts';

const EVENTS = ['start_arm_1', 'end_arm_1', 'start_arm_2'];

const design = designOf(
  [metadataRow('id', 'base', 'text'), metadataRow('term', 'event', 'text'), metadataRow('weight', 'visit', 'text')],
  {
    project: { is_longitudinal: true, has_repeating_instruments_or_events: true },
    arms: [
      { arm_num: 1, name: 'A' },
      { arm_num: 2, name: 'B' },
    ],
    events: EVENTS.map((name) => ({ ...eventRow(name), arm_num: Number(name.at(-1)) })),
    mappings: EVENTS.flatMap((unique_event_name) =>
      ['base', 'event', 'visit'].map((form) => ({
        arm_num: Number(unique_event_name.at(-1)),
        unique_event_name,
        form,
      })),
    ),
    repeating: [
      { event_name: 'start_arm_1', form_name: 'event', custom_form_label: '' },
      { event_name: 'end_arm_1', form_name: '', custom_form_label: '' },
    ],
  },
);

const status = fc.constantFrom('', '0', '1', '2');

const row = fc
  .record({
    id: fc.constantFrom('1', '2', '10', 'b'),
    event: fc.constantFrom(...EVENTS),
    isOfEvent: fc.boolean(),
    instance: fc.integer({ min: 1, max: 9 }),
    statuses: fc.tuple(status, status, status),
    group: fc.constantFrom('', 'lyon'),
  })
  .map(({ id, event, isOfEvent, instance, statuses: [base, term, visit], group }): RecordRow => {
    const repeatInstrument = event === 'start_arm_1' && isOfEvent ? 'event' : '';
    return {
      id,
      redcap_event_name: event,
      redcap_repeat_instrument: repeatInstrument,
      redcap_repeat_instance: repeatInstrument !== '' || event === 'end_arm_1' ? String(instance) : '',
      redcap_data_access_group: group,
      base_complete: repeatInstrument === '' ? base : '',
      event_complete: repeatInstrument !== '' || event !== 'start_arm_1' ? term : '',
      visit_complete: repeatInstrument === '' ? visit : '',
    };
  });

const told = ({ recordCount, recordsInArm, recordsInEvent, cells }: StatusCount) => ({
  recordCount,
  arms: [1, 2].map((armNum) => recordsInArm.get(armNum) ?? 0),
  events: EVENTS.map((name) => recordsInEvent.get(name) ?? 0),
  cells: cells.map(({ event, instrument, counts: { INCOMPLETE, UNVERIFIED, COMPLETE } }) => [
    event?.uniqueEventName,
    instrument.name,
    INCOMPLETE,
    UNVERIFIED,
    COMPLETE,
  ]),
});

/** The same, of rows that are all there at once. */
const countPlainly = (rows: readonly RecordRow[]) => {
  const namesOf = (isIn: (event: string) => boolean): number =>
    new Set(rows.filter((one) => isIn(one['redcap_event_name'] ?? '')).map((one) => one['id'])).size;
  const count = (event: string, instrument: string, code: string): number =>
    rows.filter((one) => one['redcap_event_name'] === event && one[`${instrument}_complete`] === code).length;
  return {
    recordCount: namesOf(() => true),
    arms: ['1', '2'].map((arm) => namesOf((event) => event.endsWith(arm))),
    events: EVENTS.map((name) => namesOf((event) => event === name)),
    cells: EVENTS.flatMap((event) =>
      ['base', 'event', 'visit'].map((instrument) => [
        event,
        instrument,
        ...['0', '1', '2'].map((code) => count(event, instrument, code)),
      ]),
    ),
  };
};

describe('the counts of form statuses', () => {
  it('are those of all rows, in whatever order and parts they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        async (rows, part, isOfLyon) => {
          const calls: Asked[] = [];
          const source = createPassSource({ design, rows, part, logic: { field: 'id', isBlank: false } }, calls);
          const dataAccessGroups = isOfLyon ? ['lyon'] : null;
          const counted = await countStatuses(source, { ...everyRecord, dataAccessGroups });
          const seen = rows.filter((one) => !isOfLyon || one['redcap_data_access_group'] === 'lyon');
          expect(told(counted)).toEqual(countPlainly(seen));
          expect(calls.map(({ fields }) => fields)).toEqual([
            ['id', 'base_complete', 'event_complete', 'visit_complete'],
          ]);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('are made of a million rows that pass by', async () => {
    const exportSummary = async ({ start }: ExportRecordSummaryArgs): Promise<unknown> => {
      const summary = start();
      for (let first = 0; first < 1_000_000; first += 1_000) {
        await summary.take(
          Array.from({ length: 1_000 }, (_, index) => {
            const number = first + index;
            return {
              id: String(1 + Math.floor(number / 4)),
              redcap_event_name: 'start_arm_1',
              redcap_repeat_instrument: number % 4 === 0 ? '' : 'event',
              redcap_repeat_instance: number % 4 === 0 ? '' : String(number % 4),
              base_complete: number % 4 === 0 ? '2' : '',
              event_complete: number % 4 === 0 ? '' : '1',
              visit_complete: '',
            };
          }),
        );
      }
      return summary.end();
    };
    const source = createPassSource({ design, rows: [], part: 1, logic: { field: 'id', isBlank: false } });
    const counted = told(await countStatuses({ ...source, exportSummary }, everyRecord));
    expect([counted.recordCount, counted.arms, counted.cells.slice(0, 3)]).toEqual([
      250_000,
      [250_000, 0],
      [
        ['start_arm_1', 'base', 0, 0, 250_000],
        ['start_arm_1', 'event', 0, 750_000, 0],
        ['start_arm_1', 'visit', 0, 0, 0],
      ],
    ]);
  });
});
