import { describe, expect, it } from 'vitest';
import { createKeptReads, type KeptReads } from '../../src/loaders/kept-read.ts';
import { createSharedReads } from '../../src/loaders/shared-reads.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import { createMemoryState } from '../../src/state/memory/state.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const createCounter = () => {
  let loads = 0;
  return { load: () => Promise.resolve((loads += 1)), count: () => loads };
};

const clock = createFakeClock();

const openReads = (): ((space: string) => KeptReads) => {
  const values = createMemoryState({ now: clock.now }).kept.design;
  const reads = createSharedReads();
  return (space) => createKeptReads({ space, values, reads, clock, maxAgeMs: 100 });
};

const readValue = async (reads: KeptReads, name: string, load: () => Promise<number>): Promise<number> =>
  (await reads.read(name, load)).value;

describe('reads that are kept', () => {
  it('load a part once until it is too old', async () => {
    const reads = openReads()('a');
    const { load, count } = createCounter();
    await reads.read('arms', load);
    await clock.advance(99);
    expect(await readValue(reads, 'arms', load)).toBe(1);
    await clock.advance(1);
    expect(await readValue(reads, 'arms', load)).toBe(2);
    expect(count()).toBe(2);
  });

  it('count the age of a part from when it is said to begin', async () => {
    const reads = openReads()('a');
    const { load } = createCounter();
    const since = clock.now();
    await clock.advance(60);
    await reads.read('arms', load, since);
    await clock.advance(39);
    expect(await readValue(reads, 'arms', load)).toBe(1);
    await clock.advance(1);
    expect(await readValue(reads, 'arms', load)).toBe(2);
  });

  it('read a part that is too old once for all who ask meanwhile', async () => {
    const reads = openReads()('a');
    const { load, count } = createCounter();
    await reads.read('arms', load);
    await clock.advance(100);
    const asked = Array.from({ length: 10 }, () => readValue(reads, 'arms', load));
    expect(await Promise.all(asked)).toEqual(Array(10).fill(2));
    expect(count()).toBe(2);
  });

  it('do not keep a failure', async () => {
    const reads = openReads()('a');
    await expect(reads.read('arms', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect((await reads.read('arms', () => Promise.resolve('arms'))).value).toBe('arms');
  });

  it('keep spaces apart, forget one without the others, and begin its next epoch', async () => {
    const open = openReads();
    const [a, b] = [open('a'), open('b')];
    const { load } = createCounter();
    expect([await readValue(a, 'arms', load), await readValue(b, 'arms', load)]).toEqual([1, 2]);
    const epochs = [await a.epoch(), await b.epoch()];
    await a.forget();
    expect([await readValue(a, 'arms', load), await readValue(b, 'arms', load)]).toEqual([3, 2]);
    expect(await a.epoch()).not.toBe(epochs[0]);
    expect(await b.epoch()).toBe(epochs[1]);
  });

  it('forget parts by name and keep the others', async () => {
    const reads = openReads()('a');
    const { load } = createCounter();
    await reads.read('arms', load);
    await reads.read('events', load);
    await reads.forget(['arms']);
    expect([await readValue(reads, 'arms', load), await readValue(reads, 'events', load)]).toEqual([3, 2]);
  });

  it('do not keep, nor give to who asks later, what was begun before it was forgotten', async () => {
    const reads = openReads()('a');
    const old = Promise.withResolvers<string>();
    const asked = reads.read('arms', () => old.promise);
    await clock.advance(0);
    await reads.forget();
    const later = await reads.read('arms', () => Promise.resolve('new'));
    old.resolve('old');
    expect([(await asked).value, later.value]).toEqual(['old', 'new']);
    expect((await reads.read('arms', () => Promise.resolve('newer'))).value).toBe('new');
  });
});

describe('a read of what a right withholds', () => {
  const refusal = new RedcapError('FORBIDDEN', { message: 'no', redcapMessage: 'You do not have permission' });
  const refuse = (): Promise<string> => Promise.reject(refusal);

  it('is null, which is kept like an answer', async () => {
    const reads = openReads()('a');
    let calls = 0;
    const load = (): Promise<string> => {
      calls += 1;
      return refuse();
    };
    expect((await reads.readable('users', load)).value).toBeNull();
    expect((await reads.readable('users', load)).value).toBeNull();
    expect(calls).toBe(1);
  });

  it.each([
    ['a timeout', new RedcapError('REDCAP_TIMEOUT', { message: 'late' })],
    ['a REDCap that is down', new RedcapError('REDCAP_UNAVAILABLE', { message: 'down', status: 503 })],
    ['a refused token', new RedcapError('UNAUTHENTICATED', { message: 'no' })],
    ['another refusal', new RedcapError('REDCAP_REJECTED', { message: 'no', status: 400 })],
  ])('stays a fault for %s, and is not kept', async (_title, fault) => {
    const reads = openReads()('a');
    await expect(reads.readable('users', () => Promise.reject(fault))).rejects.toBe(fault);
    await expect(reads.demand('users', () => Promise.reject(fault), refuse)).rejects.toBe(fault);
    expect((await reads.readable('users', () => Promise.resolve('rows'))).value).toBe('rows');
  });

  it('throws the refusal for who demands the answer, also when null is kept, and gives it once the right is there', async () => {
    const reads = openReads()('a');
    await expect(reads.demand('users', refuse, refuse)).rejects.toBe(refusal);
    expect((await reads.readable('users', refuse)).value).toBeNull();
    await expect(reads.demand('users', refuse, refuse)).rejects.toBe(refusal);
    expect(await reads.demand('users', refuse, () => Promise.resolve('rows'))).toBe('rows');
    expect((await reads.readable('users', refuse)).value).toBe('rows');
  });
});
