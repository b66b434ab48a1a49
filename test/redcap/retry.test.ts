import { describe, expect, it } from 'vitest';
import { createRetryBudget, parseRetryAfter, retryDelay } from '../../src/redcap/retry.ts';
import { createFakeClock } from '../support/fake-clock.ts';

describe('retryDelay', () => {
  it.each([
    [1, 0, 0],
    [1, 1, 100],
    [2, 1, 200],
    [2, 0.5, 100],
  ])('waits before repeat %d, at random %d, %d ms', (repeat, random, expected) => {
    expect(retryDelay(repeat, () => random)).toBe(expected);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2024-01-31T12:00:00Z');
  it.each([
    ['1', 1],
    [' 3600 ', 3600],
    ['Wed, 31 Jan 2024 12:00:30 GMT', 30],
    ['Wed, 31 Jan 2024 11:00:00 GMT', 0],
    ['-1', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %j', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });
});

describe('the budget of repeats', () => {
  it('allows a few when there are few calls, and none more until a minute has gone', async () => {
    const clock = createFakeClock();
    const budget = createRetryBudget(clock, 2);
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
    await clock.advance(60_000);
    expect(budget.take()).toBe(true);
  });

  it('allows a tenth of many calls', () => {
    const budget = createRetryBudget(createFakeClock(), 2);
    for (let call = 0; call < 40; call += 1) budget.count();
    expect(Array.from({ length: 6 }, () => budget.take())).toEqual([true, true, true, true, false, false]);
  });

  it('counts all calls of the last minute and none before it, however many there were', async () => {
    const clock = createFakeClock();
    const budget = createRetryBudget(clock, 2);
    for (let call = 0; call < 5_000; call += 1) budget.count();
    await clock.advance(60_000);
    for (let call = 0; call < 2_500; call += 1) budget.count();
    expect(Array.from({ length: 251 }, () => budget.take()).lastIndexOf(true)).toBe(249);
  });
});
