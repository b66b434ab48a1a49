import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const allocation = fileURLToPath(new URL('../../src/start/allocation.ts', import.meta.url));

/** Decisions of the engine to make objects old, in a program whose objects of one literal all outlive collections. */
const decisionsOf = (first: string): number => {
  const program = `
    import { makeObjectsYoung } from ${JSON.stringify(allocation)};
    ${first}
    const kept = [];
    for (let number = 0; number < 400_000; number += 1) kept.push({ number, text: String(number) });`;
  const options = ['--trace-pretenuring', '--trace-pretenuring-statistics', '--max-semi-space-size=1'];
  const printed = execFileSync(process.execPath, [...options, '--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  return printed.match(/=> tenure/g)?.length ?? 0;
};

describe('objects of a literal whose objects have outlived collections', () => {
  it('are made old by the engine itself', () => {
    expect(decisionsOf('')).toBeGreaterThan(0);
  });

  it('are made young once that is turned off', () => {
    expect(decisionsOf('makeObjectsYoung();')).toBe(0);
  });
});
