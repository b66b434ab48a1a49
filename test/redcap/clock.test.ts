import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAlarm, createDeadline, pause, systemClock } from '../../src/redcap/clock.ts';
import { createFakeClock } from '../support/fake-clock.ts';

describe('the clock of the machine', () => {
  afterEach(() => void vi.useRealTimers());

  it('grows when the date is set back', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 5, 1) });
    const before = systemClock.now();
    vi.setSystemTime(Date.UTC(2020, 0, 1));
    expect(systemClock.date()).toBe(Date.UTC(2020, 0, 1));
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });
});

describe('pause', () => {
  it('ends when its time is over, and not before', async () => {
    const clock = createFakeClock();
    const ended: string[] = [];
    void pause(clock, 100).then(() => ended.push('ended'));
    await clock.advance(99);
    expect(ended).toEqual([]);
    await clock.advance(1);
    expect(ended).toEqual(['ended']);
  });

  it('ends when its signal is aborted', async () => {
    const clock = createFakeClock();
    const controller = new AbortController();
    const ended = pause(clock, 100, controller.signal).then(() => clock.now());
    controller.abort();
    expect(await ended).toBe(0);
  });
});

describe('a deadline', () => {
  it('is so many milliseconds from when it was made', () => {
    expect(createDeadline(createFakeClock(), 30_000).at()).toBe(30_000);
  });

  it('gives the whole time again when it is renewed', async () => {
    const clock = createFakeClock();
    const deadline = createDeadline(clock, 30_000);
    await clock.advance(50_000);
    deadline.renew();
    expect(deadline.at()).toBe(80_000);
  });
});

describe('an alarm', () => {
  /** The moments at which an alarm rings that is set as said, at the moments said. */
  const ringsOf = async (
    first: number,
    settings: readonly (readonly [now: number, at: number])[],
  ): Promise<number[]> => {
    const clock = createFakeClock();
    const rang: number[] = [];
    const alarm = createAlarm(clock, first, () => rang.push(clock.now()));
    for (const [now, at] of settings) {
      await clock.advance(now - clock.now());
      alarm.set(at);
    }
    await clock.advance(1_000);
    return rang;
  };

  it.each<[string, number, [number, number][], number[]]>([
    ['at its moment', 50, [], [50]],
    ['later, when it was put off', 50, [[20, 80]], [80]],
    [
      'later, when it was put off twice',
      50,
      [
        [20, 80],
        [60, 90],
      ],
      [90],
    ],
    ['sooner, when it was put forward', 50, [[20, 30]], [30]],
    [
      'as if it had not been put off, when that was taken back',
      50,
      [
        [10, 90],
        [20, 50],
      ],
      [50],
    ],
    ['never, when its moment is at no time', 50, [[20, Number.POSITIVE_INFINITY]], []],
    ['when a moment is given to one that had none', Number.POSITIVE_INFINITY, [[20, 30]], [30]],
  ])('rings %s', async (_when, first, settings, moments) => {
    expect(await ringsOf(first, settings)).toEqual(moments);
  });

  it('rings no more once it has ended, even when it is set again', async () => {
    const clock = createFakeClock();
    const rang: number[] = [];
    const alarm = createAlarm(clock, 50, () => rang.push(clock.now()));
    alarm.end();
    alarm.set(60);
    await clock.advance(1_000);
    expect(rang).toEqual([]);
  });
});
