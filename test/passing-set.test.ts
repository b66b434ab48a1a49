import { describe, expect, it } from 'vitest';
import { PassingSet } from '../src/passing-set.ts';

describe('a set of what comes and goes', () => {
  it('has who has entered, in that order, and not who has left', () => {
    const set = new PassingSet<string>();
    set.enter('one');
    const leave = set.enter('two');
    set.enter('three');
    leave();
    expect([[...set.all()], set.size]).toEqual([['one', 'three'], 2]);
  });

  it('lets nobody go twice, nor one for another that is equal', () => {
    const set = new PassingSet<string>();
    const leave = set.enter('same');
    set.enter('same');
    leave();
    leave();
    expect([...set.all()]).toEqual(['same']);
  });

  it('goes on with the others when one leaves while all are looked at', () => {
    const set = new PassingSet<() => void>();
    const left: string[] = [];
    const enter = (name: string): void => {
      const leave = set.enter(() => {
        left.push(name);
        leave();
      });
    };
    for (const name of ['one', 'two', 'three']) enter(name);
    for (const end of set.all()) end();
    expect([left, set.size]).toEqual([['one', 'two', 'three'], 0]);
  });
});
