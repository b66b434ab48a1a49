import { describe, expect, it } from 'vitest';
import { createSharedReads } from '../../src/loaders/shared-reads.ts';
import { RedcapError } from '../../src/redcap/errors.ts';

const deferred = <T>() => Promise.withResolvers<T>();

describe('shared reads', () => {
  it('answer everybody who asks for the same thing at the same time with one call', async () => {
    const reads = createSharedReads();
    const answer = deferred<string>();
    let started = 0;
    let joined = 0;
    const ask = () =>
      reads.run({ key: 'key', onJoin: () => (joined += 1) }, () => {
        started += 1;
        return answer.promise;
      });
    const all = [ask(), ask(), ask()];
    answer.resolve('rows');
    expect(await Promise.all(all)).toEqual(['rows', 'rows', 'rows']);
    expect([started, joined]).toEqual([1, 2]);
  });

  it('keep nothing once the call has ended', async () => {
    const reads = createSharedReads();
    let started = 0;
    const ask = () => reads.run({ key: 'key' }, () => Promise.resolve((started += 1)));
    expect([await ask(), await ask()]).toEqual([1, 2]);
  });

  it('go on for those who stay when one leaves, and are aborted when the last has left', async () => {
    const reads = createSharedReads();
    const answer = deferred<string>();
    let upstream: AbortSignal | undefined;
    const ask = (signal: AbortSignal) =>
      reads.run({ key: 'key', signal }, (shared) => {
        upstream = shared;
        return answer.promise;
      });
    const [first, second] = [new AbortController(), new AbortController()];
    const left = ask(first.signal);
    const stayed = ask(second.signal);
    first.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    expect(upstream?.aborted).toBe(false);
    second.abort(new Error('gone too'));
    await expect(stayed).rejects.toThrow('gone too');
    expect(upstream?.aborted).toBe(true);
  });

  it('start anew for those who come after everybody has left', async () => {
    const reads = createSharedReads();
    const controller = new AbortController();
    const left = reads.run({ key: 'key', signal: controller.signal }, () => new Promise<string>(() => undefined));
    controller.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    expect(await reads.run({ key: 'key' }, () => Promise.resolve('new'))).toBe('new');
  });
});

describe('shared reads of several callers', () => {
  const refusal = new RedcapError('OVERLOADED', { message: 'too much', notSent: true });

  /** Reads for a caller; the first of all begins with what is said by `first`, and each later one answers its number. */
  const setUp = (first: Promise<string>) => {
    const reads = createSharedReads();
    const begun: (string | undefined)[] = [];
    const joined: string[] = [];
    const ask = (caller?: string): Promise<string> =>
      reads.run({ key: 'key', caller }, (_signal, sharers) => {
        begun.push(caller);
        sharers.follow((name) => joined.push(name));
        return begun.length === 1 ? first : Promise.resolve(`rows of call ${String(begun.length)}`);
      });
    return { ask, begun, joined };
  };

  it('show the call each caller who joins, once', async () => {
    const { ask, begun, joined } = setUp(Promise.resolve('rows'));
    await Promise.all(['flood', 'ward', 'ward', 'flood', 'nightly'].map(ask));
    expect(begun).toEqual(['flood']);
    expect(joined).toEqual(['ward', 'nightly']);
  });

  it.each([
    ['for its caller has asked for too much', refusal],
    ['for its caller has a limit', new RedcapError('RATE_LIMITED', { message: 'your limit', notSent: true })],
  ])('are made for the others where the first is not sent, %s', async (_title, error) => {
    const first = deferred<string>();
    const { ask, begun } = setUp(first.promise);
    const all = ['flood', 'ward', 'ward', 'nightly', 'flood'].map(ask);
    first.reject(error);
    const ends = await Promise.allSettled(all);
    // All others share the second call.
    expect(begun).toEqual(['flood', 'ward']);
    expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : end.reason))).toEqual([
      error,
      'rows of call 2',
      'rows of call 2',
      'rows of call 2',
      error,
    ]);
  });

  it('are made again once where they are not sent for want of a place, and until nobody has a limit', async () => {
    const limit = new RedcapError('RATE_LIMITED', { message: 'your limit', notSent: true });
    const endsOf = async (errors: readonly RedcapError[]): Promise<{ begun: string[]; isRefused: boolean[] }> => {
      const reads = createSharedReads();
      const begun: string[] = [];
      const ask = (caller: string): Promise<string> =>
        reads.run({ key: 'key', caller }, async () => {
          const error = errors[begun.push(caller) - 1];
          await Promise.resolve();
          if (error !== undefined) throw error;
          return 'rows';
        });
      const ends = await Promise.allSettled(['a', 'b', 'c', 'd'].map(ask));
      return { begun, isRefused: ends.map(({ status }) => status === 'rejected') };
    };
    const [yes, no] = [true, false];
    expect(await endsOf([limit, limit, limit])).toEqual({
      begun: ['a', 'b', 'c', 'd'],
      isRefused: [yes, yes, yes, no],
    });
    expect(await endsOf([refusal, refusal])).toEqual({ begun: ['a', 'b'], isRefused: [yes, yes, yes, yes] });
    expect(await endsOf([limit, refusal])).toEqual({ begun: ['a', 'b', 'c'], isRefused: [yes, yes, no, no] });
  });

  it('are not made again after a fault that has nothing to do with the caller', async () => {
    const fault = new RedcapError('REDCAP_TIMEOUT', { message: 'late' });
    const { ask, begun } = setUp(Promise.reject(fault));
    const ends = await Promise.allSettled(['flood', 'ward'].map(ask));
    expect(ends).toEqual([
      { status: 'rejected', reason: fault },
      { status: 'rejected', reason: fault },
    ]);
    expect(begun).toEqual(['flood']);
  });

  it('are not made again for a caller who has left', async () => {
    const reads = createSharedReads();
    const first = deferred<string>();
    const begun: string[] = [];
    const ask = (caller: string, signal?: AbortSignal): Promise<string> =>
      reads.run({ key: 'key', caller, signal }, () => {
        begun.push(caller);
        return first.promise;
      });
    const flood = ask('flood');
    const controller = new AbortController();
    const ward = ask('ward', controller.signal);
    controller.abort(new Error('gone'));
    first.reject(refusal);
    expect(await Promise.allSettled([flood, ward])).toEqual([
      { status: 'rejected', reason: refusal },
      { status: 'rejected', reason: new Error('gone') },
    ]);
    expect(begun).toEqual(['flood']);
  });
});
