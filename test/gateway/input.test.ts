import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLInputType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { findMeant } from '../../src/gateway/input/spelling.ts';
import { schema } from '../../src/schema/index.ts';
import { createGateway, gatewayOptions, post } from './gateway.ts';

/** Stands for a participant's value, and can also be a name of GraphQL. */
const CANARY = 'Zanzibar_4711';

interface Refusal {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly string[];
  readonly extensions: { readonly code: string; readonly argument?: string };
}

const typeOf = (name: string): GraphQLInputType => schema.getType(name) as GraphQLInputType;

const Choice = new GraphQLInputObjectType({
  name: 'Choice',
  isOneOf: true,
  fields: { code: { type: GraphQLString }, number: { type: GraphQLInt } },
});

/** A field that takes a value of each kind of input. */
const kinds: Readonly<Record<string, GraphQLInputType>> = {
  Int: GraphQLInt,
  Float: GraphQLFloat,
  String: GraphQLString,
  Boolean: GraphQLBoolean,
  ID: GraphQLID,
  RecordName: typeOf('RecordName'),
  Date: typeOf('Date'),
  LocalDateTime: typeOf('LocalDateTime'),
  Decimal: typeOf('Decimal'),
  RedcapLogic: typeOf('RedcapLogic'),
  Upload: typeOf('Upload'),
  RepeatKind: typeOf('RepeatKind'),
  LogType: typeOf('LogType'),
  ValueInput: typeOf('ValueInput'),
  Choice,
  Ints: new GraphQLList(new GraphQLNonNull(GraphQLInt)),
};

const kindSchema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: Object.fromEntries(
      Object.entries(kinds).map(([name, type]) => [
        `take${name}`,
        { type: GraphQLString, args: { value: { type } }, resolve: () => 'taken' },
      ]),
    ),
  }),
});

const gateway = createGateway(gatewayOptions({ schema: kindSchema }));
const closed = createGateway(gatewayOptions({ schema: kindSchema, introspection: false }));

const refusals = async (query: string, variables: unknown = {}, of = gateway): Promise<readonly Refusal[]> =>
  ((await post(of, { query, variables })).body as { errors?: readonly Refusal[] }).errors ?? [];

const byVariable = (kind: string, value: unknown, of = gateway): Promise<readonly Refusal[]> =>
  refusals(`query ($v: ${String(kinds[kind])}) { take${kind}(value: $v) }`, { v: value }, of);

const byLiteral = (kind: string, literal: string, of = gateway): Promise<readonly Refusal[]> =>
  refusals(`{ take${kind}(value: ${literal}) }`, {}, of);

const EXPECTED: readonly (readonly [kind: string, sentence: string])[] = [
  ['Int', 'Int expects a whole number from -2147483648 to 2147483647.'],
  ['Float', 'Float expects a number.'],
  ['String', 'String expects a string.'],
  ['Boolean', 'Boolean expects true or false.'],
  ['ID', 'ID expects an id, as a string.'],
  [
    'RecordName',
    'RecordName expects a record name: 1 to 100 characters without control characters, and without blanks at either end, as a string.',
  ],
  ['Date', 'Date expects a calendar date such as 2026-03-31, as a string.'],
  [
    'LocalDateTime',
    'LocalDateTime expects a local date and time such as 2026-03-31T14:05:00 without a zone, as a string.',
  ],
  ['Decimal', 'Decimal expects a decimal number such as "12.50", as a string.'],
  ['RedcapLogic', 'RedcapLogic expects REDCap logic of at most 10,000 characters, as a string.'],
  ['Upload', 'Upload expects a variable that stands for a file of a multipart request.'],
  ['RepeatKind', 'RepeatKind expects one of EVENT, INSTRUMENT, NONE.'],
];

/** What no kind of the list above takes for itself. */
const never = [{ [CANARY]: CANARY }, [{ [CANARY]: [CANARY] }]];

/** What some of the kinds take. */
const sometimes = [
  1,
  0,
  '1',
  '2026-03-31',
  1.5,
  true,
  CANARY,
  `${CANARY} `,
  '',
  CANARY.repeat(1_000),
  [CANARY, CANARY],
];

const literalOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${literalOf(inner)}`)
    .join(', ')} }`;
};

describe.each(EXPECTED)('a %s', (kind, sentence) => {
  it('that is a variable is refused in one sentence, whatever the value', async () => {
    let refused = 0;
    for (const value of [...never, ...sometimes]) {
      const errors = await byVariable(kind, value);
      expect(errors.length).toBeLessThan(2);
      expect(never.includes(value as never) && errors.length === 0).toBe(false);
      refused += errors.length;
      for (const error of errors) {
        expect(error).toEqual({
          message: `$v: ${sentence}`,
          locations: [{ line: 1, column: 8 }],
          extensions: { code: 'BAD_USER_INPUT', argument: 'value' },
        });
      }
    }
    expect(refused).toBeGreaterThan(4);
  });

  it('that is a literal is refused in the same sentence, with its place', async () => {
    let refused = 0;
    for (const value of [...never, ...sometimes]) {
      const errors = await byLiteral(kind, literalOf(value));
      refused += errors.length;
      for (const { message, locations, extensions } of errors) {
        const words = message.replace(' Write it without quotation marks.', '');
        expect(words).toBe(`take${kind}(value): ${sentence}`);
        expect(locations).toEqual([{ line: 1, column: `{ take${kind}(value: `.length + 1 }]);
        expect(extensions.argument).toBe('value');
      }
    }
    expect(refused).toBeGreaterThan(4);
  });
});

describe('an input object', () => {
  it('in a variable is refused by the number of a key that it does not have, and by what it has', async () => {
    const fields = 'Its fields: checked, date, dateTime, erase, field, label, number, raw.';
    expect(await byVariable('ValueInput', { field: 'age', [CANARY]: CANARY })).toEqual([
      {
        message: `$v: ValueInput has no field like key 2 of 2. ${fields}`,
        locations: [{ line: 1, column: 8 }],
        extensions: { code: 'BAD_USER_INPUT', argument: 'value' },
      },
    ]);
    const messages = async (value: unknown): Promise<readonly string[]> =>
      (await byVariable('ValueInput', value)).map(({ message }) => message);
    expect(await messages({ field: 'age', value: '7' })).toEqual([
      `$v: ValueInput has no field like key 2 of 2. ${fields}`,
    ]);
    expect(await messages({ field: 'age', lable: CANARY })).toEqual([
      `$v: ValueInput has no field like key 2 of 2. ${fields} Did you mean "label"?`,
    ]);
    expect(await messages({ [CANARY]: CANARY })).toEqual([
      '$v: ValueInput needs field, of the type String!.',
      `$v: ValueInput has no field like key 1 of 1. ${fields}`,
    ]);
    expect(await messages([CANARY])).toEqual(['$v: ValueInput expects an object.']);
    expect(await messages({ field: null, date: CANARY })).toEqual([
      '$v.date: Date expects a calendar date such as 2026-03-31, as a string.',
      '$v.field: String! cannot be null.',
    ]);
  });

  it('in the document is refused by the name of a field that it does not have', async () => {
    const [error, ...others] = await byLiteral('ValueInput', `{ field: "age", value: "${CANARY}" }`);
    expect(others).toEqual([]);
    expect(error).toEqual({
      message:
        'takeValueInput(value): ValueInput has no field "value". Its fields: checked, date, dateTime, erase, field, label, number, raw.',
      locations: [{ line: 1, column: 41 }],
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', argument: 'value' },
    });
  });

  it('of which one field is wanted is refused with two, with none, and with null', async () => {
    const sentence = 'Choice expects exactly one field, and that not null.';
    for (const value of [{ code: CANARY, number: 1 }, {}, { code: null }]) {
      expect((await byVariable('Choice', value)).map(({ message }) => message)).toEqual([`$v: ${sentence}`]);
      expect((await byLiteral('Choice', literalOf(value))).map(({ message }) => message)).toEqual([
        `takeChoice(value): ${sentence}`,
      ]);
    }
    expect(await byVariable('Choice', { code: CANARY })).toEqual([]);
  });
});

describe('an enum', () => {
  it('is refused without the name that was given, with the one that was probably meant', async () => {
    const one = 'RepeatKind expects one of EVENT, INSTRUMENT, NONE.';
    const all = [...(await byLiteral('RepeatKind', CANARY)), ...(await byLiteral('RepeatKind', 'EVNET'))];
    expect(all.map(({ message }) => message)).toEqual([
      `takeRepeatKind(value): ${one}`,
      `takeRepeatKind(value): ${one} Did you mean "EVENT"?`,
    ]);
    expect((await byLiteral('RepeatKind', '"EVENT"'))[0]?.message).toBe(
      `takeRepeatKind(value): ${one} Did you mean "EVENT"? Write it without quotation marks.`,
    );
    expect((await byVariable('RepeatKind', 'event'))[0]?.message).toBe(`$v: ${one} Did you mean "EVENT"?`);
  });
});

describe('a gateway that hides its schema', () => {
  it('lists no names in its refusals and suggests none', async () => {
    const all = [
      ...(await byLiteral('RepeatKind', 'EVNET', closed)),
      ...(await byVariable('RepeatKind', 'EVNET', closed)),
      ...(await byLiteral('ValueInput', '{ field: "age", lable: "1" }', closed)),
      ...(await byVariable('ValueInput', { field: 'age', lable: '1' }, closed)),
    ];
    expect(all.map(({ message }) => message)).toEqual([
      'takeRepeatKind(value): RepeatKind expects one of its names.',
      '$v: RepeatKind expects one of its names.',
      'takeValueInput(value): ValueInput has no field "lable".',
      '$v: ValueInput has no field like key 2 of 2.',
    ]);
  });
});

describe('a list', () => {
  it('is refused by the number of its entry', async () => {
    expect((await byVariable('Ints', [1, CANARY, null])).map(({ message }) => message)).toEqual([
      '$v[1]: Int expects a whole number from -2147483648 to 2147483647.',
      '$v[2]: Int! cannot be null.',
    ]);
    expect(await byLiteral('Ints', `[1, "${CANARY}"]`)).toEqual([
      {
        message: 'takeInts(value[1]): Int expects a whole number from -2147483648 to 2147483647.',
        locations: [{ line: 1, column: 23 }],
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', argument: 'value.1' },
      },
    ]);
    expect(await byVariable('Ints', 7)).toEqual([]);
  });
});

describe('the default of a variable', () => {
  it('is refused like a literal', async () => {
    expect(await refusals(`query ($v: Date = "${CANARY}") { takeDate(value: $v) }`)).toEqual([
      {
        message: '$v: Date expects a calendar date such as 2026-03-31, as a string.',
        locations: [{ line: 1, column: 19 }],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });
});

describe('an argument of a directive', () => {
  it('is refused with the name of the directive', async () => {
    expect(await refusals(`{ __typename @include(if: "${CANARY}") }`)).toEqual([
      {
        message: '@include(if): Boolean expects true or false.',
        locations: [{ line: 1, column: 27 }],
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', argument: 'if' },
      },
    ]);
  });
});

describe('an argument that only its variable makes unfit', () => {
  const missing = 'a variable is null or missing where a value is needed.';

  it('is refused while the operation runs, at its place and without what stands beside the variable', async () => {
    const query = `query ($f: String = "age") { takeValueInput(value: { raw: "${CANARY}", field: $f }) }`;
    expect(await refusals(query, { f: null })).toEqual([
      {
        message: `value: ${missing}`,
        locations: [{ line: 1, column: 52 }],
        path: ['takeValueInput'],
        extensions: { code: 'BAD_USER_INPUT', argument: 'value' },
      },
    ]);
  });

  it('is refused before the operation runs where it is of a directive', async () => {
    const errors = await refusals('query ($b: Boolean = true) { __typename @skip(if: # why\n $b) }', { b: null });
    expect(errors).toMatchObject([
      { message: `if: ${missing}`, extensions: { code: 'BAD_USER_INPUT', argument: 'if' } },
    ]);
  });
});

describe('a syntax error', () => {
  it.each([
    ['a string without a field', `{ "${CANARY}" }`, 'Unexpected String.'],
    ['a name behind a name', `{ takeString(value: Roe ${CANARY}) }`, 'Expected ":", found ")".'],
    ['a name between values', `{ takeInts(value: [1 2 ${CANARY}: 3]) }`, 'Unexpected ":".'],
    ['a number', '{ 4711 }', 'Unexpected Int.'],
    ['a decimal number', '{ 47.11 }', 'Unexpected Float.'],
    ['a block', `{ """${CANARY}""" }`, 'Unexpected BlockString.'],
    ['a name for a type', `${CANARY} { a }`, 'Unexpected Name.'],
    ['a string that does not end', `{ takeString(value: "${CANARY}`, 'A string is not closed'],
    ['an escape', `{ takeString(value: "\\u{Zanzibar}") }`, 'A string is not closed'],
    ['a number with letters', '{ takeInt(value: 4711Zanzibar) }', 'A number is not of a form'],
    ['a character', `{ takeString(value: # note\n , ß) }`, 'A character stands here'],
    ['nothing', '{ takeString', 'Expected Name, found <EOF>.'],
  ])('quotes no text of the document: %s', async (_what, query, message) => {
    const [error, ...others] = await refusals(query);
    expect(others).toEqual([]);
    expect(error?.message).toMatch(/^Syntax Error: [A-Z]/);
    expect(error?.message).toContain(message);
    expect(error?.extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
    expect(error?.locations).toHaveLength(1);
    expect(error?.message).not.toMatch(/Zanzibar|47|ß/);
  });
});

describe('the name that was probably meant', () => {
  it('is another by a slip or two, or by capitals', () => {
    const fields = ['field', 'raw', 'label', 'date', 'dateTime', 'checked', 'record', 'erase'];
    expect(findMeant('recrod', fields)).toBe('record');
    expect(findMeant('lable', fields)).toBe('label');
    expect(findMeant('DATE', fields)).toBe('date');
    expect(findMeant('daetTme', fields)).toBe('dateTime');
    expect(findMeant('fields', fields)).toBe('field');
  });

  it('is none where the names are merely alike', () => {
    expect(findMeant('value', ['raw', 'date', 'label', 'dateTime'])).toBeUndefined();
    expect(findMeant('x', ['y', 'id'])).toBeUndefined();
    expect(findMeant('record'.repeat(1_000_000), ['record'])).toBeUndefined();
  });
});
