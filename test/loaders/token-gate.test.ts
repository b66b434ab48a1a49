import { describe, expect, it } from 'vitest';
import { createTokenGate, type TokenGate } from '../../src/loaders/token-gate.ts';
import { createMemoryState } from '../../src/state/memory/state.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const PATIENCE_MS = 300_000;

const createGate = (clock = createFakeClock(), { leases } = createMemoryState({ now: clock.now })): TokenGate =>
  createTokenGate({ leases, clock, patienceMs: PATIENCE_MS });

/** A call that reports when it begins, and ends when the test says so. */
const makeCall = (log: string[], name: string) => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return {
    run: async (): Promise<string> => {
      log.push(`${name} begins`);
      try {
        return await promise;
      } finally {
        log.push(`${name} ends`);
      }
    },
    end: (): void => {
      resolve(name);
    },
    fail: (): void => {
      reject(new Error(name));
    },
  };
};

/** Lets all begin that may. */
const turn = async (): Promise<void> => {
  for (let count = 0; count < 20; count += 1) await Promise.resolve();
};

describe('the gate of a token', () => {
  it('lets calls pass side by side', async () => {
    const gate = createGate();
    const log: string[] = [];
    const [a, b] = [makeCall(log, 'a'), makeCall(log, 'b')];
    const both = [gate.pass('t', a.run), gate.pass('t', b.run)];
    await turn();
    expect(log).toEqual(['a begins', 'b begins']);
    a.end();
    b.end();
    expect(await Promise.all(both)).toEqual(['a', 'b']);
  });

  it('lets one pass alone when all before it have ended, badly too, and all after it wait', async () => {
    const gate = createGate();
    const log: string[] = [];
    const [read, other, alone, late] = ['read', 'other', 'alone', 'late'].map((name) => makeCall(log, name));
    if (!read || !other || !alone || !late) throw new Error('unreachable');
    const failed = gate.pass('t', read.run).catch(() => 'failed');
    const calls = [gate.pass('t', other.run), gate.passAlone('t', alone.run), gate.pass('t', late.run)];
    await turn();
    expect(log).toEqual(['read begins', 'other begins']);
    read.fail();
    await turn();
    expect(log).not.toContain('alone begins');
    other.end();
    await turn();
    expect(log.at(-1)).toBe('alone begins');
    alone.end();
    await turn();
    expect(log.slice(-2)).toEqual(['alone ends', 'late begins']);
    late.end();
    expect([await failed, ...(await Promise.all(calls))]).toEqual(['failed', 'other', 'alone', 'late']);
  });

  it('lets several pass alone one after another, and opens again when one fails', async () => {
    const gate = createGate();
    const log: string[] = [];
    const [first, second, read] = [makeCall(log, 'first'), makeCall(log, 'second'), makeCall(log, 'read')];
    const failed = gate.passAlone('t', first.run).catch(() => 'failed');
    const calls = [gate.passAlone('t', second.run), gate.pass('t', read.run)];
    await turn();
    first.fail();
    await turn();
    expect(log).toEqual(['first begins', 'first ends', 'second begins']);
    second.end();
    read.end();
    expect([await failed, ...(await Promise.all(calls))]).toEqual(['failed', 'second', 'read']);
    expect(log.slice(3)).toEqual(['second ends', 'read begins', 'read ends']);
  });

  it('does not hold up calls with another token', async () => {
    const gate = createGate();
    const log: string[] = [];
    const alone = makeCall(log, 'alone');
    const switched = gate.passAlone('t', alone.run);
    expect(await gate.pass('u', () => Promise.resolve('other'))).toBe('other');
    alone.end();
    expect(await switched).toBe('alone');
  });

  it('does the same for two gateways that share the state', async () => {
    const clock = createFakeClock();
    const state = createMemoryState({ now: clock.now });
    const [here, there] = [createGate(clock, state), createGate(clock, state)];
    const log: string[] = [];
    const [read, alone, late] = ['read', 'alone', 'late'].map((name) => makeCall(log, name));
    if (!read || !alone || !late) throw new Error('unreachable');
    const calls = [here.pass('t', read.run), there.passAlone('t', alone.run)];
    await clock.advance(60_000);
    calls.push(here.pass('u', () => Promise.resolve('other')));
    expect(log).toEqual(['read begins']);
    read.end();
    await clock.advance(1_000);
    expect(log).toEqual(['read begins', 'read ends', 'alone begins']);
    calls.push(here.pass('t', late.run));
    await clock.advance(60_000);
    expect(log.at(-1)).toBe('alone begins');
    alone.end();
    late.end();
    await clock.advance(1_000);
    expect(log.slice(3)).toEqual(['alone ends', 'late begins', 'late ends']);
    expect(await Promise.all(calls)).toEqual(['read', 'alone', 'other', 'late']);
  });

  it('refuses a call that waits too long for one that is alone, and one that waits too long to be alone', async () => {
    const clock = createFakeClock();
    const gate = createGate(clock);
    const log: string[] = [];
    const [read, alone, late] = ['read', 'alone', 'late'].map((name) => makeCall(log, name));
    if (!read || !alone || !late) throw new Error('unreachable');
    const first = gate.pass('t', read.run);
    const refused = [gate.passAlone('t', alone.run), gate.pass('t', late.run)].map((call) =>
      call.catch((error: unknown) => error),
    );
    await clock.advance(PATIENCE_MS + 1_000);
    expect(await refused[0]).toMatchObject({
      code: 'LANE_BUSY',
      message:
        'Calls with the same token, or another switch of its data access group, have not ended. Nothing was sent. Try again in a while.',
    });
    late.end();
    expect(await refused[1]).toBe('late');
    expect(log).toEqual(['read begins', 'late begins', 'late ends']);
    read.end();
    expect(await first).toBe('read');

    const switching = gate.passAlone('t', alone.run);
    await clock.advance(0);
    const behind = gate.pass('t', late.run).catch((error: unknown) => error);
    await clock.advance(PATIENCE_MS + 1_000);
    expect(await behind).toMatchObject({
      code: 'LANE_BUSY',
      message:
        "The token's data access group is being switched, and the switch has not ended. Nothing was sent. Try again in a while.",
    });
    alone.end();
    expect(await switching).toBe('alone');
  });
});
