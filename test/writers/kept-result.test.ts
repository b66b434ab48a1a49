import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/loaders/turn.ts';
import { createIdempotencyStore, type KeyedWork } from '../../src/writers/kept-result.ts';
import { StateUnavailable } from '../../src/state/unavailable.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createPlainState } from '../support/state.ts';

const createStore = (now = () => 0) => {
  const state = createPlainState({ now });
  const turns = createTurns({ leases: state.leases, clock: createFakeClock() }, { name: 'idempotency key', busy: '' });
  return createIdempotencyStore({ values: state.kept.idempotency, turns, maxAgeMs: 100 });
};

/** A work that is known as `first`, and of which nothing is known when it was broken off. */
const keyed = <T>(
  run: KeyedWork<T>['run'],
  keep: KeyedWork<T>['keep'],
  more: Partial<KeyedWork<T>> = {},
): KeyedWork<T> => ({
  begin: () => Promise.resolve('first'),
  run,
  keep,
  hasDoneNothing: () => Promise.resolve(true),
  lookUp: () => Promise.reject(new Error('there is nothing to look for')),
  ...more,
});

describe('an idempotency key', () => {
  it('gives the first result again and does not do the work twice', async () => {
    const store = createStore();
    let done = 0;
    const run = () =>
      store.run(
        'caller',
        'key',
        { a: 1 },
        keyed(
          () => Promise.resolve((done += 1)),
          () => true,
        ),
      );
    expect(await run()).toEqual({ kind: 'result', result: 1, isReplay: false });
    expect(await run()).toEqual({ kind: 'result', result: 1, isReplay: true });
    expect(done).toBe(1);
  });

  it('lets a twin that comes while the first is running wait for it', async () => {
    const store = createStore();
    const first = Promise.withResolvers<string>();
    const one = store.run(
      'caller',
      'key',
      1,
      keyed(
        () => first.promise,
        () => true,
      ),
    );
    const two = store.run(
      'caller',
      'key',
      1,
      keyed(
        () => Promise.reject(new Error('done twice')),
        () => true,
      ),
    );
    first.resolve('done');
    expect(await one).toEqual({ kind: 'result', result: 'done', isReplay: false });
    expect(await two).toEqual({ kind: 'result', result: 'done', isReplay: true });
  });

  it('is refused with another input, and free for another caller', async () => {
    const store = createStore();
    await store.run(
      'caller',
      'key',
      1,
      keyed(
        () => Promise.resolve('x'),
        () => true,
      ),
    );
    expect(
      await store.run(
        'caller',
        'key',
        2,
        keyed(
          () => Promise.resolve('y'),
          () => true,
        ),
      ),
    ).toEqual({ kind: 'reused' });
    expect(
      await store.run(
        'other',
        'key',
        2,
        keyed(
          () => Promise.resolve('y'),
          () => true,
        ),
      ),
    ).toMatchObject({ result: 'y' });
  });

  it('may be used again after a refusal that did nothing, and after a fault', async () => {
    const store = createStore();
    await store.run(
      'caller',
      'key',
      1,
      keyed(
        () => Promise.resolve('refused'),
        () => false,
      ),
    );
    await expect(
      store.run(
        'caller',
        'key',
        1,
        keyed(
          () => Promise.reject(new Error('fault')),
          () => true,
        ),
      ),
    ).rejects.toThrow('fault');
    expect(
      await store.run(
        'caller',
        'key',
        1,
        keyed(
          () => Promise.resolve('done'),
          () => true,
        ),
      ),
    ).toMatchObject({ result: 'done', isReplay: false });
  });

  it('is forgotten when it is too old', async () => {
    let now = 0;
    const store = createStore(() => now);
    await store.run(
      'caller',
      'key',
      1,
      keyed(
        () => Promise.resolve('old'),
        () => true,
      ),
    );
    now = 101;
    expect(
      await store.run(
        'caller',
        'key',
        2,
        keyed(
          () => Promise.resolve('new'),
          () => true,
        ),
      ),
    ).toMatchObject({ result: 'new' });
  });
});

describe('a work under a key that was broken off', () => {
  const broken = (): Promise<never> => Promise.reject(new Error('the gateway died'));

  it('is known by its name before it runs, and gives what was found out of it, again and again', async () => {
    const store = createStore();
    const order: string[] = [];
    const begin = () => {
      order.push('begin');
      return Promise.resolve('first');
    };
    const dying = keyed<string>(
      () => {
        order.push('run');
        return broken();
      },
      () => true,
      { begin },
    );
    await expect(store.run('caller', 'key', 1, dying)).rejects.toThrow('the gateway died');
    expect(order).toEqual(['begin', 'run']);
    let asked: string[] = [];
    const lookUp = (name: string) => {
      asked = [...asked, name];
      return Promise.resolve('found');
    };
    const again = keyed(
      () => Promise.reject<string>(new Error('done twice')),
      () => true,
      { hasDoneNothing: () => Promise.resolve(false), lookUp },
    );
    const found = { kind: 'result', result: 'found', isReplay: true };
    expect([await store.run('caller', 'key', 1, again), await store.run('caller', 'key', 1, again)]).toEqual([
      found,
      found,
    ]);
    expect(asked).toEqual(['first']);
  });

  it('binds its key to nothing, not even to its input, when nothing of it has happened', async () => {
    const store = createStore();
    const dying = keyed(broken, () => true);
    await store.run('caller', 'key', 1, dying).catch(() => undefined);
    const other = keyed(
      () => Promise.resolve('new'),
      () => true,
    );
    expect(await store.run('caller', 'key', 2, other)).toEqual({ kind: 'result', result: 'new', isReplay: false });
    expect(await store.run('caller', 'key', 1, other)).toEqual({ kind: 'reused' });
  });

  it('binds its key to its input when something of it may have happened', async () => {
    const store = createStore();
    const dying = keyed(broken, () => true);
    await store.run('caller', 'key', 1, dying).catch(() => undefined);
    const other = keyed(
      () => Promise.reject<string>(new Error('done twice')),
      () => true,
      { hasDoneNothing: () => Promise.resolve(false), lookUp: () => Promise.resolve('found') },
    );
    expect(await store.run('caller', 'key', 2, other)).toEqual({ kind: 'reused' });
    expect(await store.run('caller', 'key', 1, other)).toEqual({ kind: 'result', result: 'found', isReplay: true });
  });

  it('does not begin without room for what must not be forgotten', async () => {
    const state = createPlainState({ now: () => 0, maxBytes: { idempotency: 700 } });
    const turns = createTurns(
      { leases: state.leases, clock: createFakeClock() },
      { name: 'idempotency key', busy: '' },
    );
    const store = createIdempotencyStore({ values: state.kept.idempotency, turns, maxAgeMs: 100 });
    let done = 0;
    const work = keyed(
      () => Promise.resolve((done += 1)),
      () => true,
      { hasDoneNothing: () => Promise.resolve(false), lookUp: () => Promise.resolve(0) },
    );
    const outcomes = [];
    for (let key = 0; key < 6; key += 1) {
      outcomes.push(await store.run('caller', String(key), 1, work).catch((error: unknown) => error));
    }
    const ran = outcomes.filter((outcome) => !(outcome instanceof StateUnavailable));
    expect([ran.length, done]).toEqual([5, 5]);
    expect(outcomes.at(-1)).toMatchObject({ message: 'The gateway has no room left for what it must not forget.' });
    // The first result has made room for later ones. Its key is still known.
    expect(await store.run('caller', '0', 2, work)).toEqual({ kind: 'reused' });
    expect(done).toBe(5);
  });

  it('leaves the key free after a refusal', async () => {
    const store = createStore();
    const refused = keyed(
      () => Promise.resolve('refused'),
      () => false,
    );
    await store.run('caller', 'key', 1, refused);
    expect(await store.run('caller', 'key', 2, refused)).toMatchObject({ result: 'refused', isReplay: false });
  });
});
