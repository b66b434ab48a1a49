import { describe, expect, it } from 'vitest';
import type { RecordFilter } from '../../../src/graph/filter/filter.ts';
import {
  checkPredicate,
  matchPredicate,
  namesGroups,
  predicateFields,
  type RecordPredicate,
} from '../../../src/graph/predicate/predicate.ts';
import { recordsFromRows } from '../../../src/graph/record/tree.ts';
import { choices, designOf, eventRow, metadataRow, validated } from '../support/design.ts';

const dictionary = [
  metadataRow('id', 'base', 'text'),
  metadataRow('age', 'base', 'text', validated('integer')),
  metadataRow('pulse', 'visit', 'text', validated('integer')),
  metadataRow('box', 'visit', 'checkbox', choices('1, A | -4, B')),
  metadataRow('term', 'ae', 'text'),
  metadataRow('grade', 'ae', 'radio', choices('1, Mild | 2, Severe')),
];

const mapped = (event: string, ...forms: string[]): { arm_num: number; unique_event_name: string; form: string }[] =>
  forms.map((form) => ({ arm_num: 1, unique_event_name: event, form }));

/** The form ae repeats at the start, and the calls as a whole. */
const design = designOf(dictionary, {
  project: {
    is_longitudinal: true,
    has_repeating_instruments_or_events: true,
    missing_data_codes: '-99, Unknown',
  },
  events: [eventRow('start_arm_1'), eventRow('week_arm_1'), eventRow('call_arm_1')],
  mappings: [
    ...mapped('start_arm_1', 'base', 'visit', 'ae'),
    ...mapped('week_arm_1', 'visit'),
    ...mapped('call_arm_1', 'visit', 'ae'),
  ],
  repeating: [
    { event_name: 'start_arm_1', form_name: 'ae', custom_form_label: '' },
    { event_name: 'call_arm_1', form_name: '', custom_form_label: '' },
  ],
});

const columns = [
  'age',
  'base_complete',
  'pulse',
  'box___1',
  'box____4',
  'visit_complete',
  'term',
  'grade',
  'ae_complete',
];

const row = (event: string, cells: Readonly<Record<string, string>>, instance = '', instrument = '') => ({
  id: '1',
  redcap_event_name: event,
  redcap_repeat_instrument: instrument,
  redcap_repeat_instance: instance,
  redcap_data_access_group: 'site_a',
  ...Object.fromEntries(columns.map((column) => [column, ''])),
  ...cells,
});

/** A visit at the start; at the week one that was never opened; two calls; two adverse events at the start, one at a call. */
const rows = [
  row('start_arm_1', { age: '40', base_complete: '2', pulse: '90', box___1: '1', box____4: '0', visit_complete: '1' }),
  row('start_arm_1', { term: 'cough', grade: '1', ae_complete: '2' }, '1', 'ae'),
  row('start_arm_1', { term: 'rash', grade: '2', ae_complete: '0' }, '3', 'ae'),
  row('week_arm_1', { box___1: '0', box____4: '0' }),
  row('call_arm_1', { pulse: '-99', box___1: '0', box____4: '0', visit_complete: '0' }, '1'),
  row('call_arm_1', { box___1: '0', box____4: '0', visit_complete: '2', term: 'fall', ae_complete: '2' }, '2'),
];

const [record] = recordsFromRows(rows, design, []);

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

const yes = some('base', { field: 'age', eq: '40' });
const never = some('base', { field: 'age', eq: '41' });

describe('matchPredicate', () => {
  it.each<[string, RecordPredicate, boolean]>([
    [
      'one instance is all of it',
      some('ae', {
        and: [
          { field: 'term', eq: 'rash' },
          { field: 'grade', eq: '2' },
        ],
      }),
      true,
    ],
    [
      'two instances share it',
      some('ae', {
        and: [
          { field: 'term', eq: 'cough' },
          { field: 'grade', eq: '2' },
        ],
      }),
      false,
    ],
    [
      'two instances are each one of two',
      both(some('ae', { field: 'term', eq: 'cough' }), some('ae', { field: 'grade', eq: '2' })),
      true,
    ],
    ['one instance is different', some('ae', { not: { field: 'term', eq: 'cough' } }), true],
    ['no instance is so', no(some('ae', { field: 'term', eq: 'cough' })), false],
    ['some instance of any event is so', some('ae', { field: 'term', eq: 'fall' }), true],
    ['the instance is of the event', some('ae', { field: 'term', eq: 'fall' }, 'call_arm_1'), true],
    ['the instance is of another event', some('ae', { field: 'term', eq: 'fall' }, 'start_arm_1'), false],
    ['the second instance of the event is so', some('visit', { field: 'visit_complete', eq: '2' }, 'call_arm_1'), true],
    ['something is saved', some('visit', null), true],
    ['something is saved in the event', some('visit', null, 'start_arm_1'), true],
    ['nothing is saved in the event', some('visit', null, 'week_arm_1'), false],
    ['the instrument is not in the event', some('base', null, 'week_arm_1'), false],
    ['something saved has a blank', some('visit', { field: 'pulse', isBlank: true }), true],
    ['only what is not saved has a blank', some('visit', { field: 'pulse', isBlank: true }, 'week_arm_1'), false],
    ['what is not saved would be different', some('visit', { field: 'pulse', ne: '90' }, 'week_arm_1'), false],
    ['an option is ticked', some('visit', { field: 'box', checked: '1' }), true],
    ['an option is ticked nowhere', some('visit', { field: 'box', checked: '-4' }), false],
    ['a missing data code is less than anything', some('visit', { field: 'pulse', lt: '0' }), false],
    ['a missing data code is stored', some('visit', { field: 'pulse', eq: '-99' }), true],
    ['the form is incomplete', some('ae', { field: 'ae_complete', eq: '0' }, 'start_arm_1'), true],
    ['the form is incomplete elsewhere', some('ae', { field: 'ae_complete', eq: '0' }, 'call_arm_1'), false],
    ['the record is in one of the groups', inGroups('', 'site_a'), true],
    ['the record is in another group', inGroups('', 'site_b'), false],
    ['all hold', both(yes, no(never)), true],
    ['not all hold', both(yes, never), false],
    ['one holds', either(never, yes), true],
    ['none holds', either(never, no(yes)), false],
  ])('answers when %s', (_when, predicate, expected) => {
    expect(record && matchPredicate(predicate, record, design)).toBe(expected);
  });

  it('takes "" for no group', () => {
    const [free] = recordsFromRows([{ ...rows[0], id: '2', redcap_data_access_group: '' }], design, []);
    expect(free && matchPredicate(inGroups(''), free, design)).toBe(true);
  });
});

describe('predicateFields', () => {
  it('names every field once, and the statuses that show what is saved', () => {
    const predicate = both(
      yes,
      no(either(never, some('ae', null), some('visit', { not: { field: 'box', checked: '1' } }))),
    );
    expect(predicateFields(predicate, design)).toEqual([
      'base_complete',
      'age',
      'ae_complete',
      'visit_complete',
      'box',
    ]);
    expect(predicateFields(inGroups(''), design)).toEqual([]);
  });
});

describe('namesGroups', () => {
  it('looks into every part', () => {
    expect(namesGroups(both(yes, no(either(never, inGroups('')))))).toBe(true);
    expect(namesGroups(both(yes, no(either(never, some('ae', null)))))).toBe(false);
  });
});

describe('checkPredicate', () => {
  it('finds what is wrong in any filter', () => {
    const wrong = some('ae', { or: [{ field: 'grade', eq: '7' }] });
    expect(checkPredicate(both(yes, no(either(never, wrong))), design)).toEqual([
      { path: ['or', '0', 'eq'], message: 'grade has no such code: eq takes one of 1, 2.' },
    ]);
  });

  it('refuses one that is nested too deep', () => {
    const nested = (depth: number): RecordPredicate => (depth === 1 ? yes : no(nested(depth - 1)));
    expect(checkPredicate(nested(20), design)).toEqual([]);
    expect(checkPredicate(nested(21), design)).toEqual([
      { path: [], message: 'A filter may be nested 20 levels deep: write it flatter.' },
    ]);
  });
});
