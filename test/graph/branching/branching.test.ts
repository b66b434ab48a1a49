import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchingOf, compileBranching } from '../../../src/graph/branching/branching.ts';
import { recordsFromRows } from '../../../src/graph/record/tree.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { choices, designOf, metadataRow, validated } from '../support/design.ts';
import { runs } from '../../support/runs.ts';

const design = designOf(
  [
    metadataRow('id', 'form', 'text'),
    metadataRow('word', 'form', 'text'),
    metadataRow('none', 'form', 'text'),
    metadataRow('age', 'form', 'text', validated('integer')),
    metadataRow('weight', 'form', 'text', validated('number_1dp_comma_decimal')),
    metadataRow('born', 'form', 'text', validated('date_dmy')),
    metadataRow('seen', 'form', 'text', validated('datetime_mdy')),
    metadataRow('sex', 'form', 'radio', choices('0, Female | 1, Male')),
    metadataRow('race', 'form', 'checkbox', choices('1, Asian | -4, Other | a, Not told')),
    metadataRow('clash', 'form', 'checkbox', choices('A, Large | a, Small')),
    metadataRow('lost', 'form', 'text', validated('integer')),
    metadataRow('words', 'form', 'descriptive'),
    metadataRow('secret', 'form', 'text'),
    metadataRow('other', 'later', 'text'),
  ],
  { project: { missing_data_codes: 'UNK, Unknown | -99, Lost' } },
);

const cells: RecordRow = {
  id: '007',
  word: 'Apple pie',
  none: '',
  age: '41',
  weight: '61,5',
  born: '1980-01-31',
  seen: '2024-02-29 10:30',
  sex: '0',
  race___1: '1',
  race____4: '0',
  race___a: '0',
  clash___a: '1',
  lost: 'UNK',
  form_complete: '2',
  other: '',
  later_complete: '',
};

const shown = (logic: string, row: RecordRow = cells): boolean | null | 'not evaluable' => {
  const branching = compileBranching(logic, design);
  if (branching === null) return 'not evaluable';
  const [place] = recordsFromRows([row], design, [])[0]?.events[0]?.instruments ?? [];
  if (place === undefined) throw new Error('the row must hold something');
  return branching.isShown(place);
};

describe('branching logic', () => {
  it.each([
    ["[sex] = '0'", true],
    ['[sex] = 0', true],
    ["[sex] <> '0'", false],
    ["[sex] != '1'", true],
    ["[word] = 'Apple pie'", true],
    ['[word] = "apple pie"', false],
    ["[none] = ''", true],
    ["[none] <> ''", false],
    ["[age] <> ''", true],
    ["[none] = '0'", false],
    ['[none] = 0', false],
    ["[id] = '007'", true],
    ["[form_complete] = '2'", true],
    ["[other] = ''", true],
  ])('compares for equality: %s is %s', (logic, expected) => {
    expect(shown(logic)).toBe(expected);
  });

  it.each([
    ['[age] > 40', true],
    ["[age] >= '41'", true],
    ['[age] < 41', false],
    ['[age] <= 41.0', true],
    ["'9' < '10'", true],
    ['[weight] > 61.4', true],
    ['[weight] = 61.5', true],
    ['[none] < 5', false],
    ['[none] >= 5', false],
    ["[born] < '1990-01-01'", true],
    ["[born] >= '1990-01-01'", false],
    ["[seen] > '2024-02-29 09:00'", true],
  ])('orders numbers and dates, and nothing blank: %s is %s', (logic, expected) => {
    expect(shown(logic)).toBe(expected);
  });

  it.each([
    ["[race(1)] = '1'", true],
    ['[race(-4)] = "1"', false],
    ['[race(a)] = 0', true],
    ['[race(1)]', true],
    ['[race(1)] + [race(-4)] + [race(a)] >= 2', false],
    ['sum([race(1)], [race(-4)]) = 1', true],
  ])('takes an option of a checkbox by its real code for 1 or 0: %s is %s', (logic, expected) => {
    expect(shown(logic)).toBe(expected);
  });

  it.each([
    ["[sex] = '1' or [age] = '41'", true],
    ["[sex] = '1' OR [sex] = '0' AND [age] = '1'", false],
    ["([sex] = '1' or [sex] = '0') and [age] = '41'", true],
    ['1 + 2 * 3 = 7', true],
    ['(1 + 2) * 3 = 9', true],
    ['10 - 4 - 3 = 3', true],
    ['12 / 4 / 3 = 1', true],
    ['(2)^(3) = 8', true],
    ['-[age] < -40', true],
    ['[none] + 1 = ""', true],
    ["if([sex] = '0', [age], 0) = 41", true],
    ["if([none] = '', '1', '0')", true],
  ])('has arithmetic, and, or, brackets and if: %s is %s', (logic, expected) => {
    expect(shown(logic)).toBe(expected);
  });

  it.each([
    ["datediff([born], '1980-02-10', 'd') = 10", true],
    ["datediff('1980-02-10', [born], 'd') = 10", true],
    ["datediff('1980-02-10', [born], 'd', true) = -10", true],
    ["datediff([born], '1980-02-10', 'd', 'dmy', true) = 10", true],
    ["datediff('2023-01-01', '2024-01-01', 'y') >= 1", false],
    ["datediff([seen], '2024-02-29 12:00', 'h') = 1.5", true],
    ["datediff([none], '2024-01-31', 'y') > 1", false],
    ['year([born]) = 1980 and month([born]) = 1 and day([born]) = 31', true],
    ['dayoftheweek([born]) = 4', true],
    ['round(1.005, 2) = 1.01', true],
    ['roundup(1.01) = 2 and rounddown(1.99) = 1', true],
    ['min([age], [none], 50) = 41 and max([age], 50) = 50', true],
    ['mean(1, [none], 3) = 2 and median(1, 2, 9, 4) = 3', true],
    ['abs(-3) = 3 and sqrt(9) = 3 and mod(7, 4) = 3', true],
    ['isnumber([age]) and isinteger([age])', true],
    ['isnumber([word]) or isnumber([none])', false],
    ["contains([word], 'PIE') and starts_with([word], 'app') and ends_with([word], 'pie')", true],
    ["not_contain([word], 'tart')", true],
    ["left(upper([word]), 3) = 'APP' and right([word], 3) = 'pie' and length(trim(' a ')) = 1", true],
    ["concat([word], '!') = 'Apple pie!'", true],
  ])('has the functions that are sure: %s is %s', (logic, expected) => {
    expect(shown(logic)).toBe(expected);
  });

  it.each([
    ["[lost] = 'UNK'", true],
    ["[lost] = '5'", false],
    ["[lost] = ''", null],
    ['[lost] > 3', null],
    ['[lost] + 1 > 3', null],
    ['isblankormissingcode([lost])', true],
    ['isblanknotmissingcode([lost])', false],
    ['ismissingcode([lost])', true],
    ["hasmissingcode([lost], 'NA, UNK')", true],
    ["hasmissingcode([lost], 'NA')", false],
  ])('knows of a missing data code only that it is one: %s is %s', (logic, expected) => {
    expect(shown(logic)).toBe(expected);
  });

  it.each([
    ["[secret] = '1'", 'REDCap did not send the column'],
    ["[age] = '041'", "REDCap's page and server may differ"],
    ["[race(-4)] = ''", 'an unchecked option is no blank for sure'],
    ['[word] > 5', 'text has no order'],
    ["[born] < '31-12-1990'", 'the text is no date as REDCap stores it'],
    ["[seen] < '2025-01-01'", 'a time beside none'],
    ["datediff([born], [seen], 'd') > 1", 'a time beside none'],
    ['[age] / 0 > 1', 'there is no such number'],
    ['[sex]', "the text '0' may count as true"],
    ['[word]', 'text is no condition'],
    ["contains([born], '1980')", 'the page shows another order'],
    ['sum([none]) = 0', 'the sum of nothing'],
    ["[later_complete] = '0'", 'a form that is not saved has no status'],
  ])('says nothing of %s, since %s', (logic) => {
    expect(shown(logic)).toBeNull();
  });

  it('is not kept from an answer by what does not matter', () => {
    expect(shown("[secret] = '1' and [sex] = '1'")).toBe(false);
    expect(shown("[secret] = '1' or [sex] = '0'")).toBe(true);
    expect(shown("[secret] = '1' and [sex] = '0'")).toBeNull();
    expect(shown("[later_complete] = '2'")).toBe(false);
    expect(shown("[later_complete] <> '2'")).toBe(true);
  });

  it.each([
    "[nobody] = '1'",
    "[words] = '1'",
    "[race] = '1'",
    "[race(9)] = '1'",
    "[clash(A)] = '1'",
    "[sex(1)] = '1'",
    "[nowhere_arm_1][sex] = '1'",
    "[sex][0] = '1'",
    "[sex:value] = '1'",
    "[record-name] = '1'",
    "[event-name] = 'a_arm_1'",
    "[sex][last-instance] = '1'",
    "[user-name] = 'site_admin'",
    "datediff([born], 'today', 'y') > 18",
    'datediff("NOW", [born], "y") > 18',
    'today > [born]',
    'stdev([age]) > 1',
    'unknown([age]) = 1',
    'constructor() = 1',
    'if([age] = 1, 2)',
    "[sex] = '1' && [age] = 1",
    "not [sex] = '1'",
    "[sex] == '1'",
    '1 < 2 < 3',
    '-2^2 = 4',
    "[sex] = '1",
    "([sex] = '1'",
    "[sex] = '1')",
    '[sex] [age]',
    '[sex',
    '1.2.3 = 1',
    '',
    ' ',
    'and',
  ])('is not evaluable: %s', (logic) => {
    expect(compileBranching(logic, design)).toBeNull();
  });

  it('says what it looks at', () => {
    const branching = compileBranching("[race(a)] = '1' and [sex] = [age] or [later_complete] = '2'", design);
    expect([...(branching?.fields ?? [])]).toEqual(['race', 'sex', 'age', 'later_complete']);
    expect([...(branching?.events ?? [])]).toEqual([]);
  });

  it('is compiled once for a design, and is none where a field has none', () => {
    const own = designOf([
      metadataRow('id', 'form', 'text'),
      metadataRow('a', 'form', 'text', { branching_logic: "[id] = '1'" }),
      metadataRow('b', 'form', 'text', { branching_logic: "[id] = '1'" }),
      metadataRow('c', 'form', 'text', { branching_logic: ' ' }),
    ]);
    const [id, a, b, c] = own.fields.map((field) => branchingOf(field, own));
    expect([id, c]).toEqual([null, null]);
    expect(a).not.toBeNull();
    expect(b).toBe(a);
  });

  it('takes a long chain of terms, and no deep nest of brackets', () => {
    const terms = Array.from({ length: 20_000 }, (_, index) => `[age] = ${String(index)}`);
    expect(shown(terms.join(' or '))).toBe(true);
    expect(shown(`${Array.from({ length: 20_000 }, () => '1').join(' + ')} = 20000`)).toBe(true);
    expect(shown(`${'('.repeat(50)}1${')'.repeat(50)} = 1`)).toBe(true);
    expect(shown(`${'('.repeat(100_000)}1${')'.repeat(100_000)} = 1`)).toBe('not evaluable');
    expect(shown(`${'-'.repeat(100_000)}1 = 1`)).toBe('not evaluable');
    expect(shown('if(1=1,'.repeat(100_000))).toBe('not evaluable');
  });
});

/** Text that is often a logic, and often nearly one. */
const nearlyLogic = fc
  .array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.constantFrom('[age]', '[sex]', '[race(1)]', '[none]', '[lost]', "'1'", '""', '2', '(', ')'),
      },
      {
        weight: 5,
        arbitrary: fc.constantFrom(
          ' = ',
          ' <> ',
          '<',
          ' and ',
          ' or ',
          '+',
          '-',
          '*',
          '/',
          '^',
          ',',
          'if(',
          'round(',
          'sum(',
        ),
      },
      { weight: 1, arbitrary: fc.string({ maxLength: 5, unit: 'binary' }) },
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('any text as branching logic', () => {
  it('is evaluated to shown, hidden or unknown, or is not evaluable, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyLogic, fc.string({ unit: 'binary' })), (logic) => {
        expect([true, false, null, 'not evaluable']).toContain(shown(logic));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('is shown where its opposite is hidden', () => {
    const operand = fc.constantFrom('[age]', '[sex]', '[race(1)]', '[none]', '[lost]', '[secret]', "'41'", '""', '0');
    fc.assert(
      fc.property(operand, operand, (left, right) => {
        const [same, differs] = [shown(`${left} = ${right}`), shown(`${left} <> ${right}`)];
        expect(differs).toBe(typeof same === 'boolean' ? !same : same);
        expect(shown(`${right} = ${left}`)).toBe(same);
      }),
    );
  });
});
