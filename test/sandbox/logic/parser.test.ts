import { describe, expect, it } from 'vitest';
import { fieldsOf, LogicError, parseLogic, printLogic, smartVariablesOf } from '../../../src/sandbox/logic/index.ts';

const problemOf = (text: string): string => {
  try {
    parseLogic(text);
  } catch (error) {
    if (error instanceof LogicError) return error.message;
    throw error;
  }
  return 'no problem';
};

describe('parseLogic', () => {
  it.each([
    ['1+2*3', '1 + (2 * 3)'],
    ['1-2-3', '1 - 2 - 3'],
    ['(1-2)-3', '(1 - 2) - 3'],
    ['8/4/2', '8 / 4 / 2'],
    ['-2^2', '-(2^2)'],
    ['2^3^2', '2^(3^2)'],
    ['2^-1', '2^(-1)'],
    ['(4)^(3)', '4^3'],
    ['1 + 2 > 2 * 1', '(1 + 2) > (2 * 1)'],
    ['[a] = 1 and [b] <> 2 or [c] != 3', '(([a] = 1) and ([b] <> 2)) or ([c] <> 3)'],
    ['[a] = 1 AND [b] = 2 Or [c] = 3', '(([a] = 1) and ([b] = 2)) or ([c] = 3)'],
    ['[a] = 1 && [b] = 2 || [c] = 3', '(([a] = 1) and ([b] = 2)) or ([c] = 3)'],
    ['1 < 2 = 3 < 4', '(1 < 2) = (3 < 4)'],
    ['ROUND([a], 1)', 'round([a], 1)'],
    [`"it's"`, `"it's"`],
    [`'the user\\'s guide'`, `"the user's guide"`],
    [`'C:\\temp'`, `'C:\\temp'`],
    ['.5 + 1.25', '.5 + 1.25'],
    ['datediff([a], [b], "d", TRUE)', "datediff([a], [b], 'd', true)"],
  ])('reads %s as %s', (text, printed) => {
    expect(printLogic(parseLogic(text))).toBe(printed);
  });

  it('leaves out white space, line breaks and comments', () => {
    const text = `
      // adults
      [age] >= 18  # of any sex
      /* and
         tall */ and\t[height] > 180
    `;
    expect(printLogic(parseLogic(text))).toBe('([age] >= 18) and ([height] > 180)');
  });

  it('does not take comment signs in quotes for comments', () => {
    expect(printLogic(parseLogic("[url] = 'http://a#b/*c*/'"))).toBe("[url] = 'http://a#b/*c*/'");
  });

  it.each([
    ['[weight]', { field: 'weight' }],
    ['[ weight ]', { field: 'weight' }],
    ['[weight:value]', { field: 'weight' }],
    ['[race(3)]', { field: 'race', code: '3' }],
    ['[race(k>=9)]', { field: 'race', code: 'k>=9' }],
    ['[race(-4)]', { field: 'race', code: '-4' }],
    ['[event_1_arm_1][weight]', { field: 'weight', event: 'event_1_arm_1' }],
    ['[weight][2]', { field: 'weight', instance: 2 }],
    ['[visit_arm_1][weight][2]', { field: 'weight', event: 'visit_arm_1', instance: 2 }],
    ['[weight][last-instance]', { field: 'weight', instance: 'last' }],
    [
      '[previous-event-name][race(1)][first-instance]',
      { field: 'race', code: '1', event: 'previous-event-name', instance: 'first' },
    ],
  ])('reads the reference %s', (text, reference) => {
    expect(fieldsOf(parseLogic(text))).toEqual([reference]);
  });

  it('finds every field and smart variable that is named', () => {
    const node = parseLogic(
      'if([a] = 1, -[b] ^ [c], [x_arm_1][d]) > 0 and contains([user-name], "a") or [record-name] = 1',
    );
    expect(fieldsOf(node)).toEqual([{ field: 'a' }, { field: 'b' }, { field: 'c' }, { field: 'd', event: 'x_arm_1' }]);
    expect(smartVariablesOf(node)).toEqual([{ smart: 'user-name' }, { smart: 'record-name' }]);
  });

  it.each([
    ['', 'the logic is empty'],
    [' // nothing', 'the logic is empty'],
    ['[age', 'a bracket [ has no closing ] at character 1'],
    ['1 + [age', 'a bracket [ has no closing ] at character 5'],
    ['age]', 'a bracket ] has no opening [ at character 4'],
    ['1]', 'a bracket ] has no opening [ at character 2'],
    ["[age] = 'secret", 'a quoted text has no closing quote at character 9'],
    ['[age] = secret', 'a name stands alone; a field goes in [brackets] and text in quotes at character 9'],
    ['1 /* one', 'a comment /* has no closing */ at character 3'],
    ['(1 + 2', 'there is the end where ")" belongs at character 7'],
    ['1 + 2)', 'there is ")" where it does not belong at character 6'],
    ['1 +', 'there is the end where it does not belong at character 4'],
    ['* 2', 'there is "*" where it does not belong at character 1'],
    ['1 2', 'there is a number where it does not belong at character 3'],
    ["1 'secret'", 'there is a text where it does not belong at character 3'],
    ['[a] = = 1', 'there is "=" where it does not belong at character 7'],
    ['1 < [a] < 5', 'comparisons cannot be chained; join them with and at character 9'],
    ['system(1)', 'there is no function "system" at character 1'],
    ['constructor(1)', 'there is no function "constructor" at character 1'],
    ['round()', 'the function "round" has the wrong number of arguments at character 1'],
    ['if([a], 1)', 'the function "if" has the wrong number of arguments at character 1'],
    ['left([a], 1, 2)', 'the function "left" has the wrong number of arguments at character 1'],
    ['round(1,)', 'there is ")" where it does not belong at character 9'],
    ['[]', 'brackets hold neither a field nor a smart variable at character 1'],
    ['[a b]', 'brackets hold neither a field nor a smart variable at character 1'],
    ['[no-such-variable]', 'brackets hold neither a field nor a smart variable at character 1'],
    ['[weight:label]', 'brackets hold neither a field nor a smart variable at character 1'],
    ['[a!][b]', 'the first of two brackets is not an event at character 1'],
    ['[a][b][c]', 'there are more brackets in a row than event, field and instance at character 1'],
    ['1 ? 2', 'there is a character that means nothing in logic at character 3'],
  ])('refuses %s', (text, message) => {
    expect(problemOf(text)).toBe(message);
  });

  it('refuses what is nested deeper than 400 levels and reads what is not', () => {
    const nest = (levels: number): string => `${'('.repeat(levels)}1${')'.repeat(levels)}`;
    expect(printLogic(parseLogic(nest(399)))).toBe('1');
    expect(problemOf(nest(400))).toBe('the logic is nested deeper than 400 levels at character 401');
    expect(problemOf('-'.repeat(60_000))).toBe('the logic is nested deeper than 400 levels at character 401');
  });

  it('reads long flat chains', () => {
    const names = Array.from({ length: 3_000 }, (_, index) => `[id]='${String(index)}'`).join(' or ');
    expect(fieldsOf(parseLogic(names))).toHaveLength(3_000);
  });

  it.each([
    ['white space', ' '.repeat(65_000) + '1', '1'],
    ['backslashes', `'${'\\'.repeat(65_000)}.'`, `'${'\\'.repeat(65_000)}.'`],
    ['a comment', `/*${'*'.repeat(65_000)}*/1`, '1'],
  ])('reads a long run of %s', (_name, text, printed) => {
    expect(printLogic(parseLogic(text))).toBe(printed);
  });

  it('refuses what is longer than 65535 characters', () => {
    expect(problemOf(' '.repeat(65_536))).toBe('the logic is longer than 65535 characters');
  });
});
