import { describe, expect, it } from 'vitest';
import { EventDraft, EventDrafts } from '../../../src/graph/record/event-draft.ts';
import type { RecordNode } from '../../../src/graph/record/record.ts';
import { designOf, eventRow, metadataRow } from '../support/design.ts';

const design = designOf([metadataRow('id', 'base', 'text')], {
  project: { is_longitudinal: true },
  events: [eventRow('day_arm_1'), eventRow('night_arm_1')],
  mappings: [{ arm_num: 1, unique_event_name: 'day_arm_1', form: 'base' }],
});
const [day, night] = design.events;
const record: RecordNode = { name: '1', dataAccessGroup: null, events: [], columns: new Set() };

/** A draft that counts how often somebody looks where it is. */
const countedDraft = (event: typeof day, instance: number | null, counted: { looks: number }): EventDraft =>
  Object.defineProperty(new EventDraft(record, event ?? null, instance, () => ({})), 'repeatInstance', {
    get: () => {
      counted.looks += 1;
      return instance;
    },
  });

describe('the events of a record', () => {
  it.each([1, 10, 3_000])('are found at their places, however many there are: %i of each', (count) => {
    const drafts = new EventDrafts();
    const counted = { looks: 0 };
    for (let instance = count; instance > 0; instance -= 1) {
      for (const event of [day, night]) {
        expect(drafts.find(event ?? null, instance)).toBeUndefined();
        drafts.add(countedDraft(event, instance, counted));
      }
    }
    const added = [...drafts.all];
    for (const draft of added) expect(drafts.find(draft.event, draft.repeatInstance)).toBe(draft);
    expect(drafts.find(null, 1)).toBeUndefined();
    expect(counted.looks / (2 * count)).toBeLessThan(30);
  });

  it('stand in the order of the project and of their instances', () => {
    const drafts = new EventDrafts();
    for (const [event, instance] of [
      [night, 1],
      [day, 10],
      [day, 2],
      [night, null],
    ] as const) {
      drafts.add(new EventDraft(record, event ?? null, instance, () => ({})));
    }
    drafts.sort();
    expect(drafts.all.map(({ event, repeatInstance }) => [event?.uniqueEventName, repeatInstance])).toEqual([
      ['day_arm_1', 2],
      ['day_arm_1', 10],
      ['night_arm_1', null],
      ['night_arm_1', 1],
    ]);
  });
});
