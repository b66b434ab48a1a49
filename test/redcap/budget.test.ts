import { describe, expect, it } from 'vitest';
import { createBudget } from '../../src/redcap/budget.ts';
import type { BudgetOptions } from '../../src/redcap/budget.ts';
import type { Budget } from '../../src/redcap/budget/place.ts';
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
      place.arrived();
      if (!keep) place.release();
    },
    () => entered.push(`${fingerprint} refused`),
  );
};

describe('the call budget', () => {
  it('lets 16 calls begin at once, and then one every eighth of a second', async () => {
    const { clock, budget } = setUp();
    const entered: string[] = [];
    for (let call = 0; call < 130; call += 1) enter(budget, 'a', entered);
    await clock.advance(0);
    expect(entered).toHaveLength(16);
    await clock.advance(127);
    expect(entered).toHaveLength(17);
    await clock.advance(4_872);
    expect(entered).toHaveLength(55);
    await clock.advance(5_000);
    expect(entered).toHaveLength(95);
  });

  it('lets 500 calls begin in any minute, and the next when the first is a minute old', async () => {
    const { clock, budget } = setUp({ callsPerMinute: 5, callsPerFiveSeconds: 5, maxQueueWaitMs: 120_000 });
    const entered: string[] = [];
    for (let call = 0; call < 6; call += 1) enter(budget, 'a', entered);
    await clock.advance(50_600);
    expect(entered).toHaveLength(5);
    await clock.advance(12_500);
    expect(entered).toHaveLength(5);
    await clock.advance(100);
    expect(entered).toHaveLength(6);
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
    expect(budget.standing().waiting).toBe(0);
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
    expect(entered).toEqual(['a refused', 'b', 'a', 'a']);
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
    budget.pause(1_000);
    const entered: string[] = [];
    enter(budget, 'a', entered);
    await clock.advance(999);
    expect(entered).toEqual([]);
    await clock.advance(1);
    expect(entered).toEqual(['a']);
    budget.pause(900_000);
    expect(await errorOf(budget.acquire({ fingerprint: 'b' }))).toMatchObject({
      code: 'OVERLOADED',
      retryAfterSeconds: 900,
    });
    budget.resume();
    (await budget.acquire({ fingerprint: 'b' })).release();
  });

  it('refuses at once who waits for a pause that is longer than they may wait', async () => {
    const { budget } = setUp({ maxConnections: 1 });
    const held = await budget.acquire({ fingerprint: 'a' });
    const refused = errorOf(budget.acquire({ fingerprint: 'b' }));
    budget.pause(60_000);
    held.release();
    expect(await refused).toMatchObject({ code: 'OVERLOADED', retryAfterSeconds: 60 });
  });

  it('lets nobody in after a ban, whoever waits or comes, until somebody resumes', async () => {
    const { clock, budget } = setUp({ maxConnections: 1 });
    const held = await budget.acquire({ fingerprint: 'a' });
    const waiting = errorOf(budget.acquire({ fingerprint: 'b' }));
    budget.ban();
    held.release();
    expect(await waiting).toMatchObject({ code: 'REDCAP_UNAVAILABLE', notSent: true, retryAfterSeconds: 900 });
    await clock.advance(86_400_000);
    expect(await errorOf(budget.acquire({ fingerprint: 'c' }))).toMatchObject({ code: 'REDCAP_UNAVAILABLE' });
    budget.resume();
    (await budget.acquire({ fingerprint: 'c' })).release();
  });

  it('counts who waits, who calls, and who was let in or refused', async () => {
    const { clock, budget } = setUp({ maxConnections: 1, maxQueue: 1 });
    const held = await budget.acquire({ fingerprint: 'a' });
    void budget.acquire({ fingerprint: 'b' });
    await errorOf(budget.acquire({ fingerprint: 'c' }));
    expect(budget.standing()).toEqual({
      waiting: 1,
      underWay: 1,
      taken: 1,
      refused: 1,
      pauseMs: 0,
      isBanned: false,
    });
    held.release();
    await clock.advance(0);
    budget.pause(2_000);
    expect(budget.standing()).toMatchObject({ waiting: 0, underWay: 1, taken: 2, pauseMs: 2_000 });
    budget.ban();
    expect(budget.standing()).toMatchObject({ isBanned: true });
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
    here.pause(5_000);
    enter(there, 'there', entered);
    await clock.advance(4_000);
    expect(entered).toEqual([]);
    await clock.advance(1_000);
    expect(entered).toEqual(['there']);
  });

  it('stop together when REDCap bans the address, and go on together', async () => {
    const { clock, create } = share();
    const [here, there] = [create('h'), create('h')];
    here.ban();
    expect((await errorOf(there.acquire({ fingerprint: 'a' }))).code).toBe('REDCAP_UNAVAILABLE');
    expect(there.standing().isBanned).toBe(true);
    here.resume();
    await clock.advance(1_000);
    (await there.acquire({ fingerprint: 'a' })).release();
    expect(there.standing().isBanned).toBe(false);
  });

  it('say once that the host is banned, and once that it is not any more', async () => {
    const said: string[] = [];
    const events = {
      paused: (milliseconds: number) => said.push(`paused ${String(milliseconds)}`),
      banned: () => said.push('banned'),
      resumed: () => said.push('resumed'),
    };
    const clock = createFakeClock();
    const calls = createRecentCalls(clock.now);
    const [here, there] = [
      createBudget({ clock, recent: { host: 'h', calls }, events }),
      createBudget({ clock, recent: { host: 'h', calls } }),
    ];
    here.pause(500);
    await clock.advance(1_000);
    there.ban();
    for (let call = 0; call < 3; call += 1) await errorOf(here.acquire({ fingerprint: 'a' }));
    here.ban();
    there.resume();
    await clock.advance(1_000);
    (await here.acquire({ fingerprint: 'a' })).release();
    expect(said).toEqual(['paused 500', 'banned', 'resumed']);
  });

  it('take turns, whichever of them has more calls waiting', async () => {
    const { clock, create } = share({ callsPerMinute: 600 });
    const entered: string[] = [];
    const [here, there] = [create('h'), create('h')];
    for (let call = 0; call < 100; call += 1) enter(here, 'here', entered);
    await clock.advance(1_000);
    entered.splice(0);
    for (let call = 0; call < 5; call += 1) enter(there, 'there', entered);
    await clock.advance(1_000);
    expect(entered.filter((name) => name === 'there').length).toBeGreaterThanOrEqual(4);
  });

  it('keep to a ban that could not be written down, and write it down as soon as they can', async () => {
    const clock = createFakeClock();
    const calls = createRecentCalls(clock.now);
    let isDown = true;
    const ban: typeof calls.ban = (host, since) =>
      isDown ? Promise.reject(new Error('the state is down')) : calls.ban(host, since);
    const budget = createBudget({ clock, recent: { host: 'h', calls: { ...calls, ban } } });
    budget.ban();
    await clock.advance(5_000);
    expect((await errorOf(budget.acquire({ fingerprint: 'a' }))).code).toBe('REDCAP_UNAVAILABLE');
    expect(await calls.held()).toEqual([]);
    isDown = false;
    await clock.advance(5_000);
    expect((await errorOf(budget.acquire({ fingerprint: 'a' }))).code).toBe('REDCAP_UNAVAILABLE');
    expect(await calls.held()).toEqual([{ host: 'h', pauseMs: 0, bannedSince: '2024-06-01T12:00:00.000Z' }]);
  });

  it('let a pause count that began while the count was asked', async () => {
    const clock = createFakeClock();
    const calls = createRecentCalls(clock.now);
    const answers: (() => void)[] = [];
    const take: typeof calls.take = (host, limits) =>
      new Promise((resolve) => answers.push(() => void Promise.resolve(calls.take(host, limits)).then(resolve)));
    const budget = createBudget({ clock, recent: { host: 'h', calls: { ...calls, take } } });
    const entered: string[] = [];
    enter(budget, 'a', entered);
    await clock.advance(0);
    answers.shift()?.();
    budget.pause(2_000);
    await clock.advance(1_500);
    expect(entered).toEqual([]);
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
