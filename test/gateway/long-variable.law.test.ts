import fc from 'fast-check';
import { assertInputType, buildSchema, execute, getOperationAST, getVariableValues, parse, typeFromAST } from 'graphql';
import type { GraphQLInputType, OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { coerceInTurns, isLong } from '../../src/gateway/input/coercion.ts';
import { coerceLongVariables } from '../../src/gateway/input/long-variable.ts';
import { givenValue } from '../../src/gateway/input/given.ts';
import { findProblems, findProblemsInTurns } from '../../src/gateway/input/problem.ts';
import { startWorkTurn } from '../../src/work-turn.ts';
import { schema as staticSchema } from '../../src/schema/index.ts';
import { createGateway, gatewayOptions, post } from './gateway.ts';
import { runs } from '../support/runs.ts';

const SDL = `
  enum Colour { RED GREEN }
  input Leaf { name: String! size: Int = 7 colour: Colour flags: [Boolean!] }
  input One @oneOf { leaf: Leaf leaves: [Leaf!] number: Float }
  input Branch { leaves: [Leaf!]! one: One branch: Branch nested: [[Int]!] id: ID = "x" }
  type Query { any(branch: Branch, branches: [Branch!], leaf: [Leaf!]!): Int }
`;
const schema = buildSchema(SDL);
const typeNames = [
  'Branch',
  'Branch!',
  '[Branch!]',
  '[Branch]!',
  '[Leaf!]!',
  '[[Int!]]',
  'One',
  '[One!]',
  'Int',
  'Colour',
];

/** Mostly what a type wants, and sometimes anything. */
const anything = fc.oneof(fc.constantFrom(null, 1, 1.5, true, 'RED', 'red', '', [], {}), fc.string());
const rarely = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 60, arbitrary: good }, { weight: 1, arbitrary: anything });

const leaf = fc.record(
  {
    name: rarely(fc.string()),
    size: rarely(fc.constantFrom(1, 2, null)),
    colour: rarely(fc.constantFrom('RED', 'GREEN', null)),
    flags: rarely(fc.oneof(fc.boolean(), fc.array(fc.boolean(), { maxLength: 3 }))),
  },
  { requiredKeys: ['name'] },
);
/** Repeats a few items, so that a list is long and yet quickly made. */
const longList = (item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.array(item, { minLength: 1, maxLength: 5 }), fc.constantFrom(1, 3, 150, 700))
    .map(([items, times]) => Array.from({ length: times }, (_item, index) => items[index % items.length]));
const one = fc.oneof(
  fc.record({ leaf }),
  fc.record({ leaves: longList(leaf) }),
  fc.record({ leaf, number: anything }),
  fc.record({ number: rarely(fc.constant(1)) }),
);
const branch: fc.Arbitrary<unknown> = fc.record(
  {
    leaves: rarely(longList(rarely(leaf))),
    one: rarely(one),
    branch: fc.constantFrom(null, { leaves: [] }, { leaves: [{ name: 'n' }], unknown: 1 }),
    nested: rarely(longList(longList(fc.integer()))),
    extra: fc.constant(1),
    __proto__: fc.constant(1),
  },
  { requiredKeys: ['leaves'] },
);
const given = fc.oneof(branch, longList(rarely(branch)), longList(leaf), one, longList(one), longList(fc.integer()));

const definitionOf = (type: string): ReturnType<typeof parse> => parse(`query Q($v: ${type}) { any }`);

const operationIn = (document: ReturnType<typeof parse>): OperationDefinitionNode => {
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('there is no operation');
  return operation;
};

const typeNamed = (text: string): GraphQLInputType => {
  const [definition] = operationIn(definitionOf(text)).variableDefinitions ?? [];
  if (definition === undefined) throw new Error('there is no variable');
  return assertInputType(typeFromAST(schema, definition.type));
};

describe('a long variable', () => {
  it(
    'is coerced to what graphql-js makes of it, and refused where graphql-js refuses it',
    { timeout: 300_000 },
    async () => {
      let [refused, long] = [0, 0];
      await fc.assert(
        fc.asyncProperty(given, fc.constantFrom(...typeNames), async (value, name) => {
          const definitions = operationIn(definitionOf(name)).variableDefinitions ?? [];
          const { coerced } = getVariableValues(schema, definitions, { v: value });
          const own = await coerceInTurns(value, typeNamed(name), startWorkTurn());
          expect(own).toEqual(coerced === undefined ? null : { value: coerced['v'] });
          if (own === null) refused += 1;
          if (isLong(value)) long += 1;
        }),
        { numRuns: runs(600) },
      );
      expect(Math.min(refused, long)).toBeGreaterThan(10);
    },
  );

  it('has the problems that a search in one go finds', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(given, fc.constantFrom(...typeNames), fc.constantFrom(1, 5, 50), async (value, name, most) => {
        const rules = { showsSchema: true, most };
        const found = await findProblemsInTurns(givenValue(value), typeNamed(name), rules);
        expect(found).toEqual(findProblems(givenValue(value), typeNamed(name), rules));
      }),
      { numRuns: runs(500) },
    );
  });
});

const rowsOf = (count: number): object[] =>
  Array.from({ length: count }, (_row, index) => ({
    record: `r${String(index)}`,
    instrument: 'main',
    values: [{ field: 'f01', raw: String(index) }],
  }));

describe('an operation with long variables', () => {
  const text = `mutation M($rows: [InstrumentRowInput!]!, $key: String!, $dry: Boolean = true) {
    importRecords(input: { project: $key, rows: $rows, dryRun: $dry }) { createdCount }
  }`;
  const seenBy = async (args: Parameters<typeof execute>[0]): Promise<unknown> => {
    let seen: unknown;
    const field = args.schema.getMutationType()?.getFields()['importRecords'];
    if (field === undefined) throw new Error('there is no importRecords');
    const { resolve } = field;
    field.resolve = (_root: unknown, given: unknown) => {
      seen = given;
      return null;
    };
    try {
      await execute(args);
    } finally {
      if (resolve !== undefined) field.resolve = resolve;
    }
    return seen;
  };

  it('hands its resolvers what they get without turns, with defaults and other variables', async () => {
    const document = parse(text);
    const args = { schema: staticSchema, document, variableValues: { rows: rowsOf(2_000), key: 'k' } };
    const long = await coerceLongVariables(args, operationIn(document));
    expect(long).not.toBe(args);
    expect(await seenBy(long ?? args)).toEqual(await seenBy(args));
    expect(
      await coerceLongVariables({ ...args, variableValues: { rows: rowsOf(3), key: 'k' } }, operationIn(document)),
    ).toMatchObject({ document });
  });

  it('is refused in the words of a short one', async () => {
    const gateway = createGateway(gatewayOptions());
    const query = 'query Q($n: [Int!]) { add(numbers: $n) }';
    const ask = async (numbers: unknown): Promise<unknown> =>
      (await post(gateway, { query, variables: { n: numbers } })).body;
    const short = await ask([1, 'two']);
    const padded = await ask([1, 'two', ...Array.from({ length: 3_000 }, () => 3)]);
    expect(padded).toEqual(short);
    expect(short).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'numbers.1' } }] });
  });
});
