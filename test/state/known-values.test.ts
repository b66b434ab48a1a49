import { describe, expect, it } from 'vitest';
import { createKeptValues } from '../../src/state/memory/kept-values.ts';
import { knowValues } from '../../src/state/sqlite/known-values.ts';

const keep = { maxAgeMs: 1_000 };

/** Values that count how often they are asked. */
const start = () => {
  let time = 0;
  let asked = 0;
  const file = createKeptValues({ maxBytes: 1_000_000, now: () => time });
  const counted: typeof file = {
    ...file,
    get: (space, name) => {
      asked += 1;
      return file.get(space, name);
    },
  };
  return {
    file,
    values: knowValues(counted, () => time),
    asked: () => asked,
    wait: (milliseconds: number) => (time += milliseconds),
  };
};

describe('values that a process knows', () => {
  it('are asked of the file once where nothing is kept, until something is', async () => {
    const { values, asked } = start();
    expect([await values.get('a', 'x'), await values.get('a', 'x'), asked()]).toEqual([null, null, 1]);
    await values.set('a', 'x', 7, keep);
    expect([(await values.get('a', 'x'))?.value, asked()]).toEqual([7, 1]);
  });

  it('are gone when their age is over, as in the file', async () => {
    const { values, wait } = start();
    await values.set('a', 'x', 7, keep);
    wait(999);
    expect((await values.get('a', 'x'))?.value).toBe(7);
    wait(1);
    expect(await values.get('a', 'x')).toBeNull();
  });

  it('are gone when they were taken or forgotten', async () => {
    const { values } = start();
    await values.set('a', 'x', 7, keep);
    expect([await values.take('a', 'x'), await values.get('a', 'x')]).toEqual([7, null]);
    await values.set('a', 'x', 8, keep);
    await values.forget('a', ['x']);
    expect(await values.get('a', 'x')).toBeNull();
  });

  it('are those of the file after two changes at once, and after a condition that did not hold', async () => {
    const { values, file } = start();
    await Promise.all([values.set('a', 'x', 1, keep), values.set('a', 'x', 2, keep)]);
    expect(await values.get('a', 'x')).toEqual(await file.get('a', 'x'));
    expect(await values.set('a', 'x', 3, { ...keep, ifVersion: null })).toBeNull();
    expect(await values.get('a', 'x')).toEqual(await file.get('a', 'x'));
  });

  it('are not taken for absent where one was kept while the file was asked', async () => {
    const { values } = start();
    const early = values.get('a', 'x');
    const kept = values.set('a', 'x', 7, keep);
    await Promise.all([early, kept]);
    expect((await values.get('a', 'x'))?.value).toBe(7);
  });
});
