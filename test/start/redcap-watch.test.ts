import { describe, expect, it } from 'vitest';
import type { Readiness } from '../../src/gateway/health.ts';
import type { ProjectConnection } from '../../src/loaders/project-source.ts';
import type { Redcap } from '../../src/redcap/client.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import type { RedcapErrorCode } from '../../src/redcap/errors.ts';
import { watchRedcaps } from '../../src/start/redcap-watch.ts';
import { createFakeClock } from '../support/fake-clock.ts';

/** Projects at REDCaps that answer as `codes` says, and the calls that they got. */
const createProjects = (keys: readonly `${string}@${string}`[], codes: Map<string, RedcapErrorCode>) => {
  const calls: string[] = [];
  const connections = keys.map((name): ProjectConnection => {
    const [key = '', host = ''] = name.split('@');
    const call: Redcap['call'] = async () => {
      calls.push(key);
      const code = codes.get(key) ?? codes.get(host);
      if (code !== undefined) throw new RedcapError(code, { message: 'no' });
      // The result of a method that nobody reads here.
      return '16.1.3' as never;
    };
    return { key, host, redcap: { fingerprint: key, call } };
  });
  return { calls, connections };
};

const problemOf = async ({ signals }: Readiness): Promise<string | null | undefined> => signals[0]?.problem();

const many = Array.from({ length: 45 }, (_, index) => `p${String(index)}@one` as const);

describe('the look at REDCap', () => {
  it('costs a host two calls a minute, however many projects and probes there are', async () => {
    const clock = createFakeClock();
    const { calls, connections } = createProjects(many, new Map());
    const readiness = watchRedcaps(connections, clock);
    for (let second = 0; second < 600; second += 1) {
      expect(await problemOf(readiness)).toBeNull();
      await clock.advance(1_000);
    }
    expect(calls).toHaveLength(20);
    expect(new Set(calls).size).toBe(20);
  });

  it('costs a host that does not answer four calls a minute', async () => {
    const clock = createFakeClock();
    const { calls, connections } = createProjects(many, new Map([['one', 'REDCAP_UNAVAILABLE']]));
    const readiness = watchRedcaps(connections, clock);
    for (let second = 0; second < 60; second += 1) {
      await problemOf(readiness);
      await clock.advance(1_000);
    }
    expect(calls).toHaveLength(4);
    expect(await problemOf(readiness)).toBe('REDCap does not answer.');
  });

  it('says at the first probe whether the only project answers', async () => {
    const { connections } = createProjects(['stroke@one'], new Map([['one', 'REDCAP_TIMEOUT']]));
    const readiness = watchRedcaps(connections, createFakeClock());
    expect(readiness.projects()).toEqual([{ project: 'stroke', ready: null }]);
    expect(await problemOf(readiness)).toBe('REDCap does not answer.');
    expect(readiness.projects()).toEqual([{ project: 'stroke', ready: false, code: 'REDCAP_TIMEOUT' }]);
  });

  it('sees within fifteen seconds that REDCap is back', async () => {
    const clock = createFakeClock();
    const codes = new Map<string, RedcapErrorCode>([['one', 'REDCAP_UNAVAILABLE']]);
    const readiness = watchRedcaps(createProjects(['stroke@one'], codes).connections, clock);
    await problemOf(readiness);
    codes.clear();
    await clock.advance(15_000);
    await problemOf(readiness);
    await clock.advance(1_000);
    expect(await problemOf(readiness)).toBeNull();
  });

  it('has no problem while one of several hosts answers', async () => {
    const codes = new Map<string, RedcapErrorCode>([['two', 'REDCAP_UNAVAILABLE']]);
    const { connections } = createProjects(['a@one', 'b@two'], codes);
    const readiness = watchRedcaps(connections, createFakeClock());
    expect(await problemOf(readiness)).toBeNull();
    expect(readiness.projects()).toEqual([
      { project: 'a', ready: true },
      { project: 'b', ready: false, code: 'REDCAP_UNAVAILABLE' },
    ]);
  });

  it.each(['UNAUTHENTICATED', 'OVERLOADED'] as const)('takes %s for no fault of the host', async (code) => {
    const { connections } = createProjects(['a@one'], new Map([['a', code]]));
    expect(await problemOf(watchRedcaps(connections, createFakeClock()))).toBeNull();
  });

  it('does not take one wrong project for the whole host', async () => {
    const clock = createFakeClock();
    const { connections } = createProjects(['a@one', 'b@one'], new Map([['a', 'REDCAP_BAD_RESPONSE']]));
    const readiness = watchRedcaps(connections, clock);
    for (let second = 0; second < 300; second += 1) {
      expect(await problemOf(readiness)).toBeNull();
      await clock.advance(1_000);
    }
  });

  it('has no problem where no project is configured', async () => {
    expect(await problemOf(watchRedcaps([], createFakeClock()))).toBeNull();
  });
});
