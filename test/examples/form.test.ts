import { describe, expect, it } from 'vitest';
import { isShown } from '../../examples/trial-app/src/form/branching.ts';
import { validate } from '../../examples/trial-app/src/form/validation.ts';
import type { FormField } from '../../examples/trial-app/src/project.ts';

describe('the branching logic of the trial app', () => {
  it.each([
    [null, {}, true],
    ['', {}, true],
    ["[ae_serious] = '1'", { ae_serious: '1' }, true],
    ["[ae_serious] = '1'", { ae_serious: '0' }, false],
    ["[ae_serious] = '1'", {}, false],
    ['[ae_serious] <> ""', {}, false],
    ['[age] >= 18 and [age] < 65', { age: '18' }, true],
    ['[age] >= 18 and [age] < 65', { age: '65' }, false],
    ['[age] > 17', { age: '' }, false],
    ["[a] = '1' or [b] = '1' and [c] = '1'", { a: '1' }, true],
    ["([a] = '1' or [b] = '1') and [c] = '1'", { a: '1' }, false],
    ["[symptoms(-1)] = '1'", { 'symptoms(-1)': '1' }, true],
    ['[dose] = 1', { dose: '1.0' }, true],
  ])('reads %j with %j: %s', (logic, values, expected) => {
    expect(isShown(logic, values)).toBe(expected);
  });

  it.each([
    ["datediff([a], 'today', 'd') > 3"],
    ["[baseline_arm_1][a] = '1'"],
    ["[a] = '1' and"],
    ["([a] = '1'"],
    ['[a]'],
  ])('hides nothing by what it cannot read: %s', (logic) => {
    expect(isShown(logic, {})).toBe(true);
  });
});

const field = (members: Partial<FormField>): FormField => ({
  __typename: 'Field',
  id: '1',
  instrument: null,
  fieldName: 'x',
  fieldLabel: 'X',
  fieldNote: null,
  fieldType: 'TEXT',
  isRequired: false,
  choices: null,
  textValidationType: null,
  textValidationMin: null,
  textValidationMax: null,
  branchingLogic: null,
  ...members,
});

describe('the validation of the trial app', () => {
  const integer = { textValidationType: 'integer', textValidationMin: '0', textValidationMax: '42' };
  const choices = [{ __typename: 'Choice' as const, code: '1', label: 'Mild' }];

  it.each([
    ['a blank field', {}, '', undefined],
    ['a required field that is blank', { isRequired: true }, '', 'This is required.'],
    ['a date', { textValidationType: 'date_dmy' }, '2026-11-30', undefined],
    ['a date that is none', { textValidationType: 'date_ymd' }, '30.11.2026', 'Enter a date.'],
    [
      'a date in the future',
      { textValidationType: 'date_ymd', textValidationMax: 'today' },
      '2026-12-01',
      'Not in the future.',
    ],
    ['a date of today', { textValidationType: 'date_ymd', textValidationMax: 'today' }, '2026-11-30', undefined],
    ['an integer', integer, '9', undefined],
    ['an integer that is none', integer, '9.5', 'Enter a whole number.'],
    ['an integer below its range', integer, '-1', 'At least 0.'],
    ['an integer above its range', integer, '43', 'At most 42.'],
    ['a range that another field has', { ...integer, textValidationMax: '[other]' }, '43', undefined],
    ['a number', { textValidationType: 'number_1dp' }, '36,6', 'Enter a number, with a point before the decimals.'],
    ['an e-mail address', { textValidationType: 'email' }, 'nobody', 'Enter an e-mail address.'],
    ['a time', { textValidationType: 'time' }, '24:00', 'Enter a time such as 14:05.'],
    ['an answer', { fieldType: 'RADIO', choices }, '1', undefined],
    ['an answer that is gone', { fieldType: 'RADIO', choices }, '2', 'Choose one of the answers.'],
  ] as const)('judges %s', (_what, members, value, expected) => {
    const errors = validate([field(members)], { x: value }, '2026-11-30');
    expect(errors).toEqual(expected === undefined ? {} : { x: expected });
  });

  it('asks for no field that the branching logic hides', () => {
    const hidden = field({ isRequired: true, branchingLogic: "[y] = '1'" });
    expect(validate([hidden], { y: '0' }, '2026-11-30')).toEqual({});
    expect(validate([hidden], { y: '1' }, '2026-11-30')).toEqual({ x: 'This is required.' });
  });
});
