import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/loaders/turn.ts';
import { createIdempotencyStore } from '../../src/writers/kept-result.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createPlainState } from '../support/state.ts';

const createStore = (now = () => 0) => {
  const state = createPlainState({ now });
  const turns = createTurns({ leases: state.leases, clock: createFakeClock() }, { name: 'idempotency key', busy: '' });
  return createIdempotencyStore({ values: state.kept.idempotency, turns, maxAgeMs: 100 });
};

describe('an idempotency key', () => {
  it('gives the first result again and does not do the work twice', async () => {
    const store = createStore();
    let done = 0;
    const run = () =>
      store.run(
        'caller',
        'key',
        { a: 1 },
        () => Promise.resolve((done += 1)),
        () => true,
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
      () => first.promise,
      () => true,
    );
    const two = store.run(
      'caller',
      'key',
      1,
      () => Promise.reject(new Error('done twice')),
      () => true,
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
      () => Promise.resolve('x'),
      () => true,
    );
    expect(
      await store.run(
        'caller',
        'key',
        2,
        () => Promise.resolve('y'),
        () => true,
      ),
    ).toEqual({ kind: 'reused' });
    expect(
      await store.run(
        'other',
        'key',
        2,
        () => Promise.resolve('y'),
        () => true,
      ),
    ).toMatchObject({ result: 'y' });
  });

  it('may be used again after a refusal that did nothing, and after a fault', async () => {
    const store = createStore();
    await store.run(
      'caller',
      'key',
      1,
      () => Promise.resolve('refused'),
      () => false,
    );
    await expect(
      store.run(
        'caller',
        'key',
        1,
        () => Promise.reject(new Error('fault')),
        () => true,
      ),
    ).rejects.toThrow('fault');
    expect(
      await store.run(
        'caller',
        'key',
        1,
        () => Promise.resolve('done'),
        () => true,
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
      () => Promise.resolve('old'),
      () => true,
    );
    now = 101;
    expect(
      await store.run(
        'caller',
        'key',
        2,
        () => Promise.resolve('new'),
        () => true,
      ),
    ).toMatchObject({ result: 'new' });
  });
});
