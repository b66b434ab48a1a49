import { describe, expect, it } from 'vitest';
import { checkLeases, holdLease, workUnder } from '../../src/loaders/held-lease.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import type { Leases } from '../../src/state/lease.ts';
import { createMemoryState } from '../../src/state/memory/state.ts';
import { StateUnavailable } from '../../src/state/unavailable.ts';
import { createFakeClock } from '../support/fake-clock.ts';

/** Leases that fail while they are away. */
const createHolding = () => {
  const clock = createFakeClock();
  const { leases: kept } = createMemoryState({ now: clock.now });
  const state = { isAway: false };
  const orAway = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (state.isAway) throw new StateUnavailable();
    return ask();
  };
  const leases: Leases = {
    take: (...given) => orAway(() => kept.take(...given)),
    renew: (...given) => orAway(() => kept.renew(...given)),
    release: (lease) => orAway(() => kept.release(lease)),
  };
  return { clock, kept, state, holding: { leases, clock, patienceMs: 1_000 } };
};

const codeOf = (check: () => void): string | null => {
  try {
    check();
    return null;
  } catch (error) {
    return error instanceof RedcapError ? error.code : 'another error';
  }
};

describe('a lease that is held', () => {
  it('is renewed for as long as the work takes, and given back after it', async () => {
    const { clock, kept, holding } = createHolding();
    const { promise, resolve } = Promise.withResolvers<string>();
    const done = workUnder(await holdLease(holding, 'lane', 'alone', 'Busy.'), () => promise);
    await clock.advance(120_000);
    expect(await kept.take('lane', 'alone', 1_000)).toBeNull();
    resolve('done');
    expect(await done).toBe('done');
    expect(await kept.take('lane', 'alone', 1_000)).not.toBeNull();
  });

  it('lets nothing be sent once it was not sure for a moment, though it is there again', async () => {
    const { clock, state, holding } = createHolding();
    const lease = await holdLease(holding, 'lane', 'alone', 'Busy.');
    await workUnder(lease, async () => {
      await clock.advance(60_000);
      expect(codeOf(checkLeases)).toBeNull();
      state.isAway = true;
      await clock.advance(7_000);
      expect(codeOf(checkLeases)).toBeNull();
      await clock.advance(8_000);
      expect(codeOf(checkLeases)).toBe('LANE_BUSY');
      state.isAway = false;
      await clock.advance(60_000);
      expect(codeOf(checkLeases)).toBe('LANE_BUSY');
    });
  });

  it('lets nothing be sent when another gateway has taken it', async () => {
    const { clock, kept, holding } = createHolding();
    const taken: Leases = { ...holding.leases, renew: () => Promise.resolve(false) };
    const lease = await holdLease({ ...holding, leases: taken }, 'lane', 'alone', 'Busy.');
    await workUnder(lease, async () => {
      await clock.advance(6_000);
      expect(codeOf(checkLeases)).toBe('LANE_BUSY');
    });
    expect(await kept.take('lane', 'alone', 1_000)).not.toBeNull();
  });

  it('is known to the work of an inner lease too, and to no other work', async () => {
    const { clock, state, holding } = createHolding();
    const outer = await holdLease(holding, 'key', 'alone', 'Busy.');
    await workUnder(outer, async () => {
      state.isAway = true;
      await clock.advance(20_000);
      state.isAway = false;
      const inner = await holdLease(holding, 'lane', 'alone', 'Busy.');
      await workUnder(inner, () => {
        expect([inner.isSure(), codeOf(checkLeases)]).toEqual([true, 'LANE_BUSY']);
        return Promise.resolve();
      });
    });
    expect(codeOf(checkLeases)).toBeNull();
  });

  it('is refused with a code that says to come again when nobody can be asked for it', async () => {
    const { state, holding } = createHolding();
    state.isAway = true;
    await expect(holdLease(holding, 'lane', 'alone', 'Busy.')).rejects.toMatchObject({
      code: 'OVERLOADED',
      notSent: true,
      retryAfterSeconds: 5,
    });
  });

  it('keeps those who share out for a second after somebody has given up waiting to be alone', async () => {
    const { clock, kept, holding } = createHolding();
    const shared = await kept.take('token', 'shared', 600_000);
    const waiting = holdLease(holding, 'token', 'alone', 'Busy.').catch((error: unknown) => error);
    await clock.advance(1_500);
    expect(await waiting).toMatchObject({ code: 'LANE_BUSY' });
    await clock.advance(1_000);
    expect([shared, await kept.take('token', 'shared', 1_000)]).not.toContain(null);
  });
});
