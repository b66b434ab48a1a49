import {
  assertObjectType,
  buildSchema,
  execute,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  parse,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainResolver, settleLists } from '../../src/plan/settled-list.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { schema } from '../../src/schema/index.ts';
import { designOf, metadataRow } from '../graph/support/design.ts';

/** Reasons of what nobody waited for. */
const left: unknown[] = [];
const note = (reason: unknown): void => void left.push(reason);

/** The runner of the tests takes what is left for a failure of its own. */
let others: NodeJS.UnhandledRejectionListener[] = [];

beforeEach(() => {
  left.length = 0;
  others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
});
afterEach(() => {
  process.removeAllListeners('unhandledRejection');
  for (const listener of others) process.on('unhandledRejection', listener);
});

const fail = (message: string): never => {
  throw new Error(message);
};

interface Item {
  readonly later?: () => Promise<string>;
  readonly now?: () => string;
  readonly items?: () => readonly (Item | Promise<Item>)[] | Promise<readonly Item[]>;
}

const makeSchema = (): GraphQLSchema => {
  const made = buildSchema('type Item { later: String! now: String! items: [Item!]! } type Query { items: [Item!]! }');
  const read: GraphQLFieldResolver<unknown, unknown> = (source, _args, _context, { fieldName }) =>
    // Every object is an item, or the root, and all that they hold are functions.
    (source as Readonly<Record<string, () => unknown>>)[fieldName]?.();
  for (const name of ['Query', 'Item']) {
    for (const field of Object.values(assertObjectType(made.getType(name)).getFields())) field.resolve = read;
  }
  return made;
};

/** Runs an operation until nothing of it is under way any more. */
const run = async (made: GraphQLSchema, query: string, items: Item['items']): Promise<ExecutionResult> => {
  const result = await execute({ schema: made, document: parse(query), rootValue: { items } });
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return result;
};

const refused = async (): Promise<string> => {
  await Promise.resolve();
  return fail('refused');
};

const lists: readonly (readonly [string, string, Item['items']])[] = [
  [
    'fails at once behind one whose field waits',
    '{ items { later now } }',
    () => [{ later: refused, now: () => '' }, { later: () => fail('at once') }],
  ],
  [
    'fails at once behind one that waits further down',
    '{ items { items { later } now } }',
    () => [{ items: () => [{ later: refused }], now: () => '' }, { items: () => fail('at once') }],
  ],
  [
    'fails at once behind one that waits itself',
    '{ items { now } }',
    () => [Promise.reject(new Error('refused')), { now: () => fail('at once') }],
  ],
  [
    'fails at once behind one that waits, of a list that was waited for',
    '{ items { later now } }',
    async () => {
      await Promise.resolve();
      return [{ later: refused, now: () => '' }, { later: () => fail('at once') }];
    },
  ],
];

describe('an item of a list', () => {
  it.each(lists)('that %s leaves nothing behind', async (_title, query, items) => {
    const result = await run(settleLists(makeSchema()), query, items);
    expect(result.data).toBeNull();
    expect(left).toEqual([]);
  });

  it.each(lists)('that %s leaves an error behind, where nothing is done about it', async (_title, query, items) => {
    await run(makeSchema(), query, items);
    expect(left).toHaveLength(1);
  });

  it('is given as it is where nothing waits, and all come in their order where something does', async () => {
    const made = settleLists(makeSchema());
    const now = (text: string): Item => ({ now: () => text, later: () => Promise.resolve(text) });
    const items = (): Item[] => [now('a'), now('b'), now('c')];
    const executed = execute({ schema: made, document: parse('{ items { now } }'), rootValue: { items } });
    expect(executed).toEqual({ data: { items: [{ now: 'a' }, { now: 'b' }, { now: 'c' }] } });
    const texts = ['a', 'b', 'c'].map((text) => ({ now: text, later: text }));
    expect((await run(made, '{ items { now later } }', items)).data).toEqual({ items: texts });
  });
});

describe('every list', () => {
  const typed = createProjectSchema(designOf([metadataRow('id', 'base', 'text')]), new Set());

  it.each([
    ['of all projects', schema],
    ['of one project', typed],
  ])('of the graph %s is settled', (_title, one) => {
    const fields = Object.values(one.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) => Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const))
      .filter(([, { type }]) => isListType(getNullableType(type)) && isCompositeType(getNamedType(type)));
    expect(fields.length).toBeGreaterThan(50);
    expect(fields.flatMap(([name, field]) => (plainResolver(field) === field.resolve ? [name] : []))).toEqual([]);
  });
});
