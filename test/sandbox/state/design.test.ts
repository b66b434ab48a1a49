import { describe, expect, it } from 'vitest';

import {
  checkboxOptions,
  checkboxColumn,
  choicesOf,
  effectiveLongitudinal,
  internalEvent,
  listArms,
  listEvents,
  parseChoices,
} from '../../../src/sandbox/state/design.ts';
import { makeField, makeSandbox } from '../support.ts';

describe('choices', () => {
  it.each([
    [
      '1, one|2, two',
      [
        ['1', 'one'],
        ['2', 'two'],
      ],
    ],
    [
      '1, Yes, of course | 0, No',
      [
        ['1', 'Yes, of course'],
        ['0', 'No'],
      ],
    ],
    [
      '-4,Minus|| a , A|A, a',
      [
        ['-4', 'Minus'],
        ['a', 'A'],
        ['A', 'a'],
      ],
    ],
    [
      'alone | 1,',
      [
        ['alone', 'alone'],
        ['1', ''],
      ],
    ],
    ['', []],
  ])('%j are read as REDCap reads them', (text, choices) => {
    expect(parseChoices(text).map(({ code, label }) => [code, label])).toEqual(choices);
  });

  it('of yes/no fields are fixed, and those of others none', () => {
    expect(choicesOf(makeField('q', 'f', 'yesno')).map((choice) => choice.label)).toEqual(['Yes', 'No']);
    expect(choicesOf(makeField('q', 'f', 'truefalse')).map((choice) => choice.label)).toEqual(['True', 'False']);
    expect(choicesOf(makeField('q', 'f', 'calc', { select_choices_or_calculations: '1, 2' }))).toEqual([]);
  });

  it('end with the missing-data codes unless the field says @NOMISSING', () => {
    const { classic } = makeSandbox();
    classic.settings.missing_data_codes = 'UNK, Unknown';
    const field = makeField('q', 'f', 'checkbox', { select_choices_or_calculations: '1, A' });
    const columnsOf = (annotation: string): string[] =>
      checkboxOptions(classic, { ...field, field_annotation: annotation }).map((option) => option.column);
    expect(columnsOf('')).toEqual(['q___1', 'q___unk']);
    expect(columnsOf('@HIDDEN @NOMISSING')).toEqual(['q___1']);
  });
});

describe('a checkbox column', () => {
  it.each([
    ['3', 'f___3'],
    ['A', 'f___a'],
    ['-4', 'f____4'],
    ['1.5', 'f___1_5'],
    ['k>=9', 'f___k__9'],
    ['a_b', 'f___a_b'],
  ])('of code %s is %s', (code, column) => {
    expect(checkboxColumn('f', code)).toBe(column);
  });
});

describe('a project', () => {
  it('is classic with its internal event, flag or not', () => {
    const { classic } = makeSandbox();
    const internal = internalEvent(classic);
    expect(internal?.uniqueEventName).toBe('event_1_arm_1');
    expect(listEvents(classic)).toEqual([internal]);
    expect(listArms(classic)).toEqual([]);
    classic.internalEventId = internal?.eventId ?? null;
    classic.settings.is_longitudinal = true;
    expect(effectiveLongitudinal(classic)).toBe(false);
  });

  it('is longitudinal with events of its own', () => {
    const { longitudinal } = makeSandbox();
    expect(internalEvent(longitudinal)).toBeNull();
    expect(listEvents(longitudinal).map((event) => event.eventId)).toEqual([201, 202, 203]);
    longitudinal.arms.push({ armNum: 3, name: 'Without events' });
    expect(listArms(longitudinal).map((arm) => arm.armNum)).toEqual([1, 2]);
  });
});
