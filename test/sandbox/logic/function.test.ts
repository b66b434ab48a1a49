import { describe, expect, it } from 'vitest';
import { functionNames } from '../../../src/sandbox/logic/function/index.ts';
import { evaluateLogic, formatNumber, parseLogic, toText } from '../../../src/sandbox/logic/index.ts';
import type { Scope } from '../../../src/sandbox/logic/index.ts';

const values: Readonly<Record<string, string>> = {
  blank: '',
  last_name: 'Taylor',
  dob: '1985-06-15',
  visit: '2024-03-01 14:30',
  unknown: 'UNK',
  refused: '-99',
  boxes: '1,NI',
};

const scope: Scope = {
  value: ({ field }) => values[field] ?? '',
  smart: () => '4890-2318',
  missingCodes: new Set(['UNK', '-99', 'NI']),
  now: () => new Date(2024, 5, 14, 9, 30, 15),
};

const evaluate = (text: string): string => toText(evaluateLogic(parseLogic(text), scope));

const examples: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  if: [
    ['if(2 > 1, "yes", "no")', 'yes'],
    ['if([blank] > 1, "yes", "no")', 'no'],
    ['if([blank] = "", if(1 = 2, 1, 2), 3)', '2'],
  ],
  datediff: [
    ['datediff("2024-01-01", "2024-01-31", "d")', '30'],
    ['datediff("2024-01-31", "2024-01-01", "d")', '30'],
    ['datediff("2024-01-31", "2024-01-01", "d", true)', '-30'],
    ['datediff("2024-01-01", "2024-01-31", "d", true)', '30'],
    ['datediff("2024-01-31", "2024-01-01", "d", "ymd", true)', '-30'],
    ['datediff("2024-01-31", "2024-01-01", "d", "ymd")', '30'],
    ['datediff("03-02-2024", "04-02-2024", "d", "dmy")', '1'],
    ['datediff("03-02-2024", "04-02-2024", "d", "mdy")', '31'],
    ['round(datediff("2000-01-01", "2020-01-01", "y"), 4)', '20.0004'],
    ['datediff("2024-01-01", "2024-03-01", "M")', '1.9710906701708'],
    ['datediff("2024-01-01 10:00", "2024-01-01 13:30", "h")', '3.5'],
    ['datediff("2024-01-01 10:00", "2024-01-01 13:30", "m")', '210'],
    ['datediff("2024-01-01 10:00:05", "2024-01-01 10:01", "s")', '55'],
    ['datediff("08:15", "10:45", "h")', '2.5'],
    ['datediff("2024-06-01", "today", "d")', '13'],
    ['datediff("2024-06-14 09:00:00", "now", "s")', '1815'],
    ['rounddown(datediff([dob], "today", "y"))', '38'],
    ['datediff([blank], "today", "d")', ''],
    ['datediff([unknown], "today", "d")', ''],
    ['datediff("2024-02-30", "today", "d")', ''],
    ['datediff("08:15", "2024-01-01", "h")', ''],
    ['datediff([dob], "today", "weeks")', ''],
    ['datediff([dob], "today", "constructor")', ''],
  ],
  age_at_date: [
    ['age_at_date([dob], "2024-06-14")', '38'],
    ['age_at_date([dob], "2024-06-15")', '39'],
    ['age_at_date("2000-02-29", "2001-02-28")', '0'],
    ['age_at_date("2000-02-29", "2001-03-01")', '1'],
    ['age_at_date([dob], "today")', '38'],
    ['age_at_date("2024-01-01 23:00", "2025-01-01 01:00")', '1'],
    ['round(age_at_date("2024-01-01", "2024-04-01", true), 2)', '0.25'],
    ['age_at_date([blank], "today")', ''],
    ['age_at_date("2025-01-01", "2024-01-01")', ''],
  ],
  calcdate: [
    ['calcdate("2024-01-01", 7, "d")', '2024-01-08'],
    ['calcdate("2024-01-01", -1, "d")', '2023-12-31'],
    ['calcdate([visit], 2, "h")', '2024-03-01 16:30:00'],
    ['calcdate("2024-01-01", 90, "m")', '2024-01-01 01:30:00'],
    ['calcdate("today", 14, "d")', '2024-06-28'],
    ['calcdate([blank], 1, "d")', ''],
  ],
  dayoftheweek: [
    ['dayoftheweek("2024-06-10")', '1'],
    ['dayoftheweek("2024-06-16")', '7'],
    ['dayoftheweek("today")', '5'],
    ['dayoftheweek("")', ''],
  ],
  year: [['year([dob])', '1985']],
  month: [['month([visit])', '3']],
  day: [
    ['day([dob])', '15'],
    ['day("now")', '14'],
  ],
  round: [
    ['round(14.384, 1)', '14.4'],
    ['round(14.5)', '15'],
    ['round(-2.5)', '-3'],
    ['round(2.675, 2)', '2.68'],
    ['round(1.005, 2)', '1.01'],
    ['round(1234.5, -2)', '1200'],
    ['round(3, 2)', '3'],
    ['round([blank], 1)', ''],
    ['round([refused], 1)', ''],
  ],
  roundup: [
    ['roundup(14.384, 1)', '14.4'],
    ['roundup(14.3, 1)', '14.3'],
    ['roundup(14.001)', '15'],
  ],
  rounddown: [
    ['rounddown(14.384, 1)', '14.3'],
    ['rounddown(14.99)', '14'],
    ['rounddown(0.29, 2)', '0.29'],
  ],
  sqrt: [
    ['sqrt(16)', '4'],
    ['sqrt(-1)', ''],
  ],
  abs: [
    ['abs(-7.1)', '7.1'],
    ['abs([blank])', ''],
  ],
  exponential: [['exponential(1)', '2.718281828459']],
  log: [
    ['log(100, 10)', '2'],
    ['log(8, 2)', '3'],
    ['log(exponential(2))', '2'],
    ['log(0)', ''],
    ['log(-1, 10)', ''],
    ['log(5, [blank])', ''],
  ],
  mod: [
    ['mod(10, 4)', '2'],
    ['mod(10, 0)', ''],
    ['mod([blank], 4)', ''],
  ],
  min: [
    ['min(3, [blank], 1.5)', '1.5'],
    ['min([refused], 3)', '3'],
    ['min([blank])', ''],
  ],
  max: [['max(3, "10", [blank])', '10']],
  mean: [
    ['mean(1, 2, [blank], 6)', '3'],
    ['mean([blank], [blank])', ''],
  ],
  median: [
    ['median(5, 1, 3)', '3'],
    ['median(4, 1, 3, [blank], 10)', '3.5'],
  ],
  sum: [
    ['sum(1, [blank], 2)', '3'],
    ['sum([blank], [blank])', '0'],
    ['sum(0.1, 0.2)', '0.3'],
  ],
  stdev: [
    ['stdev(2, 4, 4, 4, 5, 5, 7, 9)', '2.1380899352994'],
    ['stdev(2)', ''],
  ],
  isnumber: [
    ['isnumber("4.5")', '1'],
    ['isnumber("four")', '0'],
    ['isnumber([blank])', '0'],
  ],
  isinteger: [
    ['isinteger("-4")', '1'],
    ['isinteger("4.5")', '0'],
  ],
  isblankormissingcode: [
    ['isblankormissingcode([blank])', '1'],
    ['isblankormissingcode([unknown])', '1'],
    ['isblankormissingcode([refused])', '1'],
    ['isblankormissingcode([dob])', '0'],
  ],
  isblanknotmissingcode: [
    ['isblanknotmissingcode([blank])', '1'],
    ['isblanknotmissingcode([unknown])', '0'],
  ],
  ismissingcode: [
    ['ismissingcode([unknown])', '1'],
    ['ismissingcode([boxes])', '1'],
    ['ismissingcode([blank])', '0'],
    ['ismissingcode([dob])', '0'],
  ],
  hasmissingcode: [
    ["hasmissingcode([unknown], 'NASK,NI, UNK')", '1'],
    ["hasmissingcode([unknown], 'NI')", '0'],
    ["hasmissingcode([unknown], 'NI', 'UNK')", '1'],
    ["hasmissingcode([last_name], 'Taylor')", '0'],
  ],
  contains: [
    ['contains([last_name], "TAY")', '1'],
    ['contains([last_name], "z")', '0'],
  ],
  not_contain: [['not_contain([last_name], "smith")', '1']],
  starts_with: [
    ['starts_with([last_name], "tay")', '1'],
    ['starts_with([last_name], "aylor")', '0'],
  ],
  ends_with: [
    ['ends_with([last_name], "LOR")', '1'],
    ['ends_with([last_name], "tay")', '0'],
  ],
  find: [
    ["find('y', [last_name])", '3'],
    ["find('Y', [last_name])", '3'],
    ["find('q', [last_name])", '0'],
  ],
  left: [
    ['left([last_name], 3)', 'Tay'],
    ['left("é😀b", 2)', 'é😀'],
  ],
  right: [
    ['right([last_name], 4)', 'ylor'],
    ["right(concat('00', 7), 3)", '007'],
    ['right([last_name], 0)', ''],
    ['right([last_name], 99)', 'Taylor'],
  ],
  mid: [
    ['mid([last_name], 2, 3)', 'ayl'],
    ["mid([record-name], find('-', [record-name])+1, length([record-name])-find('-', [record-name])+1)", '2318'],
  ],
  length: [
    ['length([last_name])', '6'],
    ['length([blank])', '0'],
  ],
  trim: [["trim('  hello ')", 'hello']],
  upper: [['upper("John Doe")', 'JOHN DOE']],
  lower: [['lower("John Doe")', 'john doe']],
  replace_text: [
    ['replace_text("a-b-c", "-", "+")', 'a+b+c'],
    ['replace_text("abc", "b", "$&")', 'a$&c'],
    ['replace_text("abc", "", "x")', 'abc'],
  ],
  concat: [
    ["concat('Rob', ' ', [last_name], 1.50)", 'Rob Taylor1.5'],
    ['concat([blank])', ''],
  ],
  concat_ws: [
    ["concat_ws(' and ', 'Peas', 'Carrots', [blank], 'Tomatoes')", 'Peas and Carrots and Tomatoes'],
    ["concat_ws(', ', 'Alice', '')", 'Alice'],
  ],
};

describe('the functions of the logic language', () => {
  it('all have an example here', () => {
    expect(Object.keys(examples).sort()).toEqual([...functionNames].sort());
  });

  it.each(Object.values(examples).flat())('%s gives "%s"', (text, result) => {
    expect(evaluate(text)).toBe(result);
  });

  it('may be written in any case', () => {
    expect(evaluate('RoundDown(SUM(1.5, 2.4))')).toBe('3');
  });
});

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [5, '5'],
    [-12.5, '-12.5'],
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.33333333333333'],
    [2 / 3, '0.66666666666667'],
    [1e-7, '0.0000001'],
    [123_456_789_012, '123456789012'],
    [1.5e20, '150000000000000000000'],
    [Number.NaN, ''],
    [Number.POSITIVE_INFINITY, ''],
  ])('writes %s as "%s"', (number, text) => {
    expect(formatNumber(number)).toBe(text);
  });
});
