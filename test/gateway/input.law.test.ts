import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { createLiteralRule } from '../../src/gateway/input/literal-rule.ts';
import { explainVariables } from '../../src/gateway/input/variable.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { schema as staticSchema } from '../../src/schema/index.ts';
import { runs } from '../support/runs.ts';
import { monstrousDesign, sampleDesigns } from '../project-schema/support/sample-design.ts';

/** The way to a leaf of an argument, and whether an entry of a list lies on it. */
interface Leaf {
  readonly owner: string;
  readonly field: string;
  readonly argument: GraphQLArgument;
  /** Names of fields; `0` stands for the entry of a list. */
  readonly path: readonly (string | 0)[];
  readonly type: GraphQLLeafType;
}

const DEPTH = 4;

/** The leaves of a type; a type within itself is not followed again. */
const leavesOf = (
  type: GraphQLInputType,
  path: readonly (string | 0)[] = [],
  above: readonly string[] = [],
): { path: readonly (string | 0)[]; type: GraphQLLeafType }[] => {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return leavesOf(nullable.ofType, [...path, 0], above);
  if (!isInputObjectType(nullable)) return [{ path, type: nullable }];
  if (above.includes(nullable.name) || above.length === DEPTH) return [];
  return Object.values(nullable.getFields()).flatMap((field) =>
    leavesOf(field.type, [...path, field.name], [...above, nullable.name]),
  );
};

const allLeaves = (schema: GraphQLSchema): Leaf[] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    (!isObjectType(type) && !isInterfaceType(type)) || type.name.startsWith('__')
      ? []
      : Object.values(type.getFields()).flatMap((field) =>
          field.args.flatMap((argument) =>
            leavesOf(argument.type).map((leaf) => ({ ...leaf, owner: type.name, field: field.name, argument })),
          ),
        ),
  );

/** Values of which each leaf refuses some. */
const candidates = [
  4711,
  0,
  1,
  47.11,
  true,
  'Zanzibar-4711',
  ' 47-11 ',
  '',
  'Zanzibar'.repeat(2_000),
  { Zanzibar: 'Zanzibar' },
  { Zanzibar: [4711] },
];

const refusedBy = (type: GraphQLLeafType): unknown[] =>
  candidates.filter((value) => {
    try {
      return type.parseValue(value) === undefined;
    } catch {
      return true;
    }
  });

/** A value at a place of an argument, with nothing beside it. */
const placed = (path: readonly (string | 0)[], value: unknown): unknown =>
  path.reduceRight<unknown>((inner, step) => (step === 0 ? [inner] : { [step]: inner }), value);

const literalOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, inner]) => `${key}: ${literalOf(inner)}`);
  return `{ ${fields.join(', ')} }`;
};

const rules = { showsSchema: true, most: 50 };
const rule = createLiteralRule(rules.most, rules.showsSchema);

const ask = ({ owner, field, argument }: Leaf, literal: string, variable = ''): ReturnType<typeof parse> =>
  parse(`query Q${variable} { ...F } fragment F on ${owner} { ${field}(${argument.name}: ${literal}) }`);

/** The errors of one bad value at a leaf, as a literal and as a variable, without those of what is missing beside it. */
const errorsOf = async (
  schema: GraphQLSchema,
  leaf: Leaf,
  value: unknown,
): Promise<Record<'literal' | 'variable', GraphQLError[]>> => {
  const place = [leaf.argument.name, ...leaf.path].join('.');
  const given = placed(leaf.path, value);
  const document = ask(leaf, '$v', `($v: ${String(leaf.argument.type)})`);
  const [operation] = document.definitions as OperationDefinitionNode[];
  if (operation === undefined) throw new Error('there is no operation');
  const isAt = ({ extensions }: GraphQLError): boolean => extensions['argument'] === place;
  return {
    literal: validate(schema, ask(leaf, literalOf(given)), [rule]).filter(isAt),
    variable: (await explainVariables({ schema, document, operation, variables: { v: given } }, rules)).filter(isAt),
  };
};

const writePath = (path: readonly (string | 0)[]): string =>
  path.map((step) => (step === 0 ? '[0]' : `.${step}`)).join('');

const keyOf = ({ owner, field, argument, path }: Leaf): string => [owner, field, argument.name, ...path].join('.');

const ofStatic = new Set(allLeaves(staticSchema).map(keyOf));

/** A few of many, from all over. */
const sample = <Item>(items: readonly Item[], most: number): Item[] =>
  items.filter((_item, index) => index % Math.ceil(items.length / most) === 0);

const mixed = sampleDesigns['mixed'] ?? monstrousDesign;

const schemas: readonly (readonly [string, GraphQLSchema])[] = [
  ['the static graph', staticSchema],
  ['the graph of a mixed project', createProjectSchema(mixed(), new Set())],
];

describe.each(schemas)('in %s', (_name, schema) => {
  // A project's graph has the static one in it, which is looked at once.
  const leaves = allLeaves(schema).filter((leaf) => schema === staticSchema || !ofStatic.has(keyOf(leaf)));

  it('each argument refuses a literal and a variable at their places, in a sentence that does not depend on the value', async () => {
    expect(leaves.length).toBeGreaterThan(50);

    for (const leaf of leaves) {
      const where = `${leaf.owner}.${leaf.field}(${leaf.argument.name}${writePath(leaf.path)})`;
      const values = refusedBy(leaf.type);
      expect(values.length, where).toBeGreaterThan(2);
      const sentences = new Set<string>();
      for (const value of sample(values, runs(80))) {
        const { literal, variable } = await errorsOf(schema, leaf, value);
        expect([literal.length, variable.length], where).toEqual([1, 1]);
        for (const [error, start] of [
          [literal[0], `${leaf.field}(${leaf.argument.name}${writePath(leaf.path)}): `],
          [variable[0], `$v${writePath(leaf.path)}: `],
        ] as const) {
          expect(error?.locations, where).toHaveLength(1);
          expect(error?.message.startsWith(start), where).toBe(true);
          sentences.add(error?.message.slice(start.length).replace(' Write it without quotation marks.', '') ?? '');
        }
      }
      expect([...sentences], where).toHaveLength(1);
      expect([...sentences][0], where).toMatch(new RegExp(`^${leaf.type.name} expects [^{}]+\\.$`));
    }
  });

  it('each scalar says what it expects', async () => {
    const named = new Set(leaves.map(({ type }) => type));
    const silent: string[] = [];
    for (const type of [...named].filter((candidate) => !isEnumType(getNamedType(candidate)))) {
      const leaf = leaves.find((candidate) => candidate.type === type);
      const [bad] = refusedBy(type);
      const message = leaf === undefined ? '' : ((await errorsOf(schema, leaf, bad)).variable[0]?.message ?? '');
      if (message.includes('its description in the schema')) silent.push(type.name);
    }
    expect(silent).toEqual([]);
  });
});
