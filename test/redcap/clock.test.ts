import { describe, expect, it } from 'vitest';
import { createDeadline, pause } from '../../src/redcap/clock.ts';
import { createFakeClock } from '../support/fake-clock.ts';

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
