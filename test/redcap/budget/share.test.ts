import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../src/redcap/budget.ts';
import type { BudgetOptions } from '../../../src/redcap/budget.ts';
import type { Budget, PlaceRequest } from '../../../src/redcap/budget/place.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { runs } from '../../support/runs.ts';

/** What is let in while time passes. */
interface Entered extends PlaceRequest {
  readonly at: number;
  readonly waitedMs: number;
}

const setUp = (options: Partial<BudgetOptions> = {}) => {
  const clock = createFakeClock();
  const budget = createBudget({ clock, ...options });
  const entered: Entered[] = [];
  /** Asks for a place; the call takes so long. */
  const ask = async (request: PlaceRequest, lasts = 50): Promise<void> => {
    const place = await budget.acquire(request);
    entered.push({ ...request, at: clock.now(), waitedMs: place.waitedMs });
    await new Promise<void>((resolve) => clock.after(lasts, resolve));
    place.arrived();
    place.release();
  };
  return { clock, budget, entered, ask };
};

/** Keeps so many calls waiting or under way until a moment. */
const flood = (clock: FakeClock, ask: () => Promise<void>, wide: number, until: number): void => {
  const run = async (): Promise<void> => {
    while (clock.now() < until) {
      await ask().catch(() => new Promise<void>((resolve) => clock.after(50, resolve)));
    }
  };
  for (let call = 0; call < wide; call += 1) void run();
};

const countOf = (entered: readonly Entered[], caller: string, from = 5_000): number =>
  entered.filter((call) => call.caller === caller && call.at >= from).length;

describe('the share of a caller', () => {
  it('is all where nobody else calls', async () => {
    const { clock, entered, ask } = setUp();
    flood(clock, () => ask({ fingerprint: 'token', caller: 'alone' }), 30, 60_000);
    await clock.advance(60_000);
    expect(entered.length).toBeGreaterThan(480);
  });

  it('is not taken by another who floods: whoever asks now and then hardly waits', async () => {
    const { clock, entered, ask } = setUp();
    flood(clock, () => ask({ fingerprint: 'token', caller: 'flood' }), 150, 100_000);
    for (let second = 1; second < 100; second += 1) {
      clock.after(second * 1_000, () => void ask({ fingerprint: 'token', caller: 'quiet' }));
    }
    await clock.advance(101_000);
    const quiet = entered.filter(({ caller }) => caller === 'quiet');
    expect(quiet).toHaveLength(99);
    expect(Math.max(...quiet.map(({ waitedMs }) => waitedMs))).toBeLessThan(260);
  });

  it('is not taken by another with many tokens', async () => {
    const { clock, entered, ask } = setUp();
    let count = 0;
    const next = (): string => `token ${String((count += 1) % 45)}`;
    flood(clock, () => ask({ fingerprint: next(), caller: 'many' }), 45, 60_000);
    flood(clock, () => ask({ fingerprint: 'token 1', caller: 'one' }), 3, 60_000);
    await clock.advance(60_000);
    expect(countOf(entered, 'one') / countOf(entered, 'many')).toBeGreaterThan(0.8);
  });

  it('of a token is not taken by another token with many callers', async () => {
    const { clock, entered, ask } = setUp();
    for (let caller = 0; caller < 40; caller += 1) {
      flood(clock, () => ask({ fingerprint: 'crowd', caller: String(caller) }), 1, 60_000);
    }
    flood(clock, () => ask({ fingerprint: 'small', caller: 'one' }), 3, 60_000);
    await clock.advance(60_000);
    const crowd = entered.filter(({ fingerprint, at }) => fingerprint === 'crowd' && at >= 5_000).length;
    expect(countOf(entered, 'one') / crowd).toBeGreaterThan(0.8);
  });

  it('is at least three quarters of an equal one for each that asks all the time, in any ten seconds', async () => {
    const caller = fc.record({
      wide: fc.integer({ min: 2, max: 40 }),
      lasts: fc.integer({ min: 10, max: 300 }),
      isWrite: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(caller, { minLength: 2, maxLength: 6 }), async (callers) => {
        const { clock, entered, ask } = setUp();
        for (const [index, { wide, lasts, isWrite }] of callers.entries()) {
          flood(clock, () => ask({ fingerprint: 'token', caller: String(index), isWrite }, lasts), wide, 40_000);
        }
        await clock.advance(40_000);
        const everyMs = 60_000 / 475;
        for (let from = 5_000; from + 10_000 <= 40_000; from += 1_000) {
          for (const index of callers.keys()) {
            const own = entered.filter(
              ({ caller: name, at }) => name === String(index) && at >= from && at < from + 10_000,
            ).length;
            const equal = 10_000 / everyMs / callers.length;
            expect(own).toBeGreaterThanOrEqual(Math.floor(equal * 0.75) - 1);
          }
        }
      }),
      { numRuns: runs(30) },
    );
  });

  it('of the places under way leaves one of a token to others', async () => {
    const { clock, entered, ask } = setUp();
    flood(clock, () => ask({ fingerprint: 'token', caller: 'stuck' }, 1e9), 20, 1_000);
    await clock.advance(1_000);
    void ask({ fingerprint: 'token', caller: 'other' });
    await clock.advance(200);
    expect(entered.map((call) => call.caller)).toEqual([...Array.from({ length: 7 }, () => 'stuck'), 'other']);
  });
});

describe('a full line', () => {
  /** Fills the only place and the line. */
  const fill = (budget: Budget, callers: readonly string[], refused: string[]): void => {
    for (const caller of callers) {
      budget.acquire({ fingerprint: 'token', caller }).catch(() => refused.push(caller));
    }
  };

  it('has room for a caller who has fewer calls in it than another', async () => {
    const { clock, budget } = setUp({ maxConnections: 1, maxQueue: 4 });
    const refused: string[] = [];
    fill(budget, ['a'], refused);
    await clock.advance(0);
    fill(budget, ['b', 'b', 'b', 'b'], refused);
    fill(budget, ['c', 'c', 'c'], refused);
    await clock.advance(0);
    expect(refused).toEqual(['b', 'b', 'c']);
  });
});

describe('a write', () => {
  it('goes before the reads of its caller, but not for ever', async () => {
    const { clock, entered, ask } = setUp({ maxConnections: 1 });
    void ask({ fingerprint: 'token', caller: 'a' });
    await clock.advance(0);
    for (let call = 0; call < 4; call += 1) void ask({ fingerprint: 'token', caller: 'a' });
    for (let call = 0; call < 8; call += 1) void ask({ fingerprint: 'token', caller: 'a', isWrite: true });
    await clock.advance(1_000);
    expect(entered.map(({ isWrite }) => (isWrite === true ? 'w' : 'r')).join('')).toBe('rwwwwrwwwrwrr');
  });

  it('has one turn in four before the reads of all others', async () => {
    const { clock, entered, ask } = setUp();
    for (let caller = 0; caller < 30; caller += 1) {
      flood(clock, () => ask({ fingerprint: 'token', caller: String(caller) }), 1, 60_000);
    }
    clock.after(30_000, () => void ask({ fingerprint: 'token', caller: 'writer', isWrite: true }));
    await clock.advance(40_000);
    expect(entered.find(({ caller }) => caller === 'writer')?.waitedMs).toBeLessThan(4 * 130);
  });
});
