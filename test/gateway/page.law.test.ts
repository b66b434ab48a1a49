import {
  isObjectType,
  parse,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/gateway/limits.ts';
import { countNodes } from '../../src/gateway/nodes.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { schema as staticSchema } from '../../src/schema/index.ts';
import { checkPageSize, longPages, type PageBounds } from '../../src/schema/page.ts';
import { sampleDesigns } from '../project-schema/support/sample-design.ts';

interface List {
  readonly owner: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly first: GraphQLArgument;
  readonly goesBack: boolean;
}

const listsOf = (schema: GraphQLSchema): List[] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) => {
          const first = field.args.find(({ name }) => name === 'first');
          const goesBack = field.args.some(({ name }) => name === 'last');
          return first === undefined ? [] : [{ owner: type.name, field, first, goesBack }];
        })
      : [],
  );

/** The bounds that the description of `first` promises. */
const promised = ({ first }: List): PageBounds => {
  const [, least, most] = /on the page, (\d+) to (\d+)(?: unless|\.)/.exec(first.description ?? '') ?? [];
  return { least: Number(least), most: Number(most) };
};

/** What the gateway says to a page of a size; null when it takes it. */
const refusal = (
  schema: GraphQLSchema,
  { owner, field }: List,
  size: number,
  isVariable: boolean,
  argument = 'first',
): string | null => {
  const place = `fragment F on ${owner} { ${field.name}(${argument}: ${isVariable ? '$n' : String(size)}) { __typename } }`;
  const document = parse(`query Q${isVariable ? '($n: Int!)' : ''} { ...F } ${place}`);
  const [operation] = document.definitions as OperationDefinitionNode[];
  if (operation === undefined) throw new Error('there is no operation');
  try {
    countNodes(schema, document, operation, isVariable ? { n: size } : {}, defaultLimits);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

/** What the list itself says to a page of a size, whatever its gateway let through; null when it takes it. */
const ownRefusal = (bounds: PageBounds, size: number): string | null => {
  try {
    checkPageSize(size, bounds);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

describe.each([
  ['static graph', staticSchema, 5],
  ['graph of a mixed project', createProjectSchema((sampleDesigns['mixed'] as () => never)(), new Set()), 8],
])('each list of the %s', (_name, schema, atLeast) => {
  const lists = listsOf(schema);

  it('takes the pages that its words promise and refuses all others, naming the bounds', () => {
    expect(lists.length).toBeGreaterThanOrEqual(atLeast);
    for (const list of lists) {
      const where = `${list.owner}.${list.field.name}`;
      const { least, most } = promised(list);
      const words = `first must be between ${String(least)} and ${String(most)}; page on with after: pageInfo.endCursor.`;
      for (const isVariable of [false, true]) {
        const answers = [least - 1, least, most, most + 1].map((size) => refusal(schema, list, size, isVariable));
        expect(answers, where).toEqual([words, null, null, words]);
      }
      expect(
        [least - 1, least, most, most + 1].map((size) => ownRefusal({ least, most }, size)),
        where,
      ).toEqual([words, null, null, words]);
      const usual = list.first.defaultValue ?? list.first.extensions['usualPage'];
      expect(Number(usual), where).toBeLessThanOrEqual(most);
    }
  });

  it('takes pages of the same sizes from its end, where it goes backwards', () => {
    const back = lists.filter(({ goesBack }) => goesBack);
    expect(lists.filter(({ goesBack }) => !goesBack).map(({ field }) => field.name)).toEqual(['changes', 'logging']);
    for (const list of back) {
      const { least, most } = promised(list);
      const words = `last must be between ${String(least)} and ${String(most)}; page on with before: pageInfo.startCursor.`;
      const answers = [least - 1, least, most, most + 1].map((size) => refusal(schema, list, size, true, 'last'));
      expect(answers, `${list.owner}.${list.field.name}`).toEqual([words, null, null, words]);
    }
  });

  it('has the bounds of the configuration or those of long pages', () => {
    const bounds = lists.map((list) => JSON.stringify(promised(list)));
    expect(new Set(bounds)).toEqual(
      new Set([{ least: 0, most: defaultLimits.page }, longPages].map((each) => JSON.stringify(each))),
    );
  });
});
