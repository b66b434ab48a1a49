import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  specifiedDirectives,
  type GraphQLFieldConfigMap,
} from 'graphql';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { createGateway, type Gateway } from '../../../src/gateway.ts';
import type { TextContext } from '../../../src/plan/list.ts';
import { readAtOnce } from '../../../src/plan/mark.ts';
import { partDirectives } from '../../../src/plan/part.ts';
import { answerBatches } from '../../../src/plan/stream.ts';
import { allParts, ask, mergeParts, type Part } from '../../support/parts.ts';
import { gatewayOptions } from '../gateway.ts';

interface Row {
  readonly id: number;
}

/** The rows whose field `needed` has nothing. */
type Lacking = (id: number) => boolean;

const counted = { resolved: 0 };

const rowFields = (lacks: Lacking): GraphQLFieldConfigMap<Row, TextContext> => ({
  id: {
    type: GraphQLInt,
    extensions: readAtOnce,
    resolve: ({ id }) => {
      counted.resolved += 1;
      return id;
    },
  },
  needed: {
    type: new GraphQLNonNull(GraphQLString),
    extensions: readAtOnce,
    resolve: ({ id }) => (lacks(id) ? null : `é${String(id)}`),
  },
  waiting: { type: GraphQLInt, resolve: async ({ id }) => Promise.resolve(id) },
});

interface Given {
  readonly lengths?: readonly number[];
  readonly lacks?: Lacking;
  readonly fails?: boolean;
  /** Turns of the event loop before each batch, in which the reader takes what came before. */
  readonly turns?: number;
}

const pass = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
};

const batchesOf = async function* ({ lengths = [2, 3, 1], fails, turns = 0 }: Given): AsyncGenerator<readonly Row[]> {
  let id = 0;
  for (const length of lengths) {
    await pass(turns);
    yield Array.from({ length }, () => ({ id: (id += 1) }));
  }
  if (fails === true) throw new Error('broken');
};

const open = (given: Given = {}): Gateway => {
  const { lacks = () => false } = given;
  const row = new GraphQLObjectType<Row, TextContext>({ name: 'Row', fields: rowFields(lacks) });
  const list: GraphQLObjectType<unknown, TextContext> = new GraphQLObjectType<unknown, TextContext>({
    name: 'Query',
    fields: () => ({
      rows: {
        type: new GraphQLNonNull(new GraphQLList(row)),
        resolve: (_root, _args, context, info) => answerBatches(batchesOf(given), context, info),
      },
      self: { type: list, resolve: () => ({}) },
      failing: { type: new GraphQLNonNull(GraphQLInt), resolve: async () => Promise.reject(new Error('failed')) },
    }),
  });
  const schema = new GraphQLSchema({ query: list, directives: [...specifiedDirectives, ...partDirectives] });
  const createContext = ({ signal, texts }: TextContext): TextContext => ({ signal, texts });
  return createGateway(gatewayOptions({ schema, createContext }));
};

const partsOf = async (query: string, given: Given = {}): Promise<Part[]> => allParts(await ask(open(given), query));

const laterOf = (parts: readonly Part[]) => parts.flatMap(({ incremental = [] }) => incremental);

/** The answer in parts, put together, and held against the answer at once. */
const compare = async (query: string, given: Given = {}) => {
  const plain = (await (await ask(open(given), query, { accept: 'application/json' })).json()) as {
    data: unknown;
    errors?: readonly { path: unknown }[];
  };
  const merged = mergeParts(await partsOf(query, given));
  expect(merged.data).toEqual(plain.data);
  expect(merged.errors.map(({ path }) => path)).toEqual((plain.errors ?? []).map(({ path }) => path));
  return plain;
};

describe('the items of a list that is streamed', () => {
  it.each([
    '{ rows @stream { id needed } }',
    '{ rows @stream(initialCount: 1) { id needed __typename } }',
    '{ rows @stream(initialCount: 3) { id } }',
    '{ self { a: rows @stream(label: "x") { id } b: rows @stream(initialCount: 2) { needed } } }',
    '{ ... @defer { self { rows @stream { id } } } }',
    '{ rows @stream { waiting } }',
    '{ rows @stream { id ... @defer { waiting } } }',
  ])('are those of the answer at once: %s', async (query) => {
    await compare(query);
  });

  it.each([
    '{ self { ... @defer { rows @stream(initialCount: 1) { id } } rows { needed } } }',
    '{ rows @stream { id } ... @defer { rows @stream { needed } } }',
    '{ rows @stream { id } rows { needed } }',
    '{ self { rows @stream { id } ...More } } fragment More on Query { ... @defer { rows { needed } } }',
    '{ self { rows @stream { id } } self { ... @defer { rows { needed } } } }',
    '{ self { ...F @defer(label: "a") ...F @defer(label: "b") } } fragment F on Query { rows @stream { id } }',
    '{ self { ...F ...F @defer } } fragment F on Query { rows @stream { id } }',
    '{ self { ...F } ... @defer { self { ...F } } } fragment F on Query { rows @stream { id } }',
    '{ self { ...F ...F } } fragment F on Query { rows @stream { id } }',
  ])('come at once where the document selects the list once more: %s', async (query) => {
    const wanted = await ask(open(), query);
    const plain = await ask(open(), query, { accept: 'application/json' });
    expect(wanted.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await wanted.json()).toEqual(await plain.json());
  });

  it('come in parts where the list is selected once more under another key', async () => {
    const { data } = await compare('{ rows @stream { id } ... @defer { again: rows { needed } } }', { lengths: [1] });
    expect(data).toEqual({ rows: [{ id: 1 }], again: [{ needed: 'é1' }] });
  });

  it.each([
    '{ self { rows { id } ... @defer { rows { needed } } } }',
    '{ self { rows { id } ... @defer { rows { needed } } ... @defer { rows { __typename } } } }',
    '{ self { ... @defer { rows { id } } ... @defer { rows { needed waiting } } } }',
    '{ self { rows { id } ... @defer { rows { waiting } } ... @defer { rows { id needed } } } }',
  ])('are those of each part that has the list, where to write them takes more than a turn: %s', async (query) => {
    let now = 0;
    // Each look at the clock finds that a turn is over.
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
    await compare(query);
    clock.mockRestore();
  });

  it('are written past the executor, a batch a part', async () => {
    const parts = await partsOf('{ rows @stream(initialCount: 1, label: "l") { needed } }');
    expect(laterOf(parts)).toEqual([
      { items: [{ needed: 'é2' }], path: ['rows', 1], label: 'l' },
      { items: [{ needed: 'é3' }, { needed: 'é4' }, { needed: 'é5' }], path: ['rows', 2], label: 'l' },
      { items: [{ needed: 'é6' }], path: ['rows', 5], label: 'l' },
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'are left to the executor from the batch on that it must complete: item %i',
    async (id) => {
      for (const [first, turns] of [
        [0, 0],
        [1, 0],
        [0, 9],
        [1, 9],
        [2, 9],
      ] as const) {
        const query = `{ rows @stream(initialCount: ${String(first)}) { id needed } }`;
        const { errors } = await compare(query, { lacks: (one) => one === id, turns });
        expect(errors).toMatchObject([{ path: ['rows', id - 1, 'needed'] }]);
      }
    },
  );

  it('break off at their own place after items that were written past the executor', async () => {
    const parts = await partsOf('{ rows @stream(initialCount: 1) { id } }', { fails: true });
    const plain = await ask(open({ fails: true }), '{ rows { id } }', { accept: 'application/json' });
    expect(((await plain.json()) as { data: unknown }).data).toBeNull();
    expect(laterOf(parts).at(-1)).toMatchObject({
      items: [null],
      path: ['rows', 6],
      errors: [{ path: ['rows', 6], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
  });

  it('end with the fragment that could not be answered', async () => {
    const parts = await partsOf('{ ... @defer { self { rows @stream { id } failing } } }');
    expect(laterOf(parts)).toMatchObject([{ data: { self: null }, errors: [{ path: ['self', 'failing'] }] }]);
    const deferred = await partsOf('{ self { ... @defer { rows @stream { id } failing } } }');
    expect(laterOf(deferred)).toMatchObject([{ data: null, errors: [{ path: ['self', 'failing'] }] }]);
  });
});
