import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/graph/design/design.ts';
import type { RecordFilter } from '../../../src/graph/filter/filter.ts';
import { compilePredicate, planPredicate } from '../../../src/graph/predicate/logic.ts';
import type { RecordPredicate } from '../../../src/graph/predicate/predicate.ts';
import { choices, designOf, eventRow, metadataRow, validated } from '../support/design.ts';

const dictionary = [
  metadataRow('id', 'base', 'text'),
  metadataRow('age', 'base', 'text', validated('integer')),
  metadataRow('sex', 'base', 'radio', choices('0, Female | 1, Male')),
  metadataRow('pulse', 'visit', 'text', validated('integer')),
  metadataRow('box', 'visit', 'checkbox', choices('1, A | -4, B')),
  metadataRow('term', 'ae', 'text'),
  metadataRow('note', 'end', 'text'),
];

const classic = designOf(dictionary);

const classicWithRepeats = designOf(dictionary, {
  project: { has_repeating_instruments_or_events: true },
  repeating: [{ event_name: null, form_name: 'ae', custom_form_label: '' }],
});

const mapped = (event: string, ...forms: string[]): { arm_num: number; unique_event_name: string; form: string }[] =>
  forms.map((form) => ({ arm_num: 1, unique_event_name: event, form }));

/** Nothing repeats at the start and at the week; at the end the form ae does, and the event of calls as a whole. */
const longitudinal = designOf(dictionary, {
  project: { is_longitudinal: true, has_repeating_instruments_or_events: true },
  events: [eventRow('start_arm_1'), eventRow('week_arm_1'), eventRow('end_arm_1'), eventRow('call_arm_1')],
  mappings: [
    ...mapped('start_arm_1', 'base', 'visit'),
    ...mapped('week_arm_1', 'visit'),
    ...mapped('end_arm_1', 'ae', 'end'),
    ...mapped('call_arm_1', 'ae'),
  ],
  repeating: [
    { event_name: 'end_arm_1', form_name: 'ae', custom_form_label: '' },
    { event_name: 'call_arm_1', form_name: '', custom_form_label: '' },
  ],
});

const some = (instrument: string, filter: RecordFilter | null, event: string | null = null): RecordPredicate => ({
  kind: 'exists',
  instrument,
  event,
  filter,
});
const both = (...parts: RecordPredicate[]): RecordPredicate => ({ kind: 'and', parts });
const either = (...parts: RecordPredicate[]): RecordPredicate => ({ kind: 'or', parts });
const no = (part: RecordPredicate): RecordPredicate => ({ kind: 'not', part });
const inGroups = (...names: string[]): RecordPredicate => ({ kind: 'group', names });

const adult = some('base', { field: 'age', gte: '18' });
const male = some('base', { field: 'sex', eq: '1' });
const fast = some('visit', { field: 'pulse', gt: '90' });
const headache = some('ae', { field: 'term', eq: 'headache' });
const noted = some('end', { field: 'note', isBlank: false });

const isAdult = '(isnumber([age]) and [age] >= 18)';
const isAdultAtStart = '(isnumber([start_arm_1][age]) and [start_arm_1][age] >= 18)';
const isFastAt = (event: string): string => `(isnumber([${event}][pulse]) and [${event}][pulse] > 90)`;

describe('compilePredicate', () => {
  it.each<[string, Design, RecordPredicate, string]>([
    ['a leaf in a project without repeats', classic, adult, isAdult],
    ['its opposite', classic, no(male), "[sex] <> '1'"],
    ['leaves of two instruments of one row', classic, both(adult, headache), `(${isAdult} and [term] = 'headache')`],
    ['a leaf of the base row', classicWithRepeats, adult, isAdult],
    ['two leaves of the base row', classicWithRepeats, both(adult, male), `(${isAdult} and [sex] = '1')`],
    ['either of two rows', classicWithRepeats, either(adult, headache), `(${isAdult} or [term] = 'headache')`],
    ['some instance', classicWithRepeats, headache, "[term] = 'headache'"],
    ['an event where nothing repeats', longitudinal, adult, isAdultAtStart],
    [
      'any event, where nothing repeats in any',
      longitudinal,
      fast,
      `(${isFastAt('start_arm_1')} or ${isFastAt('week_arm_1')})`,
    ],
    [
      'one of the events',
      longitudinal,
      some('visit', { field: 'pulse', gt: '90' }, 'week_arm_1'),
      isFastAt('week_arm_1'),
    ],
    [
      'an option of a checkbox, all of the same event',
      longitudinal,
      some('visit', { and: [{ field: 'box', checked: '-4' }, { not: { field: 'box', checked: '1' } }] }, 'start_arm_1'),
      "([start_arm_1][box(-4)] = '1' and [start_arm_1][box(1)] <> '1')",
    ],
    ['the opposite of an event', longitudinal, no(male), "[start_arm_1][sex] <> '1'"],
    ['an instance in any of its events', longitudinal, headache, "[term] = 'headache'"],
    [
      'an instance in any of its events, and an event',
      longitudinal,
      both(adult, headache),
      `(${isAdultAtStart} and [term] = 'headache')`,
    ],
    [
      'the own row of an event in which another form repeats',
      longitudinal,
      both(noted, some('end', { field: 'note', eq: 'late' })),
      "([note] <> '' and [note] = 'late')",
    ],
  ])('says %s', (_title, design, predicate, logic) => {
    expect(compilePredicate(predicate, design)).toBe(logic);
  });

  it.each<[string, Design, RecordPredicate]>([
    ['that something is saved', classic, some('base', null)],
    ['a blank, which an unsaved form has too', classic, some('base', { field: 'age', isBlank: true })],
    ['ne, which an unsaved form satisfies', classic, some('base', { field: 'sex', ne: '1' })],
    ['not, which an unsaved form satisfies', classic, some('base', { not: { field: 'sex', eq: '1' } })],
    ['the record id, which every row has', classic, some('base', { field: 'id', eq: '5' })],
    [
      'the record id, joined',
      classic,
      some('base', {
        and: [
          { field: 'id', eq: '5' },
          { field: 'sex', eq: '1' },
        ],
      }),
    ],
    ['a quote', classic, some('ae', { field: 'term', eq: "it's" })],
    ['a bracket', classic, some('ae', { field: 'term', eq: '[age]' })],
    [
      'a search, as the letters that are the same are not documented',
      classic,
      some('ae', { field: 'term', contains: 'a' }),
    ],
    ['two leaves of different rows', classicWithRepeats, both(adult, headache)],
    ['two instances that need not be the same', classicWithRepeats, both(headache, headache)],
    ['a base row and either of two', classicWithRepeats, both(adult, either(male, headache))],
    ['that there is no such row', classicWithRepeats, no(headache)],
    ['that the base row is not so, as other rows are not', classicWithRepeats, no(male)],
    ['an instance in one of its two events', longitudinal, some('ae', { field: 'term', eq: 'x' }, 'end_arm_1')],
    [
      'an event that the instrument is not designated for',
      longitudinal,
      some('base', { field: 'age', gt: '1' }, 'week_arm_1'),
    ],
    ['rows of two forms of an event where one repeats', longitudinal, both(noted, headache)],
    ['a text that would be very long', classic, either(...Array.from({ length: 2_000 }, () => headache))],
    ['groups', classic, either(adult, inGroups('site_a'))],
    ['anything with such a part', classic, both(adult, some('base', null))],
  ])('leaves %s to the gateway', (_title, design, predicate) => {
    expect(compilePredicate(predicate, design)).toBeNull();
  });

  it('says of an unknown repeating set-up only what is about any row', () => {
    const unread = designOf(dictionary, {
      project: { has_repeating_instruments_or_events: true },
      repeating: null,
    });
    expect(compilePredicate(headache, unread)).toBe("[term] = 'headache'");
    expect(compilePredicate(no(headache), unread)).toBeNull();
    expect(compilePredicate(both(adult, male), unread)).toBeNull();
  });
});

describe('planPredicate', () => {
  it('gives groups that all records must be in to the list, and the rest to REDCap', () => {
    const predicate = both(inGroups('site_a', ''), male, both(inGroups('', 'site_b')));
    expect(planPredicate(predicate, classic)).toEqual({ logic: "[sex] = '1'", groups: [''], predicate: null });
  });

  it('asks for groups alone without logic', () => {
    expect(planPredicate(inGroups('site_a'), classic)).toEqual({ logic: null, groups: ['site_a'], predicate: null });
  });

  it('evaluates all here when a part needs it, since logic would hide rows from that part', () => {
    const saved = some('visit', null);
    expect(planPredicate(both(inGroups('site_a'), male, saved), classic)).toEqual({
      logic: null,
      groups: ['site_a'],
      predicate: { kind: 'and', parts: [male, saved] },
    });
  });

  it('evaluates groups here that only some records must be in', () => {
    const predicate = either(inGroups('site_a'), male);
    expect(planPredicate(predicate, classic)).toEqual({ logic: null, groups: null, predicate });
  });
});
