import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../src/redcap/budget.ts';
import type { Budget } from '../../../src/redcap/budget/place.ts';
import { createRecentCalls } from '../../../src/state/memory/recent-calls.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { mostWithin } from '../../support/most-within.ts';
import { runs } from '../../support/runs.ts';

/** One call: how long it takes to REDCap, how long its answer takes back, and whether its caller waits for it. */
interface Journey {
  readonly there: number;
  readonly back: number;
  readonly isLeft: boolean;
}

const SPANS = [
  { spanMs: 60_000, most: 500 },
  { spanMs: 5_000, most: 60 },
];

const gapsOf = (moments: readonly number[]): number[] =>
  moments
    .slice(1)
    .map((moment, index) => moment - (moments[index] ?? 0))
    .toSorted((a, b) => a - b);

const sleep = (clock: FakeClock, milliseconds: number): Promise<void> =>
  new Promise((resolve) => clock.after(milliseconds, resolve));

/** A REDCap that notes when calls begin and when they arrive. */
const createHost = (clock: FakeClock) => {
  const begins: number[] = [];
  const arrivals: number[] = [];
  const call = async (budget: Budget, caller: string, { there, back, isLeft }: Journey): Promise<void> => {
    const place = await budget.acquire({ fingerprint: 'token', caller });
    begins.push(clock.now());
    arrivals.push(clock.now() + there);
    // Who leaves does so at once. What was sent gets there all the same.
    await sleep(clock, isLeft ? 0 : there + back);
    if (!isLeft) place.arrived();
    place.release();
  };
  return { begins, arrivals, call };
};

/** Calls again and again, without a break. */
const flood = async (
  clock: FakeClock,
  call: (journey: Journey) => Promise<void>,
  next: () => Journey,
  until: number,
): Promise<void> => {
  while (clock.now() < until) await call(next()).catch(() => sleep(clock, 100));
};

const steady: Journey = { there: 60, back: 60, isLeft: false };

describe('a flood of calls', () => {
  it('begins at a steady pace, so that a busy minute has no time without a call', async () => {
    const clock = createFakeClock();
    const host = createHost(clock);
    const budget = createBudget({ clock });
    const MINUTES = 3;
    for (let caller = 0; caller < 20; caller += 1) {
      void flood(
        clock,
        (journey) => host.call(budget, String(caller), journey),
        () => steady,
        MINUTES * 60_000,
      );
    }
    await clock.advance(MINUTES * 60_000);
    const gaps = gapsOf(host.begins);
    expect(Math.max(...gaps)).toBeLessThan(130);
    expect(gaps[Math.floor(gaps.length * 0.95)]).toBeLessThan(130);
    expect(host.begins.length / MINUTES).toBeGreaterThan(470);
    for (const { spanMs, most } of SPANS) expect(mostWithin(host.arrivals, spanMs)).toBeLessThanOrEqual(most);
  });

  it('never arrives at a higher rate than REDCap allows, however long each call is on its way', async () => {
    const journey = fc.record({
      there: fc.oneof({ weight: 9, arbitrary: fc.nat(400) }, fc.nat(29_000)),
      back: fc.oneof({ weight: 9, arbitrary: fc.nat(400) }, fc.nat(1_000)),
      isLeft: fc.constant(false),
    });
    const gone = fc.record({ there: fc.nat(5_000), back: fc.constant(0), isLeft: fc.constant(true) });
    const journeys = fc.array(fc.oneof({ weight: 9, arbitrary: journey }, gone), { minLength: 50, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(journeys, fc.integer({ min: 1, max: 3 }), async (given, gateways) => {
        const clock = createFakeClock();
        const host = createHost(clock);
        const recent = { host: 'h', calls: createRecentCalls(clock.now) };
        const budgets = Array.from({ length: gateways }, () => createBudget({ clock, recent }));
        let count = 0;
        const next = (): Journey => given[(count += 1) % given.length] ?? steady;
        for (const [gateway, budget] of budgets.entries()) {
          for (let caller = 0; caller < 20; caller += 1) {
            const name = `${String(gateway)} ${String(caller)}`;
            void flood(clock, (one) => host.call(budget, name, one), next, 150_000);
          }
        }
        await clock.advance(150_000);
        for (const { spanMs, most } of SPANS) expect(mostWithin(host.arrivals, spanMs)).toBeLessThanOrEqual(most);
      }),
      { numRuns: runs(30) },
    );
  });

  it.each([
    ['that are waited for, and all that were held up arrive at once', 25_000, 60_000, false],
    ['that are let go of, and arrive all the same', 4_900, 10_000, true],
  ])('never arrives at a higher rate of calls %s', async (_what, jamMs, everyMs, isLeft) => {
    const clock = createFakeClock();
    const host = createHost(clock);
    const budget = createBudget({ clock });
    // In each span the network holds all calls up until the jam is over, and none after that.
    const next = (): Journey => ({ there: Math.max(0, jamMs - (clock.now() % everyMs)), back: 50, isLeft });
    for (let caller = 0; caller < 20; caller += 1) {
      void flood(clock, (journey) => host.call(budget, String(caller), journey), next, 180_000);
    }
    await clock.advance(180_000);
    expect(host.arrivals.length).toBeGreaterThan(300);
    for (const { spanMs, most } of SPANS) expect(mostWithin(host.arrivals, spanMs)).toBeLessThanOrEqual(most);
  });

  it('never passes the rate over a restart, when the state outlasts it', async () => {
    const clock = createFakeClock();
    const host = createHost(clock);
    const recent = { host: 'h', calls: createRecentCalls(clock.now) };
    // Each gateway is killed with all its calls under way: nothing says that they have arrived.
    for (let start = 0; start < 10; start += 1) {
      const budget = createBudget({ clock, recent });
      const until = clock.now() + 20_000;
      for (let caller = 0; caller < 20; caller += 1) {
        const killed: Journey = { there: 300, back: 1e9, isLeft: false };
        void flood(
          clock,
          (journey) => host.call(budget, String(caller), journey),
          () => (clock.now() > until - 1_000 ? killed : steady),
          until,
        );
      }
      await clock.advance(20_000);
    }
    expect(host.arrivals.length).toBeGreaterThan(500);
    for (const { spanMs, most } of SPANS) expect(mostWithin(host.arrivals, spanMs)).toBeLessThanOrEqual(most);
  });
});
