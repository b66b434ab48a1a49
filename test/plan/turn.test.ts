import { execute, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, parse } from 'graphql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inTurns } from '../../src/plan/turn.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Completes a list by the executor. An odd number fails where it may be null, and the number 42 where it may not. */
const complete = async (count: number, { signal = undefined as AbortSignal | undefined, field = 'even' } = {}) => {
  const type = new GraphQLObjectType<number>({
    name: 'Number',
    fields: {
      even: {
        type: GraphQLInt,
        resolve: (number) => {
          if (number % 2 === 1) throw new Error('odd');
          return number;
        },
      },
      needed: { type: new GraphQLNonNull(GraphQLInt), resolve: (number) => (number === 42 ? null : number) },
    },
  });
  const numbers = Array.from({ length: count }, (_, number) => number);
  const list = new GraphQLList(new GraphQLNonNull(type));
  const run = (items: readonly (number | Promise<number>)[]) => {
    const query = new GraphQLObjectType({ name: 'Query', fields: { numbers: { type: list, resolve: () => items } } });
    return execute({ schema: new GraphQLSchema({ query }), document: parse(`{ numbers { ${field} } }`) });
  };
  const plain = await run(numbers);
  const answer = await run(inTurns(numbers, signal));
  return { answer, plain };
};

describe('a list that the executor completes in turns', () => {
  it.each([
    ['few items', 5, 'even'],
    ['many items', 300, 'even'],
    ['an item that may not be null', 300, 'needed'],
  ])('is completed as all others are: %s', async (_what, count, field) => {
    const { answer, plain } = await complete(count, { field });
    expect(JSON.stringify(answer)).toBe(JSON.stringify(plain));
  });

  it('lets others run in between', async () => {
    let now = 0;
    // Each look at the clock finds three milliseconds gone, which is neither much nor little.
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 3));
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await complete(400);
    isOver = true;
    expect(turns).toBeGreaterThan(90);
  });

  it('ends with an error once nobody waits for it', async () => {
    const { answer } = await complete(400, { signal: AbortSignal.abort(new Error('left')), field: 'needed' });
    expect(answer.errors?.map(({ message }) => message)).toContain('left');
    expect(answer.data).toEqual({ numbers: null });
  });
});
