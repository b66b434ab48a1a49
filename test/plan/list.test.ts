import {
  execute,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
  specifiedDirectives,
  type GraphQLFieldConfigMap,
} from 'graphql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAnswerTexts } from '../../src/answer-text.ts';
import { answerList, type TextContext } from '../../src/plan/list.ts';
import { readAtOnce, writes, writesOncePer } from '../../src/plan/mark.ts';

interface Row {
  readonly id: number;
  readonly text: string | null;
}

const counted = { resolved: 0 };

const fields: GraphQLFieldConfigMap<Row, TextContext> = {
  id: { type: new GraphQLNonNull(GraphQLInt), extensions: readAtOnce },
  text: { type: GraphQLString, extensions: readAtOnce },
  needed: { type: new GraphQLNonNull(GraphQLString), extensions: readAtOnce, resolve: ({ text }) => text },
  odd: {
    type: GraphQLBoolean,
    extensions: { ...readAtOnce, ...writesOncePer(({ id }: Row) => id % 2) },
    resolve: ({ id }) => {
      counted.resolved += 1;
      return id % 2 === 1;
    },
  },
  double: {
    type: GraphQLInt,
    args: { by: { type: GraphQLInt, defaultValue: 2 } },
    extensions: {
      ...readAtOnce,
      ...writes<Row>(({ lead, args }) => ({ id }, out) => {
        out.add(`${lead}${String(id * Number(args['by']))}`);
      }),
    },
    resolve: ({ id }, { by }: { by: number }) => id * by,
  },
  asked: { type: GraphQLString, resolve: ({ text }) => text },
  later: { type: GraphQLString, extensions: readAtOnce, resolve: async ({ text }) => Promise.resolve(text) },
  lost: { type: GraphQLString, extensions: readAtOnce, resolve: async () => Promise.reject(new Error('lost')) },
  failing: {
    type: GraphQLString,
    extensions: readAtOnce,
    resolve: () => {
      throw new Error('failed');
    },
  },
};

const rows: readonly Row[] = [
  { id: 1, text: 'é "1"' },
  { id: 2, text: null },
  { id: 3, text: 'x' },
];

const createSchema = (items: readonly Row[]): GraphQLSchema => {
  const type = new GraphQLObjectType<Row, TextContext>({ name: 'Row', fields });
  return new GraphQLSchema({
    directives: [...specifiedDirectives, new GraphQLDirective({ name: 'late', locations: ['FIELD' as never] })],
    query: new GraphQLObjectType<unknown, TextContext>({
      name: 'Query',
      fields: {
        rows: {
          type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type))),
          resolve: (_root, _args, context, info) => answerList(items, context, info),
        },
      },
    }),
  });
};

const run = async (
  source: string,
  { isOpen = true, signal = undefined as AbortSignal | undefined, items = rows } = {},
) => {
  const texts = createAnswerTexts();
  if (isOpen) texts.open();
  const answer = await execute({
    schema: createSchema(items),
    document: parse(source),
    variableValues: { no: false },
    contextValue: { texts, signal },
  });
  const isTaken = !texts.isEmpty();
  return { isTaken, answer, text: isTaken ? texts.write(answer).toString() : JSON.stringify(answer) };
};

/** The executor's answer, and whether a plan wrote the same. */
const compare = async (source: string) => {
  const { text } = await run(source, { isOpen: false });
  const planned = await run(source);
  expect(planned.text).toBe(text);
  return { text, isTaken: planned.isTaken };
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a list whose answer accepts texts', () => {
  it.each([
    ['fields, aliases and what is selected twice', '{ rows { id b: id text id __typename c: __typename } }'],
    ['fragments', 'query Q { rows { ...A ... on Row { text } ... { c: id } } } fragment A on Row { a: id }'],
    [
      'directives',
      'query Q($no: Boolean!) { rows { id @skip(if: true) a: id @include(if: $no) text @skip(if: $no) ... @skip(if: true) { b: id } } }',
    ],
    ['nothing at all', '{ rows { id @skip(if: true) } }'],
    ['a field that is written in its own way', '{ rows { double a: double(by: 3) } }'],
  ])('is written by a plan: %s', async (_what, source) => {
    expect((await compare(source)).isTaken).toBe(true);
  });

  it('makes the text of equal parts once', async () => {
    counted.resolved = 0;
    expect((await run('{ rows { odd } }')).text).toBe('{"data":{"rows":[{"odd":true},{"odd":false},{"odd":true}]}}');
    expect(counted.resolved).toBe(2);
  });

  it.each([
    ['a field that is not marked', '{ rows { asked } }'],
    ['a resolver that returns a promise', '{ rows { later } }'],
    ['a resolver whose promise fails', '{ rows { id lost } }'],
    ['a resolver that throws', '{ rows { id failing } }'],
    ['null where it may not be', '{ rows { needed } }'],
    ['a directive that the plan does not know', '{ rows { id @late } }'],
    ['such a directive at the list', '{ rows @late { id } }'],
  ])('is left to the executor, with its errors and their paths: %s', async (_what, source) => {
    expect((await compare(source)).isTaken).toBe(false);
  });

  it('is left to the executor where it is empty', async () => {
    expect(await run('{ rows { id } }', { items: [] })).toMatchObject({ isTaken: false, text: '{"data":{"rows":[]}}' });
  });

  it('lets others run while it is written', async () => {
    let now = 0;
    // Each look at the clock finds two milliseconds gone.
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 2));
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const items = Array.from({ length: 100 }, (_, id) => ({ id, text: null }));
    const { text } = await run('{ rows { id } }', { items });
    isOver = true;
    expect(turns).toBeGreaterThan(20);
    expect(JSON.parse(text)).toEqual({ data: { rows: items.map(({ id }) => ({ id })) } });
  });

  it('ends with an error, and never as an empty list, once nobody waits for it', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
    const { answer, isTaken } = await run('{ rows { id } }', { signal: AbortSignal.abort(new Error('left')) });
    expect(isTaken).toBe(false);
    expect(answer).toMatchObject({ data: null, errors: [{ message: 'left', path: ['rows'] }] });
  });
});
