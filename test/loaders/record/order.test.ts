import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordsFromRows } from '../../../src/graph/record/tree.ts';
import type { SortKey } from '../../../src/graph/kind/kind.ts';
import { collator, compareRecordNames, sortNameIndexes } from '../../../src/loaders/record/name-order.ts';
import { pickAll, sortIndexes } from '../../../src/loaders/record/index-sort.ts';
import { checkOrder, orderIndexes, sortKeyOf, type RecordOrder } from '../../../src/loaders/record/order.ts';
import { createSortKeys, type SortKeys } from '../../../src/loaders/record/sort-key.ts';
import { runs } from '../../support/runs.ts';
import { choices, designOf, eventRow, metadataRow, validated } from '../../graph/support/design.ts';

describe('the order of record names', () => {
  it('counts numbers as numbers, within names too', () => {
    expect(['10', '9', '331-10', '331-2', 'b', 'a', '1'].sort(compareRecordNames)).toEqual([
      '1',
      '9',
      '10',
      '331-2',
      '331-10',
      'a',
      'b',
    ]);
  });

  it('is total, so that a cursor always finds its place', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
        expect(compareRecordNames(a, b) === 0).toBe(a === b);
        expect(Math.sign(compareRecordNames(a, b))).toBe(-Math.sign(compareRecordNames(b, a)) + 0);
        if (compareRecordNames(a, b) < 0 && compareRecordNames(b, c) < 0)
          expect(compareRecordNames(a, c)).toBeLessThan(0);
      }),
    );
  });
});

const sortNames = async (names: readonly string[]): Promise<string[]> => pickAll(names, await sortNameIndexes(names));

describe('names that are sorted', () => {
  it('come into the one order, whatever they are, and none is changed', async () => {
    const name = fc.oneof(fc.integer({ min: 0, max: 50 }).map(String), fc.string({ maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 60 }), async (names) => {
        expect(await sortNames(names)).toEqual([...names].sort(compareRecordNames));
      }),
      { numRuns: runs(300) },
    );
  });

  it('let others have their turn while they are many', async () => {
    let turns = 0;
    const count = (): void => {
      turns += 1;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    const names = Array.from({ length: 20_000 }, (_name, index) => String((index * 7919) % 20_011));
    expect((await sortNames(names)).slice(0, 3)).toEqual(['0', '1', '2']);
    clearImmediate(timer);
    expect(turns).toBeGreaterThan(10);
  });
});

const by = (field: string | null, event: string | null = null, isDescending = false): RecordOrder => ({
  field,
  events: event === null ? null : [event],
  isDescending,
});

const dictionary = [
  metadataRow('id', 'base', 'text'),
  metadataRow('weight', 'base', 'text', validated('number')),
  metadataRow('born', 'base', 'text', validated('date_dmy')),
  metadataRow('grade', 'base', 'radio', choices('3, Mild | 1, Severe | 2, Fatal')),
  metadataRow('name', 'base', 'text'),
  metadataRow('risks', 'base', 'checkbox', choices('1, A')),
  metadataRow('words', 'base', 'descriptive'),
  metadataRow('term', 'ae', 'text'),
];

describe('sort keys', () => {
  const keysOf = (all: readonly SortKey[]): SortKeys => {
    const keys = createSortKeys('age');
    for (const key of all) keys.add(key);
    return keys;
  };

  it('give back what was added', () => {
    const all = [5n, null, 2n ** 70n, 2n ** 70n + 1n, -(2n ** 53n)];
    expect(all.map((_key, index) => keysOf(all).at(index))).toEqual([5, null, ...all.slice(2)]);
    const texts = ['b', null, 'a', 'b', ''];
    expect(texts.map((_key, index) => keysOf(texts).at(index))).toEqual(texts);
    expect(keysOf(texts).at(-1)).toBeNull();
  });

  it('compare integers exactly, beyond what double precision holds, and those without any come last', async () => {
    const all = [
      2n ** 70n + 1n,
      null,
      2n ** 70n,
      7n,
      2n ** 53n,
      2n ** 53n - 1n,
      -(2n ** 70n),
      10n ** 400n,
      10n ** 401n,
    ];
    const keys = keysOf(all);
    const sorted = async (isDescending: boolean): Promise<(bigint | null | undefined)[]> =>
      [...(await sortIndexes(all.length, await keys.comparison(isDescending)))].map((index) => all[index]);
    const up = [-(2n ** 70n), 7n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 70n, 2n ** 70n + 1n, 10n ** 400n, 10n ** 401n];
    expect(await sorted(false)).toEqual([...up, null]);
    expect(await sorted(true)).toEqual([...up.toReversed(), null]);
  });

  it('are those of any text, compared as a reader does', async () => {
    const text = fc.oneof(
      fc.constantFrom('a', 'A', 'á', 'a\u0000', 'b2', 'b10', '', null),
      fc.string({ maxLength: 2 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 40 }), async (texts) => {
        const compare = await keysOf(texts).comparison(false);
        for (const [left, one] of texts.entries()) {
          for (const [right, other] of texts.entries()) {
            const expected =
              one === null || other === null
                ? Number(one === null) - Number(other === null)
                : Math.sign(collator.compare(one, other));
            expect(compare(left, right)).toBe(expected);
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('refuse more text than they have room for, and name the remedy', () => {
    const keys = keysOf(['a'.repeat(20_000_000), 'a'.repeat(20_000_000)]);
    const refusal = {
      code: 'BAD_USER_INPUT',
      message:
        'The list cannot be ordered by age: its texts have more than 33554432 characters together, and all of them would have to be held at once. Take another field, or let a filter select fewer records.',
    };
    expect(() => keys.add('b'.repeat(20_000_000))).toThrow(expect.objectContaining(refusal) as Error);
  });
});

describe('checkOrder', () => {
  const classic = designOf(dictionary, {
    project: { has_repeating_instruments_or_events: true },
    repeating: [{ event_name: null, form_name: 'ae', custom_form_label: '' }],
  });
  const longitudinal = designOf(dictionary, {
    project: { is_longitudinal: true, has_repeating_instruments_or_events: true },
    events: [eventRow('start_arm_1'), eventRow('end_arm_1')],
    mappings: [
      { arm_num: 1, unique_event_name: 'start_arm_1', form: 'base' },
      { arm_num: 1, unique_event_name: 'start_arm_1', form: 'ae' },
      { arm_num: 1, unique_event_name: 'end_arm_1', form: 'ae' },
    ],
    repeating: [{ event_name: 'end_arm_1', form_name: 'ae', custom_form_label: '' }],
  });

  it('takes the record name, and a field that has one value', () => {
    expect(checkOrder(by(null), classic)).toBeNull();
    expect(checkOrder(by('weight'), classic)).toBeNull();
    expect(checkOrder(by('term', 'start_arm_1'), longitudinal)).toBeNull();
  });

  it.each([
    ['wait', null, classic, 'wait is no field of the project.'],
    ['risks', null, classic, 'Records cannot be ordered by risks: it holds no single value. Take another field.'],
    ['words', null, classic, 'Records cannot be ordered by words: it holds no single value. Take another field.'],
    ['term', null, classic, 'Records cannot be ordered by term: ae repeats, so that a record has many values.'],
    ['weight', 'start_arm_1', classic, 'The project has no events: leave event out.'],
    ['weight', null, longitudinal, 'weight is ordered by in one event: give a unique event name.'],
    ['weight', 'end_arm_1', longitudinal, 'base is not designated for end_arm_1: give another event.'],
    [
      'term',
      'end_arm_1',
      longitudinal,
      'Records cannot be ordered by term in end_arm_1, where it has many values: give another event.',
    ],
  ])('refuses %s in %s with the remedy', (field, event, design, message) => {
    expect(checkOrder(by(field, event), design)).toBe(message);
  });
});

describe('orderIndexes', () => {
  const design = designOf(dictionary, { project: { missing_data_codes: '-99, Unknown' } });
  const order = async (
    field: string | null,
    values: Readonly<Record<string, string>>,
    isDescending = false,
  ): Promise<string[]> => {
    const rows = Object.entries(values).map(([id, value]) => ({
      id,
      base_complete: '2',
      ...(field === null ? {} : { [field]: value }),
    }));
    const nodes = new Map(recordsFromRows(rows, design, []).map((node) => [node.name, node]));
    const names = Object.keys(values);
    const asked = by(field, null, isDescending);
    const keys = createSortKeys(field ?? '');
    for (const name of names) keys.add(sortKeyOf(asked, design)(nodes.get(name)));
    return pickAll(names, await orderIndexes(names, keys, asked));
  };

  it.each<[string, string, Readonly<Record<string, string>>, string[], string[]]>([
    ['numbers as numbers', 'weight', { a: '9.5', b: '10', c: '-3' }, ['c', 'a', 'b'], ['b', 'a', 'c']],
    ['dates by time', 'born', { a: '2001-02-03', b: '1999-12-31', c: '2001-01-30' }, ['b', 'c', 'a'], ['a', 'c', 'b']],
    ['choices as the dictionary has them', 'grade', { a: '1', b: '2', c: '3' }, ['c', 'a', 'b'], ['b', 'a', 'c']],
    ['text without regard to capitals', 'name', { a: 'zoe', b: 'Émil', c: 'eva' }, ['b', 'c', 'a'], ['a', 'c', 'b']],
    [
      'missing, blank and unfit values last, by name',
      'weight',
      { z: '', y: '-99', x: 'older text', b: '2', a: '1' },
      ['a', 'b', 'x', 'y', 'z'],
      ['b', 'a', 'x', 'y', 'z'],
    ],
    ['equal values by name', 'weight', { b: '1.0', a: '1', c: '0' }, ['c', 'a', 'b'], ['a', 'b', 'c']],
  ])('puts %s', async (_title, field, values, up, down) => {
    expect(await order(field, values)).toEqual(up);
    expect(await order(field, values, true)).toEqual(down);
  });

  it('turns the order of names around', async () => {
    expect(await order(null, { '2': '', '10': '', '1': '' })).toEqual(['1', '2', '10']);
    expect(await order(null, { '2': '', '10': '', '1': '' }, true)).toEqual(['10', '2', '1']);
  });
});
