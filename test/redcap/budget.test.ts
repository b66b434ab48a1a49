import { describe, expect, it } from 'vitest';
import { createBudget } from '../../src/redcap/budget.ts';
import type { Budget, BudgetOptions } from '../../src/redcap/budget.ts';
import { errorOf } from './connect.ts';
import { createRecentCalls } from '../../src/state/memory/recent-calls.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const setUp = (options: Partial<BudgetOptions> = {}) => {
  const clock = createFakeClock();
  return { clock, budget: createBudget({ clock, ...options }) };
};

/** Asks for a place and notes the token when it is given; the call ends at once unless `keep`. */
const enter = (budget: Budget, fingerprint: string, entered: string[], keep = false): void => {
  budget.acquire({ fingerprint }).then(
    (place) => {
      entered.push(fingerprint);
      if (!keep) place.release();
    },
    () => entered.push(`${fingerprint} refused`),
  );
};

describe('the call budget', () => {
  it('lets 60 calls begin in any 5 seconds', async () => {
    const { clock, budget } = setUp();
    const entered: string[] = [];
    for (let call = 0; call < 130; call += 1) enter(budget, 'a', entered);
    await clock.advance(4_999);
    expect(entered).toHaveLength(60);
    await clock.advance(1);
    expect(entered).toHaveLength(120);
    await clock.advance(5_000);
    expect(entered).toHaveLength(130);
  });

  it('lets 500 calls begin in any minute, and the next when the first is a minute old', async () => {
    const { clock, budget } = setUp({ callsPerFiveSeconds: 1_000, maxQueue: 1_000, maxQueueWaitMs: 120_000 });
    const entered: string[] = [];
    for (let call = 0; call < 501; call += 1) enter(budget, 'a', entered);
    await clock.advance(59_999);
    expect(entered).toHaveLength(500);
    await clock.advance(1);
    expect(entered).toHaveLength(501);
  });

  it('gives the tokens that wait their turn in a round', async () => {
    const { clock, budget } = setUp({ maxConnections: 1 });
    const held = await budget.acquire({ fingerprint: 'x' });
    const entered: string[] = [];
    for (const token of ['a', 'a', 'a', 'b', 'c', 'b']) enter(budget, token, entered);
    held.release();
    await clock.advance(0);
    expect(entered).toEqual(['a', 'b', 'c', 'a', 'b', 'a']);
  });

  it('leaves connections for others when one token hangs', async () => {
    const { clock, budget } = setUp({ maxConnections: 4, maxConnectionsPerToken: 2 });
    const entered: string[] = [];
    for (let call = 0; call < 10; call += 1) enter(budget, 'stuck', entered, true);
    enter(budget, 'b', entered);
    await clock.advance(0);
    expect(entered).toEqual(['stuck', 'b', 'stuck']);
  });

  it('refuses what waits too long, and says when to come back', async () => {
    const { clock, budget } = setUp({ callsPerMinute: 1, maxQueueWaitMs: 10_000 });
    (await budget.acquire({ fingerprint: 'a' })).release();
    const refused = errorOf(budget.acquire({ fingerprint: 'a' }));
    await clock.advance(10_000);
    expect(await refused).toMatchObject({ code: 'OVERLOADED', notSent: true, retryAfterSeconds: 50 });
    expect(budget.waiting()).toBe(0);
  });

  it('refuses at the deadline of the call when that comes first', async () => {
    const { clock, budget } = setUp({ maxConnections: 1 });
    await budget.acquire({ fingerprint: 'a' });
    const refused = errorOf(budget.acquire({ fingerprint: 'b', deadline: 500 }));
    await clock.advance(500);
    expect((await refused).code).toBe('OVERLOADED');
  });

  it('gives no place to a call whose deadline has passed', async () => {
    const { budget } = setUp();
    expect(await errorOf(budget.acquire({ fingerprint: 'a', deadline: 0 }))).toMatchObject({
      code: 'OVERLOADED',
      notSent: true,
    });
    (await budget.acquire({ fingerprint: 'a', deadline: 1 })).release();
  });

  it('refuses when the line is full', async () => {
    const { budget } = setUp({ maxConnections: 1, maxQueue: 1 });
    await budget.acquire({ fingerprint: 'a' });
    void budget.acquire({ fingerprint: 'b' });
    expect(await errorOf(budget.acquire({ fingerprint: 'c' }))).toMatchObject({
      code: 'OVERLOADED',
      retryAfterSeconds: 1,
    });
  });

  it('sends away the last of a long line when a token without any comes', async () => {
    const { clock, budget } = setUp({ maxConnections: 1, maxQueue: 3 });
    const held = await budget.acquire({ fingerprint: 'a' });
    const entered: string[] = [];
    for (const token of ['a', 'a', 'a', 'b']) enter(budget, token, entered);
    held.release();
    await clock.advance(0);
    expect(entered).toEqual(['a refused', 'a', 'b', 'a']);
  });

  it('forgets a caller that leaves the line', async () => {
    const { budget } = setUp({ maxConnections: 1 });
    const held = await budget.acquire({ fingerprint: 'a' });
    const controller = new AbortController();
    const refused = errorOf(budget.acquire({ fingerprint: 'b', signal: controller.signal }));
    controller.abort();
    expect(await refused).toMatchObject({ code: 'ABORTED', notSent: true });
    held.release();
    (await budget.acquire({ fingerprint: 'c' })).release();
  });

  it('holds everybody off for a while, and refuses at once when the while is too long', async () => {
    const { clock, budget } = setUp();
    budget.holdOff(1_000);
    const entered: string[] = [];
    enter(budget, 'a', entered);
    await clock.advance(999);
    expect(entered).toEqual([]);
    await clock.advance(1);
    expect(entered).toEqual(['a']);
    budget.holdOff(900_000);
    expect(await errorOf(budget.acquire({ fingerprint: 'b' }))).toMatchObject({
      code: 'OVERLOADED',
      retryAfterSeconds: 900,
    });
    budget.resume();
    (await budget.acquire({ fingerprint: 'b' })).release();
  });

  it('closes when the last call has ended, refusing those that wait', async () => {
    const { clock, budget } = setUp({ maxConnections: 1 });
    const held = await budget.acquire({ fingerprint: 'a' });
    const refused = errorOf(budget.acquire({ fingerprint: 'b' }));
    let closed = false;
    void budget.close().then(() => (closed = true));
    expect((await refused).code).toBe('SHUTTING_DOWN');
    await clock.advance(0);
    expect(closed).toBe(false);
    held.release();
    held.release();
    await clock.advance(0);
    expect(closed).toBe(true);
    expect((await errorOf(budget.acquire({ fingerprint: 'c' }))).code).toBe('SHUTTING_DOWN');
  });
});

describe('budgets that share the count of a host', () => {
  const share = (options: Partial<BudgetOptions> = {}) => {
    const clock = createFakeClock();
    const calls = createRecentCalls(clock.now);
    const create = (host: string): Budget => createBudget({ clock, recent: { host, calls }, ...options });
    return { clock, create };
  };

  it('let no more calls begin together than one alone would', async () => {
    const { clock, create } = share({ callsPerFiveSeconds: 3 });
    const entered: string[] = [];
    const [here, there, elsewhere] = [create('h'), create('h'), create('g')];
    for (const [name, budget] of [['here', here] as const, ['there', there] as const]) {
      for (let call = 0; call < 3; call += 1) enter(budget, name, entered);
    }
    enter(elsewhere, 'elsewhere', entered);
    await clock.advance(4_999);
    expect(entered.filter((name) => name !== 'elsewhere')).toHaveLength(3);
    expect(entered).toContain('elsewhere');
    await clock.advance(1);
    expect(entered).toHaveLength(7);
  });

  it('hold off together when REDCap asks one of them for a pause, and go on together', async () => {
    const { clock, create } = share();
    const entered: string[] = [];
    const [here, there] = [create('h'), create('h')];
    here.holdOff(5_000);
    enter(there, 'there', entered);
    await clock.advance(4_000);
    expect(entered).toEqual([]);
    await clock.advance(1_000);
    expect(entered).toEqual(['there']);
  });

  it('send nothing while the count cannot be asked', async () => {
    const clock = createFakeClock();
    const calls = createRecentCalls(clock.now);
    let isDown = true;
    const take: typeof calls.take = (host, rates) =>
      isDown ? Promise.reject(new Error('the state is down')) : calls.take(host, rates);
    const budget = createBudget({ clock, recent: { host: 'h', calls: { ...calls, take } } });
    const entered: string[] = [];
    enter(budget, 'a', entered);
    await clock.advance(3_000);
    expect(entered).toEqual([]);
    isDown = false;
    await clock.advance(1_000);
    expect(entered).toEqual(['a']);
  });
});
