import { describe, expect, it } from 'vitest';
import { createTurns, type Turns } from '../../src/loaders/turn.ts';
import { createMemoryState } from '../../src/state/memory/state.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const BUSY = 'An earlier work has not ended.';

const createGateways = (patienceMs?: number) => {
  const clock = createFakeClock();
  const { leases } = createMemoryState({ now: clock.now });
  const create = (kind = 'lane'): Turns => createTurns({ leases, clock, patienceMs }, { name: kind, busy: BUSY });
  return { clock, leases, create };
};

/** Works that note when they begin and end; each lasts so many milliseconds. */
const createWork = (clock: ReturnType<typeof createFakeClock>) => {
  const log: string[] = [];
  const work = (name: string, lasts: number) => (): Promise<string> =>
    new Promise((resolve) => {
      log.push(`${name} begins`);
      clock.after(lasts, () => {
        log.push(`${name} ends`);
        resolve(name);
      });
    });
  return { log, work };
};

describe('turns', () => {
  it('run work under one key one after another, in the order in which it came, and other keys beside it', async () => {
    const { clock, create } = createGateways();
    const { log, work } = createWork(clock);
    const turns = create();
    const all = [turns.run('a', work('first', 50)), turns.run('a', work('second', 50)), turns.run('b', work('b', 10))];
    await clock.advance(100);
    expect(log).toEqual(['first begins', 'b begins', 'b ends', 'first ends', 'second begins', 'second ends']);
    expect(await Promise.all(all)).toEqual(['first', 'second', 'b']);
  });

  it('go on when work fails', async () => {
    const { create } = createGateways();
    const turns = create();
    const failed = turns.run('a', () => Promise.reject(new Error('failed'))).catch(() => 'failed');
    expect([await turns.run('a', () => Promise.resolve('next')), await failed]).toEqual(['next', 'failed']);
  });

  it('hide no result behind a lease that cannot be given back', async () => {
    const clock = createFakeClock();
    const { leases } = createMemoryState({ now: clock.now });
    const broken = { ...leases, release: () => Promise.reject(new Error('the state is away')) };
    const turns = createTurns({ leases: broken, clock }, { name: 'lane', busy: BUSY });
    expect(await turns.run('a', () => Promise.resolve('done'))).toBe('done');
  });

  it('are taken by two gateways that share the state, however long the work takes', async () => {
    const { clock, create } = createGateways();
    const { log, work } = createWork(clock);
    void create().run('a', work('here', 120_000));
    await clock.advance(0);
    void create().run('a', work('there', 10));
    await clock.advance(119_999);
    expect(log).toEqual(['here begins']);
    await clock.advance(1_000);
    expect(log).toEqual(['here begins', 'here ends', 'there begins', 'there ends']);
  });

  it('come to the next gateway half a minute after one has died', async () => {
    const { clock, leases, create } = createGateways();
    await leases.take('lane a', 'alone', 30_000);
    const { log, work } = createWork(clock);
    void create().run('a', work('next', 10));
    await clock.advance(29_900);
    expect(log).toEqual([]);
    await clock.advance(200);
    expect(log).toEqual(['next begins', 'next ends']);
  });

  it('of two kinds have nothing to do with each other', async () => {
    const { clock, create } = createGateways();
    const { log, work } = createWork(clock);
    void create('lane').run('a', work('lane', 1_000));
    void create('look').run('a', work('look', 10));
    await clock.advance(100);
    expect(log).toEqual(['lane begins', 'look begins', 'look ends']);
  });

  it('refuse work that has waited too long, and say what for', async () => {
    const { clock, create } = createGateways(20_000);
    const { log, work } = createWork(clock);
    const turns = create();
    void turns.run('a', work('first', 60_000));
    await clock.advance(15_000);
    const second = turns.run('a', work('second', 10)).catch((error: unknown) => error);
    await clock.advance(20_000);
    expect(await second).toMatchObject({
      code: 'LANE_BUSY',
      message: 'An earlier work has not ended. Nothing was sent. Try again in a while.',
      notSent: true,
      retryAfterSeconds: 5,
    });
    const third = turns.run('a', work('third', 10));
    await clock.advance(30_000);
    expect(await third.catch(() => 'refused')).toBe('refused');
    await clock.advance(5_000);
    expect(log).toEqual(['first begins', 'first ends']);
  });

  it('keep their order behind work that has given up', async () => {
    const { clock, create } = createGateways(20_000);
    const { log, work } = createWork(clock);
    const turns = create();
    void turns.run('a', work('first', 25_000));
    await clock.advance(1);
    const second = turns.run('a', work('second', 10)).catch(() => 'gave up');
    await clock.advance(10_000);
    const third = turns.run('a', work('third', 10));
    await clock.advance(16_000);
    expect([await second, await third]).toEqual(['gave up', 'third']);
    expect(log).toEqual(['first begins', 'first ends', 'third begins', 'third ends']);
  });

  it('are waited for as long as earlier work goes on ending', async () => {
    const { clock, create } = createGateways(20_000);
    const { log, work } = createWork(clock);
    const turns = create();
    for (const name of ['first', 'second', 'third', 'fourth']) void turns.run('a', work(name, 15_000));
    const last = turns.run('a', work('last', 10));
    await clock.advance(61_000);
    expect(await last).toBe('last');
    expect(log).toHaveLength(10);
  });

  it('are refused too when another gateway does not end its work', async () => {
    const { clock, create } = createGateways(20_000);
    const { log, work } = createWork(clock);
    void create().run('a', work('here', 60_000));
    await clock.advance(0);
    const there = create()
      .run('a', work('there', 10))
      .catch((error: unknown) => error);
    await clock.advance(21_000);
    expect(await there).toMatchObject({ code: 'LANE_BUSY' });
    expect(log).toEqual(['here begins']);
  });
});
