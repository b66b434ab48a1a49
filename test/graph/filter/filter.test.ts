import { describe, expect, it } from 'vitest';
import { checkFilter } from '../../../src/graph/filter/check.ts';
import { filterFields } from '../../../src/graph/filter/filter.ts';
import { matchRecord, matchRow } from '../../../src/graph/filter/match.ts';
import type { RecordFilter } from '../../../src/graph/filter/filter.ts';
import { compileFilter } from '../../../src/graph/filter/logic.ts';
import { choices, designOf, eventRow, metadataRow, validated } from '../support/design.ts';

const design = designOf(
  [
    metadataRow('id', 'base', 'text'),
    metadataRow('name', 'base', 'text'),
    metadataRow('age', 'base', 'text', validated('integer')),
    metadataRow('height', 'base', 'text', validated('number_comma_decimal')),
    metadataRow('dob', 'base', 'text', validated('date_mdy')),
    metadataRow('seen', 'visit', 'text', validated('datetime_ymd')),
    metadataRow('at', 'visit', 'text', validated('time')),
    metadataRow('grade', 'visit', 'radio', choices('1, Mild | 2, Severe | 10, Fatal')),
    metadataRow('site', 'visit', 'dropdown', choices('a, Lyon | 2, Kampala')),
    metadataRow('twice', 'visit', 'radio', choices('1, One | 01, Uno')),
    metadataRow('box', 'visit', 'checkbox', choices('1, A | -4, B')),
    metadataRow('agrees', 'visit', 'yesno'),
    metadataRow('scan', 'visit', 'file'),
    metadataRow('words', 'visit', 'descriptive'),
    metadataRow('term', 'ae', 'text'),
  ],
  {
    project: { is_longitudinal: true, missing_data_codes: 'NASK, Not asked | -99, Unknown' },
    events: [eventRow('start_arm_1'), eventRow('end_arm_1')],
    mappings: [
      { arm_num: 1, unique_event_name: 'start_arm_1', form: 'base' },
      { arm_num: 1, unique_event_name: 'start_arm_1', form: 'visit' },
      { arm_num: 1, unique_event_name: 'end_arm_1', form: 'visit' },
      { arm_num: 1, unique_event_name: 'end_arm_1', form: 'ae' },
    ],
    repeating: [{ event_name: 'end_arm_1', form_name: 'ae', custom_form_label: '' }],
  },
);
const check = (filter: RecordFilter): string[] =>
  checkFilter(filter, design).map((problem) => `${problem.path.join('.')}: ${problem.message}`);

describe('checkFilter', () => {
  it.each<[RecordFilter]>([
    [{ field: 'age', gte: '18' }],
    [{ field: 'age', eq: 'NASK' }],
    [{ field: 'name', eq: "it's" }],
    [{ field: 'name', eq: '' }],
    [{ field: 'dob', lt: '2024-01-31' }],
    [{ field: 'seen', gt: '2024-01-31' }],
    [{ field: 'seen', gt: '2024-01-31T10:00' }],
    [{ field: 'at', lte: '10:00' }],
    [{ field: 'grade', gte: '2' }],
    [{ field: 'grade', eq: '2', event: 'end_arm_1' }],
    [{ field: 'name', contains: "it's" }],
    [{ field: 'term', startsWith: ' [a]' }],
    [{ field: 'id', startsWith: '331-' }],
    [{ field: 'box', checked: '-4' }],
    [{ field: 'box', isBlank: true }],
    [{ field: 'scan', isBlank: false }],
    [{ field: 'visit_complete', eq: '2' }],
    [{ and: [{ or: [{ not: { field: 'agrees', eq: '1' } }] }] }],
    [{ field: 'age', eq: '1', and: null, or: undefined, ne: null }],
  ])('finds nothing wrong in %j', (filter) => {
    expect(check(filter)).toEqual([]);
  });

  it.each<[RecordFilter, string]>([
    [{}, ': The filter is empty: give a field and an operator, or and, or, not.'],
    [{ and: [] }, 'and: and is empty: leave it out.'],
    [{ eq: '1' }, ': eq needs the field that it is about: give field.'],
    [
      { field: 'age' },
      ': age needs exactly one operator: give eq, ne, gt, gte, lt, lte, contains, startsWith, isBlank or checked.',
    ],
    [{ field: 'age', gt: '1', lt: '5' }, ': age needs exactly one operator: join two by and.'],
    [{ field: 'agee', eq: '1' }, 'field: agee is no field of the project.'],
    [{ field: 'age', eq: '1', event: 'start' }, 'event: start is no unique event name of the project.'],
    [{ field: 'Jane Roe', eq: '1' }, 'field: The given name is no field of the project.'],
    [{ field: 'age', eq: '1', event: 'Jane Roe' }, 'event: The given name is no unique event name of the project.'],
    [{ field: 'age', eq: '1', event: 'end_arm_1' }, 'event: age is on base, which is not designated for end_arm_1.'],
    [
      { field: 'term', eq: 'x', event: 'end_arm_1' },
      'event: term has many values in end_arm_1, where ae repeats: leave event out.',
    ],
    [{ field: 'age', gt: 'old' }, 'gt: age is a number: gt takes one, such as 12.5.'],
    [{ field: 'dob', gt: '31.01.2024' }, 'gt: dob is a date: gt takes YYYY-MM-DD.'],
    [{ field: 'seen', eq: 'today' }, 'eq: seen is a date and time: eq takes YYYY-MM-DDTHH:MM.'],
    [{ field: 'at', eq: '25:00' }, 'eq: at is a time: eq takes it in the form of the field.'],
    [{ field: 'name', gt: 'a' }, 'gt: name has no order: gt takes numbers, dates, times and number codes.'],
    [{ field: 'site', gt: '2' }, 'gt: site has no order: gt takes numbers, dates, times and number codes.'],
    [{ field: 'agrees', gt: '0' }, 'gt: agrees has no order: gt takes numbers, dates, times and number codes.'],
    [{ field: 'grade', eq: 'Severe' }, 'eq: grade is compared by code, not by label: eq takes one of 1, 2, 10.'],
    [{ field: 'grade', eq: '3' }, 'eq: grade has no such code: eq takes one of 1, 2, 10.'],
    [{ field: 'agrees', eq: 'Yes' }, 'eq: agrees is compared by code, not by label: eq takes one of 1, 0.'],
    [{ field: 'visit_complete', eq: '3' }, 'eq: visit_complete has no such code: eq takes one of 0, 1, 2.'],
    [{ field: 'box', eq: '1' }, 'eq: box is a checkbox, to which eq does not apply: use checked or isBlank.'],
    [{ field: 'box', checked: 'A' }, 'checked: box has no such code: checked takes one of 1, -4.'],
    [{ field: 'age', checked: '1' }, 'checked: age is no checkbox: use eq.'],
    [{ field: 'age', contains: '1' }, 'contains: age is no text, to which contains does not apply: use eq.'],
    [{ field: 'grade', startsWith: 'M' }, 'startsWith: grade is no text, to which startsWith does not apply: use eq.'],
    [
      { field: 'visit_complete', contains: '2' },
      'contains: visit_complete is no text, to which contains does not apply: use eq.',
    ],
    [
      { field: 'box', contains: 'A' },
      'contains: box is a checkbox, to which contains does not apply: use checked or isBlank.',
    ],
    [{ field: 'name', startsWith: '' }, 'startsWith: name is compared with nothing: give startsWith a text.'],
    [{ field: 'scan', eq: 'a.pdf' }, 'eq: scan holds a file, to which eq does not apply: use isBlank.'],
    [{ field: 'words', isBlank: true }, 'isBlank: words is descriptive and never holds a value.'],
    [
      { and: [{ field: 'age', eq: '1' }, { not: { field: 'x', eq: '1' } }] },
      'and.1.not.field: x is no field of the project.',
    ],
  ])('refuses %j', (filter, problem) => {
    expect(check(filter)).toEqual([problem]);
  });

  it('refuses an event in a classic project', () => {
    const classic = designOf([metadataRow('id', 'f', 'text')]);
    expect(checkFilter({ field: 'id', eq: 'a', event: 'e' }, classic).map((problem) => problem.message)).toEqual([
      'The project has no events: leave event out.',
    ]);
  });

  it('refuses a filter that is nested too deep, without following it', () => {
    const deep = Array.from({ length: 100_000 }).reduce<RecordFilter>((not) => ({ not }), { field: 'age', eq: '1' });
    expect(check(deep).at(-1)).toMatch(/A filter may be nested 20 levels deep: write it flatter\.$/);
  });
});

describe('filterFields', () => {
  it('names every field once', () => {
    const filter = {
      field: 'age',
      eq: '1',
      and: [{ field: 'dob', eq: 'x' }],
      not: { or: [{ field: 'age', eq: '2' }] },
    };
    expect(filterFields(filter)).toEqual(['age', 'dob']);
  });
});

describe('matchRow', () => {
  const matches = (filter: RecordFilter, row: Readonly<Record<string, string>>): boolean =>
    matchRow(filter, row, [row], design);

  it.each<[RecordFilter, Readonly<Record<string, string>>, boolean]>([
    [{ field: 'age', eq: '5' }, { age: '5.0' }, true],
    [{ field: 'age', eq: '0' }, { age: '' }, false],
    [{ field: 'age', ne: '0' }, { age: '' }, true],
    [{ field: 'age', gt: '9' }, { age: '10' }, true],
    [{ field: 'age', lt: '9' }, { age: '10' }, false],
    [{ field: 'age', lt: '9' }, { age: '' }, false],
    [{ field: 'age', gt: '9' }, { age: 'old' }, false],
    [{ field: 'age', lt: '9' }, { age: '-99' }, false],
    [{ field: 'age', eq: '-99' }, { age: '-99' }, true],
    [{ field: 'age', eq: 'NASK' }, { age: 'NASK' }, true],
    [{ field: 'height', gt: '1.5' }, { height: '1,54' }, true],
    [{ field: 'name', eq: '007' }, { name: '7' }, false],
    [{ field: 'name', contains: 'ÉMIL' }, { name: 'Dr émile' }, true],
    [{ field: 'name', contains: 'e.i' }, { name: 'émile' }, false],
    [{ field: 'name', contains: 'a' }, { name: '' }, false],
    [{ field: 'name', startsWith: 'dr ' }, { name: 'Dr Émile' }, true],
    [{ field: 'name', startsWith: 'émile' }, { name: 'Dr Émile' }, false],
    [{ field: 'name', contains: 'ask' }, { name: 'NASK' }, false],
    [{ field: 'name', startsWith: '-9' }, { name: '-99' }, false],
    [{ not: { field: 'name', contains: 'a' } }, { name: '' }, true],
    [{ field: 'dob', gte: '2024-01-31' }, { dob: '2024-01-31' }, true],
    [{ field: 'dob', gt: '2024-01-31' }, { dob: 'NASK' }, false],
    [{ field: 'dob', lt: '2024-01-31' }, { dob: '-99' }, false],
    [{ field: 'dob', lt: '2024-01-31' }, { dob: '' }, false],
    [{ field: 'seen', gt: '2024-01-31' }, { seen: '2024-01-31 00:00' }, false],
    [{ field: 'seen', eq: '2024-01-31T10:00:00' }, { seen: '2024-01-31 10:00' }, true],
    [{ field: 'at', lt: '9:30' }, { at: '09:15' }, true],
    [{ field: 'grade', gt: '2' }, { grade: '10' }, true],
    [{ field: 'site', eq: 'a' }, { site: 'A' }, false],
    [{ field: 'twice', eq: '1' }, { twice: '01' }, false],
    [{ field: 'box', checked: '-4' }, { box___1: '0', box____4: '1' }, true],
    [{ field: 'box', checked: '1' }, { box___1: '0', box____4: '1' }, false],
    [{ field: 'box', isBlank: true }, { box___1: '0', box____4: '0' }, true],
    [{ field: 'box', isBlank: false }, { box___1: '0', box____4: '1' }, true],
    [{ field: 'scan', isBlank: true }, { scan: '' }, true],
    [{ field: 'visit_complete', eq: '2' }, { visit_complete: '2' }, true],
    [{ not: { field: 'age', gt: '9' } }, { age: '' }, true],
    [
      {
        or: [
          { field: 'age', eq: '1' },
          { field: 'name', eq: 'x' },
        ],
      },
      { age: '2', name: 'x' },
      true,
    ],
    [{ field: 'age', eq: '2', and: [{ field: 'name', eq: 'x' }] }, { age: '2', name: 'y' }, false],
  ])('answers %j on %j', (filter, row, expected) => {
    expect(matches(filter, row)).toBe(expected);
  });
});

describe('matchRecord', () => {
  const rows = [
    { id: '1', redcap_event_name: 'start_arm_1', redcap_repeat_instrument: '', age: '40', grade: '1', term: '' },
    { id: '1', redcap_event_name: 'end_arm_1', redcap_repeat_instrument: '', age: '', grade: '2', term: '' },
    { id: '1', redcap_event_name: 'end_arm_1', redcap_repeat_instrument: 'ae', age: '', grade: '', term: 'cough' },
  ];
  it.each<[string, RecordFilter, boolean]>([
    ['some row satisfies it', { field: 'term', eq: 'cough' }, true],
    [
      'no single row satisfies all of it',
      {
        and: [
          { field: 'age', eq: '40' },
          { field: 'grade', eq: '2' },
        ],
      },
      false,
    ],
    [
      'events are named',
      {
        and: [
          { field: 'age', eq: '40' },
          { field: 'grade', event: 'end_arm_1', eq: '2' },
        ],
      },
      true,
    ],
    ['the named event has another value', { field: 'grade', event: 'end_arm_1', eq: '1' }, false],
  ])('answers when %s', (_when, filter, expected) => {
    expect(matchRecord(filter, rows, design)).toBe(expected);
  });

  it('takes the first instance of a repeating event', () => {
    const instances = [
      {
        id: '1',
        redcap_event_name: 'end_arm_1',
        redcap_repeat_instrument: '',
        redcap_repeat_instance: '10',
        grade: '2',
      },
      {
        id: '1',
        redcap_event_name: 'end_arm_1',
        redcap_repeat_instrument: '',
        redcap_repeat_instance: '9',
        grade: '1',
      },
    ];
    expect(matchRecord({ field: 'grade', event: 'end_arm_1', eq: '1' }, instances, design)).toBe(true);
    expect(matchRecord({ field: 'grade', event: 'end_arm_1', eq: '2' }, instances, design)).toBe(false);
  });

  it('takes the value of an event that has no row as blank', () => {
    const filter = { not: { field: 'grade', event: 'end_arm_1', eq: '1' } };
    expect(matchRecord(filter, rows.slice(0, 1), design)).toBe(true);
  });
});

describe('compileFilter', () => {
  it.each<[RecordFilter, string | null]>([
    [{ field: 'age', eq: '5' }, '[age] = 5'],
    [{ field: 'age', ne: '5.50' }, '[age] <> 5.5'],
    [{ field: 'age', eq: 'NASK' }, "[age] = 'NASK'"],
    [{ field: 'age', gt: '5' }, '(isnumber([age]) and [age] > 5 and [age] <> -99)'],
    [{ not: { field: 'age', gt: '5' } }, '(if(isnumber([age]) and [age] > 5 and [age] <> -99, 0, 1) = 1)'],
    [{ field: 'dob', gte: '2024-01-31' }, "([dob] <= '9999-99-99' and [dob] >= '2024-01-31')"],
    [{ field: 'dob', lt: '2024-01-31' }, "([dob] >= '0000-00-00' and [dob] < '2024-01-31')"],
    [{ field: 'seen', eq: '2024-01-31T10:00:00' }, "[seen] = '2024-01-31 10:00'"],
    [{ field: 'grade', event: 'start_arm_1', eq: '2' }, "[start_arm_1][grade] = '2'"],
    [{ field: 'box', checked: '-4' }, "[box(-4)] = '1'"],
    [{ not: { field: 'box', checked: '-4' } }, "[box(-4)] <> '1'"],
    [{ field: 'name', isBlank: true }, "[name] = ''"],
    [{ not: { field: 'name', isBlank: true } }, "[name] <> ''"],
    [{ field: 'name', eq: 'Café 12' }, "[name] = 'Café 12'"],
    [
      {
        not: {
          and: [
            { field: 'name', eq: 'x' },
            {
              or: [
                { field: 'age', eq: '1' },
                { field: 'age', eq: '2' },
              ],
            },
          ],
        },
      },
      "([name] <> 'x' or ([age] <> 1 and [age] <> 2))",
    ],
    [{ field: 'visit_complete', eq: '2' }, "[visit_complete] = '2'"],
    [{ field: 'visit_complete', eq: '0' }, null],
    [{ field: 'visit_complete', isBlank: true }, null],
    [{ field: 'grade', event: 'end_arm_1', eq: '2' }, null],
    [{ field: 'height', gt: '1.5' }, null],
    [{ field: 'twice', eq: '1' }, null],
    [{ field: 'name', contains: 'a' }, null],
    [{ not: { field: 'name', startsWith: 'a' } }, null],
    [{ field: 'name', eq: '007' }, null],
    [{ field: 'name', eq: "it's" }, null],
    [{ field: 'name', eq: '"' }, null],
    [{ field: 'name', eq: "' or '1'='1" }, null],
    [{ field: 'name', eq: '[age]' }, null],
    [{ field: 'name', eq: 'a\\' }, null],
    [{ field: 'name', eq: 'a\nb' }, null],
    [{ field: 'name', eq: 'salt and pepper' }, null],
    [
      {
        or: [
          { field: 'age', eq: '1' },
          { field: 'name', eq: '"' },
        ],
      },
      null,
    ],
  ])('compiles %j', (filter, logic) => {
    expect(checkFilter(filter, design)).toEqual([]);
    expect(compileFilter(filter, design)).toBe(logic);
  });
});
