import { describe, expect, it } from 'vitest';
import { recordsFromRows } from '../../../src/graph/record/tree.ts';
import { designOf, metadataRow } from '../support/design.ts';

const design = designOf([metadataRow('id', 'base', 'text'), metadataRow('weight', 'diary', 'text')], {
  project: { has_repeating_instruments_or_events: true },
  repeating: [{ event_name: null, form_name: 'diary', custom_form_label: '' }],
});

/** So many days of a diary, after the record's own row. */
const rowsOf = (id: string, days: number): Record<string, string>[] =>
  Array.from({ length: days + 1 }, (_, day) => ({
    id,
    redcap_repeat_instrument: day === 0 ? '' : 'diary',
    redcap_repeat_instance: day === 0 ? '' : String(day),
    base_complete: day === 0 ? '2' : '',
    weight: day === 0 ? '' : String(60 + day),
    diary_complete: day === 0 ? '' : '2',
  }));

const recordsOf = (...days: number[]) =>
  recordsFromRows(
    days.flatMap((count, index) => rowsOf(String(index + 1), count)),
    design,
    [],
  );

describe('a record that stands in its rows', () => {
  it('has the same events each time while nobody looks at another one', () => {
    const [record] = recordsOf(3);
    expect(record?.events).toBe(record?.events);
    expect(record?.events[0]?.record).toBe(record);
  });

  it('has equal events when somebody has looked at another one meanwhile', () => {
    const [first, second] = recordsOf(3, 1);
    const before = first?.events;
    expect(second?.events[0]?.instruments.map(({ cells }) => cells['weight'])).toEqual([undefined, '61']);
    expect(first?.events).not.toBe(before);
    expect(first?.events[0]?.instruments.map(({ cells }) => cells['weight'])).toEqual([undefined, '61', '62', '63']);
  });

  it('keeps its events where they are made of many rows', () => {
    const [first, second] = recordsOf(20, 1);
    const before = first?.events;
    expect(second?.events).toHaveLength(1);
    expect(first?.events).toBe(before);
  });
});
