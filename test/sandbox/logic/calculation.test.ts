import { describe, expect, it } from 'vitest';
import { calculate, prepareRecalculation, recalculate } from '../../../src/sandbox/calculation/calculation.ts';
import { isCalculated } from '../../../src/sandbox/calculation/formula.ts';
import { readProjectXml } from '../../../src/sandbox/odm/index.ts';
import type { FieldDefinition } from '../../../src/sandbox/state/project.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import { itOnStudies } from '../../support/known-study.ts';
import { makeField, makeProject, makeRecord, makeRow } from './project.ts';

const now = (): Date => new Date(2024, 5, 14, 9, 30, 15);

const calc = (name: string, form: string, formula: string): FieldDefinition =>
  makeField(name, form, { field_type: 'calc', select_choices_or_calculations: formula });

const tagged = (name: string, annotation: string, validation = ''): FieldDefinition =>
  makeField(name, 'labs', { field_annotation: annotation, text_validation_type_or_show_slider_number: validation });

/** What a field of the labs form comes to in a row that holds weight 70. */
const calculateOne = (field: FieldDefinition): string => {
  const row = makeRow(12, '', null, { weight: '70' });
  return calculate(makeProject([field]), makeRecord('1', [row]), row, field, { now });
};

describe('calculate', () => {
  it.each([
    ['[weight] / 3', '23.333333333333'],
    ['round([weight] / 3, 1)', '23.3'],
    ['[weight] > 60', '1'],
    ['if([weight] > 60, "heavy", 1)', ''],
    ['if([weight] > 60, "4.50", 1)', '4.5'],
    ['if([weight] > 80, 1, "NaN")', ''],
    ['[weight] + [labs_complete]', '70'],
    ['[weight] + [close_arm_1][weight]', ''],
    ['[weight] + [nothing]', ''],
    ['[weight] +', ''],
    ['', ''],
  ])('comes to a number or nothing: %s is "%s"', (formula, result) => {
    expect(calculateOne(calc('total', 'labs', formula))).toBe(result);
  });

  it.each([
    ["@CALCTEXT(if([weight] > 60, 'heavy :)', 'light'))", '', 'heavy :)'],
    ['@READONLY @CALCTEXT ([weight] * 2) @HIDDEN', '', '140'],
    ["@CALCDATE('2024-02-28', 2, 'd')", 'date_mdy', '2024-03-01'],
    ["@CALCDATE('2024-02-28', 1.5, 'd')", 'date_ymd', '2024-02-29'],
    ["@CALCDATE('2024-02-28', 90, 'm')", 'datetime_dmy', '2024-02-28 01:30'],
    ["@CALCDATE('2024-02-28', 2, 'd')", 'datetime_seconds_ymd', '2024-03-01 00:00:00'],
    ["@CALCDATE('now', 1, 'h')", 'datetime_seconds_ymd', '2024-06-14 10:30:15'],
    ["@CALCDATE('now', 1, 'h')", 'date_ymd', '2024-06-14'],
    ["@CALCDATE([gone], 2, 'd')", 'date_ymd', ''],
    ['@HIDDEN', '', ''],
  ])('comes to text or a date by an action tag: %s, %s is "%s"', (annotation, validation, result) => {
    expect(calculateOne(tagged('total', annotation, validation))).toBe(result);
  });

  it('reads the base row of the event from an instance row', () => {
    const field = calc('per_cm', 'medications', '[dose] / [height]');
    const row = makeRow(11, 'medications', 2, { dose: '20' });
    const record = makeRecord('1', [makeRow(11, '', null, { height: '1,6' }), row]);
    expect(calculate(makeProject([field]), record, row, field, { now })).toBe('12.5');
  });

  it('counts a missing data code as blank', () => {
    const field = calc('total', 'labs', '[weight] * 2');
    const row = makeRow(12, '', null, { weight: '-99' });
    expect(calculate(makeProject([field]), makeRecord('1', [row]), row, field, { now })).toBe('');
  });
});

describe('recalculate', () => {
  const project = makeProject([
    calc('fourfold', 'labs', '[twofold] * 2'),
    calc('twofold', 'labs', '[weight] * 2'),
    calc('age', 'labs', "datediff([baseline_arm_1][dob], 'today', 'd')"),
    calc('broken', 'labs', '[weight] +'),
    calc('elsewhere', 'outcome', '[weight] * 3'),
  ]);

  it('stores what all formulas of the row come to, those that feed others first, and says which changed', () => {
    const row = makeRow(12, '', null, { weight: '70', twofold: '1', age: '3', broken: '5' });
    expect(recalculate(project, makeRecord('1', [row]), row, { now })).toEqual(['fourfold', 'twofold', 'age']);
    expect(Object.fromEntries(row.values)).toEqual({ weight: '70', twofold: '140', fourfold: '280', broken: '5' });
  });

  it('works out only what the changed fields reach', () => {
    const row = makeRow(12, '', null, { weight: '70', age: '3' });
    const changed = new Set(['weight']);
    expect(recalculate(project, makeRecord('1', [row]), row, { now, changed })).toEqual(['fourfold', 'twofold']);
    expect(row.values.get('age')).toBe('3');
  });

  it('reaches fields of other events', () => {
    const row = makeRow(12, '', null, { weight: '70' });
    const record = makeRecord('1', [makeRow(11, '', null, { dob: '2024-06-01' }), row]);
    expect(recalculate(project, record, row, { now, changed: new Set(['dob']) })).toEqual(['age']);
    expect(row.values.get('age')).toBe('13');
  });

  it('leaves alone rows in which the forms are not filled', () => {
    const recalculateRow = prepareRecalculation(project, { now });
    const row = makeRow(11, 'medications', 1, { dose: '5' });
    expect(recalculateRow(makeRecord('1', [row]), row)).toEqual([]);
    expect(recalculateRow(makeRecord('1', [row]), makeRow(99, '', null, {}))).toEqual([]);
  });

  it('ends when formulas name each other', () => {
    const circular = makeProject([calc('hen', 'labs', '[egg] + 1'), calc('egg', 'labs', '[hen] + 1')]);
    const row = makeRow(12, '', null, { egg: '1' });
    expect(recalculate(circular, makeRecord('1', [row]), row, { now })).toEqual(['hen', 'egg']);
    expect(Object.fromEntries(row.values)).toEqual({ egg: '5', hen: '4' });
  });
});

/** How many calculated fields are in the rows of each study, whether they come to something or not. */
const calculated: Readonly<Record<string, number>> = {
  // A score, and a text that it decides, in each of six records.
  bakery: 12,
  beehives: 10,
  glacier: 18,
  lighthouse: 4,
  'polar-night': 4,
  vineyard: 10,
  watchmaker: 9,
  dag: 6,
  'decimal-comma': 4,
  'decimal-dot': 4,
  'pycap-simple': 6,
  simple: 5,
};

describe('the calculated fields of known studies', () => {
  // Ages are as of the day on which that server worked them out, two months or so after those dates of birth.
  const asOf = (): Date => new Date(2021, 11, 1);

  itOnStudies(
    'come to what the server stored: $name',
    (study) => {
      const project = readProjectXml(study.xml(), createStore());
      const cells = [...project.records.values()].flatMap((record) =>
        [...record.rows.values()].flatMap((row) =>
          project.fields.filter(isCalculated).map((field) => ({
            cell: `${record.name} ${field.field_name}`,
            stored: row.values.get(field.field_name) ?? '',
            calculated: calculate(project, record, row, field, { now: asOf }),
          })),
        ),
      );
      expect(cells.filter(({ stored, calculated: found }) => stored !== found)).toEqual([]);
      expect(cells).toHaveLength(calculated[study.name] ?? 0);
    },
    ({ name }) => name in calculated,
  );
});
