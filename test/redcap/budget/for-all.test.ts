import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../src/redcap/budget.ts';
import type { BudgetOptions } from '../../../src/redcap/budget.ts';
import type { PlaceRequest } from '../../../src/redcap/budget/place.ts';
import { JoinedSharers } from '../../../src/redcap/budget/sharers.ts';
import { errorOf } from '../connect.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** Milliseconds from turn to turn where many wait. */
const TURN = 60_000 / 475;

const FOR_ALL: PlaceRequest = { fingerprint: 'token', caller: 'all callers', isForAll: true };

const setUp = (options: Partial<BudgetOptions> = {}) => {
  const clock = createFakeClock();
  const budget = createBudget({ clock, ...options });
  const entered: { readonly caller: string | undefined; readonly waitedMs: number }[] = [];
  /** Asks for a place. Each call takes ten milliseconds, and one that is refused is asked for again. */
  const ask = async (request: PlaceRequest): Promise<void> => {
    const place = await budget.acquire(request);
    entered.push({ caller: request.caller, waitedMs: place.waitedMs });
    await new Promise<void>((resolve) => clock.after(10, resolve));
    place.arrived();
    place.release();
  };
  const flood = (request: PlaceRequest, wide: number): void => {
    const run = async (): Promise<void> => {
      for (;;) await ask(request).catch(() => new Promise<void>((resolve) => clock.after(50, resolve)));
    };
    for (let call = 0; call < wide; call += 1) void run();
  };
  const countOf = (caller: string): number => entered.filter((call) => call.caller === caller).length;
  return { clock, budget, entered, ask, flood, countOf };
};

describe('a call for which all callers wait', () => {
  it('has two turns in four before those of callers', async () => {
    const { clock, entered, ask, flood } = setUp();
    for (let caller = 0; caller < 30; caller += 1) flood({ fingerprint: 'token', caller: String(caller) }, 2);
    await clock.advance(30_000);
    const calls = Array.from({ length: 8 }, () => ask(FOR_ALL));
    await clock.advance(17 * TURN);
    await Promise.all(calls);
    expect(entered.filter(({ caller }) => caller === 'all callers')).toHaveLength(8);
  });

  it('is like that of one caller where there are more of them again and again', async () => {
    const { clock, entered, flood, countOf } = setUp();
    for (const caller of ['a', 'b', 'c', 'd']) flood({ fingerprint: 'token', caller }, 20);
    flood(FOR_ALL, 20);
    await clock.advance(300_000);
    // A fifth, as each of the others has, and one turn in nine.
    expect(countOf('all callers') / entered.length).toBeLessThan(1 / 5 + 1 / 9);
    expect(countOf('a') / entered.length).toBeGreaterThan(1 / 6);
  });

  it('has room in a full line, whose callers have one call each', async () => {
    const { clock, budget } = setUp({ maxConnections: 1, maxQueue: 3 });
    const refused: string[] = [];
    for (const caller of ['under way', 'a', 'b', 'c']) {
      budget.acquire({ fingerprint: 'token', caller }).catch(() => refused.push(caller));
      await clock.advance(0);
    }
    budget.acquire(FOR_ALL).catch(() => refused.push('for all'));
    budget.acquire(FOR_ALL).catch(() => refused.push('for all'));
    await clock.advance(0);
    expect(refused).toEqual(['c', 'b']);
  });
});

describe('a call whose answer others wait for', () => {
  const floodAlone = async () => {
    const scene = setUp();
    scene.flood({ fingerprint: 'token', caller: 'flood' }, 150);
    await scene.clock.advance(5_000);
    return scene;
  };

  it('has the turn of whoever has fewest calls in the line', async () => {
    const { clock, ask } = await floodAlone();
    const sharers = new JoinedSharers();
    let isDone = false;
    void ask({ fingerprint: 'token', caller: 'flood', sharers }).then(() => (isDone = true));
    await clock.advance(2_000);
    expect(isDone).toBe(false);
    sharers.join('quiet');
    await clock.advance(3 * TURN);
    expect(isDone).toBe(true);
  });

  it('has it too where the others have joined before it stands in the line', async () => {
    const { clock, ask } = await floodAlone();
    const sharers = new JoinedSharers();
    sharers.join('quiet');
    let isDone = false;
    void ask({ fingerprint: 'token', caller: 'flood', sharers }).then(() => (isDone = true));
    await clock.advance(3 * TURN);
    expect(isDone).toBe(true);
  });

  it('waits as long as who joined last may wait', async () => {
    const { clock, budget } = setUp({ maxConnections: 1, maxQueueWaitMs: 10_000 });
    await budget.acquire({ fingerprint: 'token', caller: 'under way' });
    const sharers = new JoinedSharers();
    const others = Array.from({ length: 3 }, () => errorOf(budget.acquire({ fingerprint: 'token', caller: 'flood' })));
    const refused = errorOf(budget.acquire({ fingerprint: 'token', caller: 'flood', sharers }));
    await clock.advance(9_000);
    sharers.join('quiet');
    await clock.advance(9_999);
    await Promise.all(others);
    expect(budget.standing().waiting).toBe(1);
    await clock.advance(1);
    expect(await refused).toMatchObject({ code: 'OVERLOADED' });
    expect(budget.standing().waiting).toBe(0);
  });

  it('waits behind others no more when it was one for which nobody waited', async () => {
    const { clock, ask, flood } = setUp();
    for (const caller of ['a', 'b', 'c']) flood({ fingerprint: 'token', caller }, 4);
    await clock.advance(5_000);
    const sharers = new JoinedSharers();
    let isDone = false;
    void ask({ fingerprint: 'token', caller: 'watcher', isBackground: true, sharers }).then(() => (isDone = true));
    await clock.advance(5_000);
    expect(isDone).toBe(false);
    sharers.join('quiet');
    await clock.advance(5 * TURN);
    expect(isDone).toBe(true);
  });

  it('stays where it is when those who join have more calls in the line', async () => {
    const { clock, ask, flood } = await floodAlone();
    flood({ fingerprint: 'token', caller: 'crowd' }, 40);
    await clock.advance(1_000);
    const sharers = new JoinedSharers();
    let isDone = false;
    void ask({ fingerprint: 'token', caller: 'quiet', sharers }).then(() => (isDone = true));
    sharers.join('crowd');
    await clock.advance(4 * TURN);
    expect(isDone).toBe(true);
  });
});

describe('a caller who is refused', () => {
  it('gets a time by their own calls, and not by those of who floods', async () => {
    const { clock, budget } = setUp({ maxConnections: 1 });
    await budget.acquire({ fingerprint: 'token', caller: 'under way' });
    const floods = Array.from({ length: 150 }, () =>
      errorOf(budget.acquire({ fingerprint: 'token', caller: 'flood' })),
    );
    const quiet = errorOf(budget.acquire({ fingerprint: 'token', caller: 'quiet' }));
    await clock.advance(10_000);
    // A turn every 126 milliseconds: all 150 for the one, and one of the other for each of one's own.
    expect((await floods[0])?.retryAfterSeconds).toBe(19);
    expect((await quiet)?.retryAfterSeconds).toBe(1);
  });
});
