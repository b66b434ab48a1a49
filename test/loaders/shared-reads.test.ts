import { describe, expect, it } from 'vitest';
import { createSharedReads } from '../../src/loaders/shared-reads.ts';

const deferred = <T>() => Promise.withResolvers<T>();

describe('shared reads', () => {
  it('answer everybody who asks for the same thing at the same time with one call', async () => {
    const reads = createSharedReads();
    const answer = deferred<string>();
    let started = 0;
    let joined = 0;
    const ask = () =>
      reads.run(
        'key',
        undefined,
        () => {
          started += 1;
          return answer.promise;
        },
        () => {
          joined += 1;
        },
      );
    const all = [ask(), ask(), ask()];
    answer.resolve('rows');
    expect(await Promise.all(all)).toEqual(['rows', 'rows', 'rows']);
    expect([started, joined]).toEqual([1, 2]);
  });

  it('keep nothing once the call has ended', async () => {
    const reads = createSharedReads();
    let started = 0;
    const ask = () =>
      reads.run(
        'key',
        undefined,
        () => Promise.resolve((started += 1)),
        () => undefined,
      );
    expect([await ask(), await ask()]).toEqual([1, 2]);
  });

  it('go on for those who stay when one leaves, and are aborted when the last has left', async () => {
    const reads = createSharedReads();
    const answer = deferred<string>();
    let upstream: AbortSignal | undefined;
    const ask = (signal: AbortSignal) =>
      reads.run(
        'key',
        signal,
        (shared) => {
          upstream = shared;
          return answer.promise;
        },
        () => undefined,
      );
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
    const left = reads.run(
      'key',
      controller.signal,
      () => new Promise<string>(() => undefined),
      () => undefined,
    );
    controller.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    expect(
      await reads.run(
        'key',
        undefined,
        () => Promise.resolve('new'),
        () => undefined,
      ),
    ).toBe('new');
  });
});
