import { describe, expect, it } from 'vitest';
import { createOperationTime } from '../../src/gateway/operation-time.ts';
import { createFakeClock } from '../support/fake-clock.ts';

describe('the time of an operation', () => {
  const begin = () => {
    const clock = createFakeClock();
    const time = createOperationTime(clock);
    const ends: string[] = [];
    const cancel = time.start(1_000, () => ends.push('over'));
    return { clock, time, ends, cancel };
  };

  it('is over when it has run out, once', async () => {
    const { clock, ends } = begin();
    await clock.advance(999);
    expect(ends).toEqual([]);
    await clock.advance(10_000);
    expect(ends).toEqual(['over']);
  });

  it('stands still while a write holds it, and is whole again when the write lets it go', async () => {
    const { clock, time, ends } = begin();
    await clock.advance(400);
    const release = time.hold();
    await clock.advance(120_000);
    expect(ends).toEqual([]);
    release();
    await clock.advance(999);
    expect(ends).toEqual([]);
    await clock.advance(1);
    expect(ends).toEqual(['over']);
  });

  it('stands still until the last of two writes lets it go, and counts a release once', async () => {
    const { clock, time, ends } = begin();
    const first = time.hold();
    const second = time.hold();
    first();
    first();
    await clock.advance(5_000);
    expect(ends).toEqual([]);
    second();
    await clock.advance(1_000);
    expect(ends).toEqual(['over']);
  });

  it('begins when the turn of a mutation does, which has sent nothing by then', async () => {
    const { clock, time, ends } = begin();
    const takeTurn = time.wait();
    await clock.advance(120_000);
    expect([ends, time.wasHeld()]).toEqual([[], false]);
    takeTurn();
    takeTurn();
    await clock.advance(999);
    expect(ends).toEqual([]);
    await clock.advance(1);
    expect([ends, time.wasHeld()]).toEqual([['over'], false]);
  });

  it('remembers that a write has held it', () => {
    const { time } = begin();
    expect(time.wasHeld()).toBe(false);
    time.hold()();
    expect(time.wasHeld()).toBe(true);
  });

  it('does not run again after it was over, nor after its operation has ended', async () => {
    const over = begin();
    await over.clock.advance(1_000);
    over.time.hold()();
    const ended = begin();
    const release = ended.time.hold();
    ended.cancel();
    release();
    await over.clock.advance(10_000);
    await ended.clock.advance(10_000);
    expect([over.ends, ended.ends]).toEqual([['over'], []]);
  });
});
