import { describe, expect, it } from 'vitest';
import { openTurnMeter, turnOfARequest, watchEventLoop } from '../../src/start/event-loop.ts';
import type { Turns } from '../../src/start/event-loop.ts';
import { createFakeClock } from '../support/fake-clock.ts';

/** The mean and the deviation of these turns, in milliseconds. */
const turnsOf = (milliseconds: readonly number[]): Turns => {
  const mean = milliseconds.reduce((sum, one) => sum + one, 0) / milliseconds.length;
  const variance = milliseconds.reduce((sum, one) => sum + (one - mean) ** 2, 0) / milliseconds.length;
  return { mean: mean * 1e6, stddev: Math.sqrt(variance) * 1e6 };
};

describe('the turn that a request falls into', () => {
  it.each([
    ['short turns', Array.from({ length: 500 }, () => 20), 20],
    ['one turn of four seconds among them', [4_000, ...Array.from({ length: 300 }, () => 20)], 1_612],
    ['no turn', [], 0],
  ])('is long by its share of the time: %s', (_what, turns, expected) => {
    expect(Math.round(turnOfARequest(turnsOf(turns)))).toBe(expected);
  });
});

describe('the event loop', () => {
  it('is slow above the mark, until it is below half of it', async () => {
    const clock = createFakeClock();
    let next = 0;
    const meter = { take: () => turnsOf([next]), end: () => undefined };
    const { signal } = watchEventLoop(1_000, clock, meter);
    const seen = [];
    for (next of [900, 1_100, 600, 400, 900]) {
      await clock.advance(10_000);
      seen.push(await signal.problem());
    }
    const slow = 'Requests wait long until they are looked at.';
    expect(seen).toEqual([null, slow, slow, null, null]);
  });

  it('is measured until the watch ends', async () => {
    const clock = createFakeClock();
    let taken = 0;
    let hasEnded = false;
    const take = (): Turns => {
      taken += 1;
      return { mean: 0, stddev: 0 };
    };
    const watch = watchEventLoop(1_000, clock, { take, end: () => void (hasEnded = true) });
    await clock.advance(20_000);
    watch.end();
    await clock.advance(20_000);
    expect([taken, hasEnded]).toEqual([2, true]);
  });

  it('has turns that Node measures', async () => {
    const meter = openTurnMeter();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { mean } = meter.take();
    meter.end();
    expect(mean).toBeGreaterThan(0);
  });
});
