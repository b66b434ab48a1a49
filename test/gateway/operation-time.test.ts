import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOperationTime } from '../../src/gateway/operation-time.ts';

describe('the time of an operation', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  const begin = () => {
    const time = createOperationTime();
    const ends: string[] = [];
    const cancel = time.start(1_000, () => ends.push('over'));
    return { time, ends, cancel };
  };

  it('is over when it has run out, once', () => {
    const { ends } = begin();
    vi.advanceTimersByTime(999);
    expect(ends).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect(ends).toEqual(['over']);
  });

  it('stands still while a write holds it, and goes on with what was left', () => {
    const { time, ends } = begin();
    vi.advanceTimersByTime(400);
    const release = time.hold();
    vi.advanceTimersByTime(120_000);
    expect(ends).toEqual([]);
    release();
    vi.advanceTimersByTime(599);
    expect(ends).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(ends).toEqual(['over']);
  });

  it('stands still until the last of two writes lets it go, and counts a release once', () => {
    const { time, ends } = begin();
    const first = time.hold();
    const second = time.hold();
    first();
    first();
    vi.advanceTimersByTime(5_000);
    expect(ends).toEqual([]);
    second();
    vi.advanceTimersByTime(1_000);
    expect(ends).toEqual(['over']);
  });

  it('does not run again after it was over, nor after its operation has ended', () => {
    const over = begin();
    vi.advanceTimersByTime(1_000);
    over.time.hold()();
    const ended = begin();
    const release = ended.time.hold();
    ended.cancel();
    release();
    vi.advanceTimersByTime(10_000);
    expect([over.ends, ended.ends]).toEqual([['over'], []]);
  });
});
