import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readValue } from '../../../src/graph/value/read.ts';
import { writeValue } from '../../../src/graph/value/write.ts';
import type { ValueInput } from '../../../src/graph/kind/input.ts';
import type { FieldNode } from '../../../src/graph/design/design.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { kindOf } from '../../../src/graph/kind/table.ts';
import { plainText } from '../../../src/graph/dictionary/label.ts';
import { runs } from '../../support/runs.ts';
import { choices, designOf, metadataRow, validated } from '../support/design.ts';

const validations = {
  int: 'integer',
  num: 'number',
  num1: 'number_1dp',
  comma: 'number_comma_decimal',
  comma2: 'number_2dp_comma_decimal',
  day: 'date_dmy',
  moment: 'datetime_mdy',
  second: 'datetime_seconds_ymd',
  clock: 'time',
  clock3: 'time_hh_mm_ss',
  lapse: 'time_mm_ss',
  mail: 'email',
  zip: 'zipcode',
};
const design = designOf(
  [
    metadataRow('id', 'form', 'text', validated('integer')),
    ...Object.entries(validations).map(([name, type]) => metadataRow(name, 'form', 'text', validated(type))),
    metadataRow('text', 'form', 'text'),
    metadataRow('strict', 'form', 'text', { ...validated('integer'), field_annotation: '@HIDDEN @NOMISSING' }),
    metadataRow('notes', 'form', 'notes'),
    metadataRow('calc', 'form', 'calc', choices('[int] * 2')),
    metadataRow('calctext', 'form', 'text', { field_annotation: '@CALCTEXT([text])' }),
    metadataRow('sex', 'form', 'radio', choices('0, Female | 1, <b>Male</b> | 9, Other | 10, Other | a, Zero')),
    metadataRow('grade', 'form', 'dropdown', choices('-99, None | 1, One')),
    metadataRow(
      'crp',
      'form',
      'radio',
      choices('1, <LOD | 2, <LLOQ (but >LOD) | 3, &lt;5 | 4, <5 | 5, <img src="a.png">'),
    ),
    metadataRow('yes', 'form', 'yesno'),
    metadataRow('truth', 'form', 'truefalse'),
    metadataRow('race', 'form', 'checkbox', choices('-1, Asian, all | a, White | 1.5, <i>Other</i> | 0, None')),
    metadataRow('clash', 'form', 'checkbox', choices('A, Large | a, Small | 2, Two')),
    metadataRow('file', 'form', 'file'),
    metadataRow('signed', 'form', 'file', validated('signature')),
    metadataRow('slide', 'form', 'slider', validated('number')),
    metadataRow('words', 'form', 'descriptive'),
    metadataRow('query', 'form', 'sql', choices('select 1')),
    metadataRow('future', 'form', 'hologram'),
  ],
  { project: { missing_data_codes: 'NASK, Not <i>asked</i> | -99, Unknown' } },
);
const fieldOf = (name: string): FieldNode => {
  const field = design.field(name);
  if (!field) throw new Error(`the test's design has no field ${name}`);
  return field;
};
const everything = new Set(design.fields.flatMap((field) => field.columns));
const read = (name: string, cells: RecordRow, columns: ReadonlySet<string> = everything) =>
  readValue(fieldOf(name), cells, { design, columns, exists: true });
const write = (name: string, input: Omit<ValueInput, 'field'>) =>
  writeValue(fieldOf(name), { field: name, ...input }, design);
const message = (name: string, input: Omit<ValueInput, 'field'>): string => {
  const result = write(name, input);
  return 'problem' in result ? result.problem.message : `written: ${JSON.stringify(result.ok)}`;
};

describe('readValue', () => {
  it.each([
    ['id', '007', { kind: 'text', value: '007' }],
    ['int', '12', { kind: 'integer', value: 12 }],
    ['int', '-0012', { kind: 'integer', value: -12 }],
    ['int', '2147483647', { kind: 'integer', value: 2147483647 }],
    ['int', '9434765919', { kind: 'integer', value: 9434765919 }],
    ['int', '-9007199254740991', { kind: 'integer', value: -9007199254740991 }],
    ['slide', '50', { kind: 'integer', value: 50 }],
    ['num', '1.50', { kind: 'number', value: '1.5', raw: '1.50' }],
    ['num', '-.5', { kind: 'number', value: '-0.5' }],
    ['num', '100', { kind: 'number', value: '100' }],
    ['num', '-0.0', { kind: 'number', value: '0' }],
    ['num1', '22.0', { kind: 'number', value: '22' }],
    ['comma', '1,54', { kind: 'number', value: '1.54', raw: '1,54' }],
    ['comma', '1.54', { kind: 'number', value: '1.54' }],
    ['calc', '22.1', { kind: 'number', value: '22.1' }],
    ['calc', '1.0E+25', { kind: 'number', value: '10000000000000000000000000' }],
    ['calc', '1.25e-3', { kind: 'number', value: '0.00125' }],
    ['day', '2024-02-29', { kind: 'date', value: '2024-02-29' }],
    ['moment', '2024-02-29 23:59', { kind: 'datetime', value: '2024-02-29T23:59:00', raw: '2024-02-29 23:59' }],
    ['second', '2024-02-29 23:59:58', { kind: 'datetime', value: '2024-02-29T23:59:58' }],
    ['clock', '09:05', { kind: 'time', value: '09:05' }],
    ['clock', '9:05', { kind: 'time', value: '09:05', raw: '9:05' }],
    ['clock3', '23:59:59', { kind: 'time', value: '23:59:59' }],
    ['lapse', '59:30', { kind: 'time', value: '59:30' }],
    ['text', ' two\nlines ', { kind: 'text', value: ' two\nlines ' }],
    ['zip', '00123', { kind: 'text', value: '00123', label: '00123' }],
    ['yes', '1', { kind: 'boolean', value: true, label: 'Yes' }],
    ['yes', '0', { kind: 'boolean', value: false, label: 'No' }],
    ['truth', '0', { kind: 'boolean', value: false, label: 'False' }],
    ['sex', '1', { kind: 'choice', choice: { code: '1', label: '<b>Male</b>' }, label: 'Male' }],
    ['file', 'scan.pdf', { kind: 'file', fileName: 'scan.pdf', label: 'scan.pdf' }],
    ['file', '[document]', { kind: 'file', fileName: '[document]' }],
    ['query', '1', { kind: 'text', value: '1' }],
    ['future', 'x', { kind: 'text', value: 'x' }],
    ['grade', '-99', { kind: 'choice', choice: { code: '-99', label: 'None' }, label: 'None' }],
    ['strict', '-99', { kind: 'integer', value: -99 }],
  ])('reads %s "%s"', (name, cell, expected) => {
    expect(read(name, { [name]: cell })).toMatchObject({
      raw: cell,
      absence: null,
      missingDataCode: null,
      isInvalid: false,
      ...expected,
    });
  });

  it.each([
    ['int', '1.5'],
    ['int', 'before validation 1'],
    ['int', '9007199254740992'],
    ['slide', '-12345678901234567890'],
    ['num', '1,5'],
    ['num', '.'],
    ['comma', '1,2,3'],
    ['day', '2023-02-29'],
    ['day', '02/03/2023'],
    ['moment', '2024-01-01 24:00'],
    ['moment', '2024-01-01'],
    ['clock', '25:00'],
    ['lapse', '60:00'],
    ['yes', 'Yes'],
    ['truth', '2'],
    ['strict', 'NASK'],
  ])('keeps the raw text of %s "%s" and marks it as invalid', (name, cell) => {
    expect(read(name, { [name]: cell })).toMatchObject({ raw: cell, value: null, absence: null, isInvalid: true });
  });

  it('has a typed value wherever neither absence nor isInvalid says why there is none, in a field of every kind', () => {
    const text = fc.oneof(
      fc.constantFrom(
        '0000-01-01',
        '10000-01-01',
        '2024-02-30',
        '0000-00-00',
        '24:00',
        '23:60',
        '2024-01-01 24:00',
        '99:99',
      ),
      fc.constantFrom(
        '5000000000',
        '-9007199254740993',
        '1e400',
        '1e5',
        '1E999',
        '+',
        '-',
        'NaN',
        'Infinity',
        ' 1',
        '1 ',
        '٣',
      ),
      fc.bigInt().map(String),
      fc.double().map(String),
      fc.stringMatching(/^[0-9:. T+-]{0,20}$/),
      fc.string({ unit: 'binary', maxLength: 10 }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...design.fields), (cell, field) => {
        const cells = Object.fromEntries(field.columns.map((column) => [column, cell]));
        const value = readValue(field, cells, { design, columns: everything, exists: true });
        const own = kindOf(field).output.fields;
        const typed = ['value', 'choice', 'file', 'checked'].flatMap((name) => own[name]?.read(value) ?? []);
        const isThere = typed.length > 0 || field.fieldType === 'DESCRIPTIVE';
        expect([field.fieldName, isThere || value.isInvalid || value.absence !== null]).toEqual([
          field.fieldName,
          true,
        ]);
      }),
      { numRuns: runs(3000) },
    );
  });

  it('keeps a code that is no longer a choice', () => {
    expect(read('sex', { sex: '7' })).toMatchObject({ raw: '7', label: null, choice: null, isInvalid: true });
  });

  it.each(['int', 'num', 'day', 'moment', 'clock', 'text', 'yes', 'sex', 'calc', 'slide', 'notes', 'file'])(
    'recognizes a missing data code in %s',
    (name) => {
      const value = read(name, { [name]: 'NASK' });
      expect(value).toMatchObject({
        raw: 'NASK',
        label: 'Not asked',
        absence: 'MISSING_DATA_CODE',
        missingDataCode: { code: 'NASK', label: 'Not <i>asked</i>' },
        isInvalid: false,
      });
      expect({ value: null, choice: null, fileName: null, ...value }).toMatchObject({
        value: null,
        choice: null,
        fileName: null,
      });
    },
  );

  it('recognizes -99 in an integer as a missing data code', () => {
    expect(read('int', { int: '-99' })).toMatchObject({ value: null, absence: 'MISSING_DATA_CODE', raw: '-99' });
  });

  it.each(['int', 'sex', 'yes', 'file', 'text', 'day'])('says that %s is blank', (name) => {
    expect(read(name, { [name]: '' })).toMatchObject({ raw: null, label: null, absence: 'BLANK', isInvalid: false });
  });

  it.each(['int', 'race'])('says that %s was withheld when REDCap sent none of its columns', (name) => {
    expect(read(name, {}, new Set(['id']))).toMatchObject({ raw: null, absence: 'NOT_EXPORTED', isInvalid: false });
  });
});

describe('readValue of a checkbox', () => {
  const cells = (ticked: Record<string, string>): RecordRow => ({
    race____1: '0',
    race___a: '0',
    race___1_5: '0',
    race___0: '0',
    race___nask: '0',
    race____99: '0',
    ...ticked,
  });
  it.each([
    ['nothing', {}, [], null, null, 'BLANK', false],
    ['a negative code', { race____1: '1' }, ['-1'], '-1', 'Asian, all', null, false],
    ['a letter and a decimal', { race___a: '1', race___1_5: '1' }, ['a', '1.5'], 'a,1.5', 'White, Other', null, false],
    ['code 0', { race___0: '1' }, ['0'], '0', 'None', null, false],
    ['a missing data code', { race___nask: '1' }, [], 'NASK', 'Not asked', 'MISSING_DATA_CODE', false],
    [
      'a code beside a missing one',
      { race___a: '1', race____99: '1' },
      ['a'],
      'a,-99',
      'White, Unknown',
      'MISSING_DATA_CODE',
      true,
    ],
    ['labels where 0 and 1 belong', { race___a: 'Checked' }, [], null, null, 'BLANK', true],
  ])('reads %s', (_what, ticked, codes, raw, label, absence, isInvalid) => {
    const value = read('race', cells(ticked));
    expect(value.kind === 'checkbox' && value.checked.map((choice) => choice.code)).toEqual(codes);
    expect(value).toMatchObject({ raw, label, absence, isInvalid, formStarted: true });
  });

  it('distinguishes "never opened" from "none apply" by the instrument', () => {
    const value = readValue(fieldOf('race'), cells({}), { design, columns: everything, exists: false });
    expect(value).toMatchObject({ formStarted: false, absence: 'FORM_NOT_STARTED' });
  });

  it('cannot distinguish codes that share a column', () => {
    expect(read('clash', { clash___a: '1', clash___2: '0' })).toMatchObject({ raw: 'A,a', isInvalid: true });
  });
});

describe('writeValue', () => {
  it.each([
    ['int', { number: '5' }, '5'],
    ['int', { number: '5.0' }, '5'],
    ['int', { raw: '007' }, '007'],
    ['int', { raw: '9007199254740993' }, '9007199254740993'],
    ['num', { number: '1.50' }, '1.50'],
    ['num1', { number: '22' }, '22.0'],
    ['num1', { raw: '22' }, '22.0'],
    ['num1', { number: '22.100' }, '22.1'],
    ['comma', { number: '1.54' }, '1,54'],
    ['comma', { raw: '1,54' }, '1,54'],
    ['comma2', { number: '-3' }, '-3,00'],
    ['day', { date: '2024-02-29' }, '2024-02-29'],
    ['moment', { dateTime: '2024-02-29T23:59' }, '2024-02-29 23:59'],
    ['moment', { dateTime: '2024-02-29T23:59:00' }, '2024-02-29 23:59'],
    ['second', { dateTime: '2024-02-29T23:59' }, '2024-02-29 23:59:00'],
    ['second', { raw: '2024-02-29 23:59:01' }, '2024-02-29 23:59:01'],
    ['clock', { raw: '9:05' }, '09:05'],
    ['text', { raw: ' as is\n' }, ' as is\n'],
    ['sex', { raw: '9' }, '9'],
    ['sex', { label: 'Male' }, '1'],
    ['sex', { label: '<b>Male</b>' }, '1'],
    ['crp', { label: '<LOD' }, '1'],
    ['crp', { label: '<LLOQ (but >LOD)' }, '2'],
    ['crp', { label: '&lt;5' }, '3'],
    ['crp', { label: '<img src="a.png">' }, '5'],
    ['yes', { label: 'No' }, '0'],
    ['yes', { raw: '1' }, '1'],
    ['int', { raw: 'NASK' }, 'NASK'],
    ['sex', { raw: '-99' }, '-99'],
    ['day', { erase: true }, ''],
    ['day', { raw: '' }, ''],
    ['day', { date: '2024-02-29', raw: null, erase: false }, '2024-02-29'],
  ])('writes %s %j', (name, input, cell) => {
    expect(write(name, input)).toEqual({ ok: { [name]: cell } });
  });

  const blank = { race____1: '0', race___a: '0', race___1_5: '0', race___0: '0', race___nask: '0', race____99: '0' };
  it.each([
    [{ checked: ['-1', '0'] }, { ...blank, race____1: '1', race___0: '1' }],
    [{ checked: [] }, blank],
    [{ erase: true }, blank],
    [{ raw: 'a,1.5' }, { ...blank, race___a: '1', race___1_5: '1' }],
    [{ checked: ['NASK'] }, { ...blank, race___nask: '1' }],
  ])('writes a column an option for a checkbox %j', (input, cells) => {
    expect(write('race', input)).toEqual({ ok: cells });
  });

  it.each([
    ['int', { value: '007' }, '7'],
    ['num1', { value: '22' }, '22.0'],
    ['comma', { value: '1.5' }, '1,5'],
    ['day', { value: '2024-02-29' }, '2024-02-29'],
    ['moment', { value: '2024-02-29T10:05' }, '2024-02-29 10:05'],
    ['clock', { value: '9:05' }, '09:05'],
    ['sex', { value: 'a' }, 'a'],
    ['grade', { value: '-99' }, '-99'],
    ['yes', { value: '0' }, '0'],
    ['notes', { value: 'two\nlines' }, 'two\nlines'],
    ['text', { value: 'NASK' }, 'NASK'],
    ['int', { missingDataCode: '-99' }, '-99'],
  ])("takes %s %j as a project's own schema gives it", (name, input, text) => {
    expect(write(name, input)).toEqual({ ok: { [name]: text } });
  });

  it('ticks a missing data code of a checkbox alone', () => {
    expect(write('race', { missingDataCode: 'NASK' })).toEqual({ ok: { ...blank, race___nask: '1' } });
  });

  it.each([
    ['int', { number: '5.5' }, 'int (text, integer) takes an integer, such as 12.'],
    ['num', { raw: '1,5' }, 'num (text, number) takes a decimal number, with a decimal point, such as 22.0.'],
    [
      'num1',
      { number: '22.15' },
      'num1 (text, number_1dp) takes a decimal number with at most 1 decimal, with a decimal point, such as 22.0.',
    ],
    ['day', { date: '2023-02-29' }, 'day (text, date_dmy) takes a date that exists, as YYYY-MM-DD.'],
    ['day', { number: '5' }, 'day (text, date_dmy) does not take number: give date or raw.'],
    [
      'moment',
      { dateTime: '2024-01-01T10:00:30' },
      'moment (text, datetime_mdy) takes a date and time that exist, as YYYY-MM-DDTHH:MM, without seconds.',
    ],
    ['clock3', { raw: '10:00' }, 'clock3 (text, time_hh_mm_ss) takes a time as HH:MM:SS.'],
    [
      'sex',
      { raw: 'Male' },
      'sex (radio) raw takes the code of a choice, not its label: give the label in `label`, or one of the codes 0, 1, 9, 10, a.',
    ],
    ['sex', { raw: '77' }, 'sex (radio) takes one of the codes 0, 1, 9, 10, a.'],
    ['sex', { raw: 'A' }, 'sex (radio) takes one of the codes 0, 1, 9, 10, a.'],
    [
      'sex',
      { label: 'Other' },
      'sex (radio) has more than one choice with that label: give one of the codes 9, 10 in `raw`.',
    ],
    [
      'crp',
      { label: '<5' },
      'crp (radio) has more than one choice with that label: give one of the codes 3, 4 in `raw`.',
    ],
    ['crp', { label: ' ' }, 'crp (radio) has no choice with that label: give one of the codes 1, 2, 3, 4, 5 in `raw`.'],
    [
      'crp',
      { label: 'Not asked' },
      'crp (radio) takes the label of a choice, and that one is of the missing data code NASK: give the code in `raw`.',
    ],
    [
      'crp',
      { label: 'Not <i>asked</i>' },
      'crp (radio) takes the label of a choice, and that one is of the missing data code NASK: give the code in `raw`.',
    ],
    [
      'sex',
      { label: 'Nobody' },
      'sex (radio) has no choice with that label: give one of the codes 0, 1, 9, 10, a in `raw`.',
    ],
    [
      'yes',
      { raw: 'Yes' },
      'yes (yesno) raw takes the code of a choice, not its label: give the label in `label`, or one of the codes 1, 0.',
    ],
    ['race', { checked: ['White'] }, 'race (checkbox) takes the codes -1, a, 1.5, 0, not labels or others.'],
    ['race', { checked: ['a', 'NASK'] }, 'race (checkbox) takes a missing data code alone, or choices.'],
    [
      'clash',
      { checked: ['A'] },
      'clash (checkbox) has two choices that REDCap exports in one column: change one of their codes in the dictionary.',
    ],
    ['text', { raw: 'a', label: 'b' }, 'text (text) needs exactly one of raw or erase.'],
    ['text', {}, 'text (text) needs exactly one of raw or erase.'],
    ['int', { raw: '1', erase: true }, 'int (text, integer) needs exactly one of number, raw or erase.'],
    [
      'id',
      { raw: '5' },
      'id (text, integer) is the record id: name the record by `record`, rename it by renameRecord.',
    ],
    ['calc', { raw: '5' }, 'calc (calc) is calculated by REDCap: write the fields that it is calculated from.'],
    ['calctext', { raw: '5' }, 'calctext (text) is calculated by REDCap: write the fields that it is calculated from.'],
    ['file', { raw: 'a.pdf' }, 'file (file) holds a file: upload it by importFile.'],
    [
      'signed',
      { erase: true },
      'signed (signature, signature) is a signature, which can only be given in REDCap itself.',
    ],
    ['words', { raw: 'x' }, 'words (descriptive) is descriptive and never holds a value.'],
    [
      'int',
      { number: '-99' },
      'int (text, integer) would store a missing data code by that number: if it is meant, give it in raw.',
    ],
    ['strict', { raw: 'NASK' }, 'strict (text, integer) takes an integer, such as 12.'],
    ['sex', { value: 'Male' }, 'sex (radio) takes one of the codes 0, 1, 9, 10, a, not a label.'],
    ['day', { value: '31.1.2024' }, 'day (text, date_dmy) takes a date that exists, as YYYY-MM-DD.'],
    ['race', { value: 'a' }, 'race (checkbox) takes a list of codes in checked.'],
    [
      'int',
      { value: '-99' },
      'int (text, integer) would store a missing data code by that value: if it is meant, give it in missingDataCodes.',
    ],
    [
      'grade',
      { missingDataCode: '-99' },
      'grade (dropdown) has a choice with that missing data code: give it as a value.',
    ],
    ['text', { missingDataCode: 'x' }, 'text (text) takes one of the missing data codes NASK, -99.'],
    [
      'strict',
      { missingDataCode: 'NASK' },
      'strict (text, integer) takes no missing data code: its annotation has @NOMISSING.',
    ],
    ['text', { value: 'a', missingDataCode: 'NASK' }, 'text (text) needs exactly one of raw or erase.'],
  ])('refuses %s %j', (name, input, expected) => {
    expect(message(name, input)).toBe(expected);
  });

  it('names the field in the path and never the value in the message', () => {
    const result = write('int', { raw: 'secret-4711' });
    expect(result).toMatchObject({ problem: { code: 'VALIDATION', path: ['int'] } });
    expect(JSON.stringify(result)).not.toContain('4711');
  });
});

const dates = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const decimal = (places: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.stringMatching(new RegExp(`^[0-9]{0,${places}}$`)))
    .map(([whole, digits]) => {
      const fraction = digits.replace(/0+$/, '');
      return fraction === '' ? String(whole) : `${whole}.${fraction}`;
    });

describe('the law read(write(v)) = v', () => {
  const readBack = (name: string, input: Omit<ValueInput, 'field'>) => {
    const result = write(name, input);
    if ('problem' in result) throw new Error(result.problem.message);
    return read(name, result.ok);
  };

  it.each([
    ['num', 6],
    ['num1', 1],
    ['comma', 6],
    ['comma2', 2],
  ])('holds for numbers in %s', (name, places) => {
    fc.assert(
      fc.property(decimal(places), (value) => {
        expect(readBack(name, { number: value })).toMatchObject({ value, isInvalid: false });
        expect(readBack(name, { raw: value })).toMatchObject({ value, isInvalid: false });
      }),
    );
  });

  it('holds for integers', () => {
    fc.assert(
      fc.property(
        fc.integer().filter((value) => value !== -99),
        (value) => {
          expect(readBack('int', { number: String(value) })).toMatchObject({ value });
        },
      ),
    );
  });

  it('holds for dates and times', () => {
    fc.assert(
      fc.property(dates, (iso) => {
        const minute = `${iso.slice(0, 16)}:00`;
        expect(readBack('day', { date: iso.slice(0, 10) })).toMatchObject({ value: iso.slice(0, 10) });
        expect(readBack('moment', { dateTime: minute })).toMatchObject({ value: minute });
        expect(readBack('second', { dateTime: iso.slice(0, 19) })).toMatchObject({ value: iso.slice(0, 19) });
        expect(readBack('clock', { raw: iso.slice(11, 16) })).toMatchObject({ value: iso.slice(11, 16) });
        expect(readBack('clock3', { raw: iso.slice(11, 19) })).toMatchObject({ value: iso.slice(11, 19) });
        expect(readBack('lapse', { raw: iso.slice(14, 19) })).toMatchObject({ value: iso.slice(14, 19) });
      }),
    );
  });

  it('holds for text', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== 'NASK' && text !== '-99'),
        fc.constantFrom('text', 'notes', 'mail', 'query', 'future'),
        (value, name) => {
          expect(readBack(name, { raw: value })).toMatchObject({ value, raw: value, absence: null });
        },
      ),
    );
  });

  it('holds for choices, yes/no and true/false', () => {
    for (const name of ['sex', 'grade', 'yes', 'truth']) {
      for (const choice of fieldOf(name).choices ?? []) {
        expect(readBack(name, { raw: choice.code })).toMatchObject({ raw: choice.code, isInvalid: false });
      }
    }
  });

  it('holds for checkboxes', () => {
    fc.assert(
      fc.property(fc.subarray(['-1', 'a', '1.5', '0']), (codes) => {
        const value = readBack('race', { checked: codes });
        expect(value.kind === 'checkbox' && value.checked.map((choice) => choice.code)).toEqual(codes);
        expect(readBack('race', { raw: value.raw ?? '' }).raw).toBe(value.raw);
      }),
    );
  });

  it('holds for raw text that was exported, in every kind', () => {
    const examples = {
      int: '12',
      num1: '22.0',
      comma: '1,54',
      day: '2024-01-31',
      moment: '2024-01-31 10:00',
      clock: '10:00',
    };
    for (const [name, raw] of Object.entries(examples)) expect(readBack(name, { raw }).raw).toBe(raw);
  });

  it('holds for missing data codes in every kind that can be written', () => {
    for (const name of ['int', 'num', 'day', 'moment', 'clock', 'text', 'sex', 'yes', 'race', 'slide']) {
      expect(readBack(name, { raw: 'NASK' })).toMatchObject({ raw: 'NASK', missingDataCode: { code: 'NASK' } });
    }
  });
});

/** Labels that are each other's plain text, beside others. */
const oddLabels = [
  '<LOD',
  '&lt;LOD',
  '<b>LOD</b>',
  'LOD',
  '1<x<2',
  '1&lt;x&lt;2',
  '<i>a</i> &amp; b',
  'a & b',
  '<br>',
  'Yes',
];

describe('a label that was read', () => {
  it('can be written back as it is and as plain text, unless it is the label of another choice too', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...oddLabels), { minLength: 1 }), (labels) => {
        const text = labels.map((label, index) => `${String(index + 1)}, ${label}`).join(' | ');
        const [, field] = designOf([
          metadataRow('id', 'form', 'text'),
          metadataRow('odd', 'form', 'radio', choices(text)),
        ]).fields;
        if (field === undefined) throw new Error('the design has no field odd');
        for (const label of labels
          .flatMap((written) => [written, plainText(written)])
          .filter((shown) => shown !== '')) {
          const codes = labels.flatMap((other, index) =>
            other === label || plainText(other) === label ? [String(index + 1)] : [],
          );
          const result = writeValue(field, { field: 'odd', label }, design);
          if (codes.length === 1) expect(result).toEqual({ ok: { odd: codes[0] } });
          else
            expect(result).toMatchObject({
              problem: { message: expect.stringContaining(`one of the codes ${codes.join(', ')} in`) },
            });
        }
      }),
      { numRuns: runs(500) },
    );
  });
});
