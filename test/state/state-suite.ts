import { describe, expect, it } from 'vitest';
import { MOST_BACKUPS, type Backup } from '../../src/state/backups.ts';
import type { CallLimits } from '../../src/state/recent-calls.ts';
import type { State } from '../../src/state/state.ts';
import { testJournal } from './journal-suite.ts';

/** A state and the time that it goes by. */
export interface StateUnderTest {
  readonly state: State;
  /** Lets so many milliseconds pass for it. */
  readonly advance: (milliseconds: number) => Promise<void> | void;
}

const DAY = 86_400_000;
const keep = { maxAgeMs: DAY };

const testValues = (create: () => Promise<StateUnderTest> | StateUnderTest): void => {
  describe('kept values', () => {
    it('are given back as they were, and are none where none was kept', async () => {
      const { design } = (await create()).state.kept;
      const value = { rows: [{ name: 'näme', number: 1.5, nothing: null, yes: true }], empty: [] };
      await design.set('a', 'rows', value, keep);
      expect((await design.get('a', 'rows'))?.value).toEqual(value);
      expect(await design.get('a', 'other')).toBeNull();
      expect(await design.get('b', 'rows')).toBeNull();
    });

    it('are apart in areas, and in spaces and names that look alike', async () => {
      const { design, list } = (await create()).state.kept;
      await design.set('a', 'b c', 1, keep);
      await design.set('a b', 'c', 2, keep);
      expect([(await design.get('a', 'b c'))?.value, (await design.get('a b', 'c'))?.value]).toEqual([1, 2]);
      expect(await list.get('a', 'b c')).toBeNull();
    });

    it('go when they are too old', async () => {
      const { state, advance } = await create();
      await state.kept.design.set('a', 'x', 1, { maxAgeMs: 100 });
      await advance(99);
      expect((await state.kept.design.get('a', 'x'))?.value).toBe(1);
      await advance(1);
      expect(await state.kept.design.get('a', 'x')).toBeNull();
      expect([...(await state.kept.design.versions('a'))]).toEqual([]);
    });

    it('are not kept at all for no time, and take away the value before', async () => {
      const { design } = (await create()).state.kept;
      await design.set('a', 'x', 1, keep);
      await design.set('a', 'x', 2, { maxAgeMs: 0 });
      expect(await design.get('a', 'x')).toBeNull();
      expect([...(await design.versions('a'))]).toEqual([]);
    });

    it('have another version after every set, which the space lists by name', async () => {
      const { design } = (await create()).state.kept;
      const first = await design.set('a', 'x', 1, keep);
      const second = await design.set('a', 'x', 1, keep);
      const other = await design.set('a', 'y', 1, keep);
      await design.set('b', 'z', 1, keep);
      expect(new Set([first, second, other]).size).toBe(3);
      expect((await design.get('a', 'x'))?.version).toBe(second);
      expect(await design.versions('a')).toEqual(
        new Map([
          ['x', second],
          ['y', other],
        ]),
      );
    });

    it('are set only over the version that is meant', async () => {
      const { lookup } = (await create()).state.kept;
      const first = await lookup.set('a', 'x', 1, { ...keep, ifVersion: null });
      expect(await lookup.set('a', 'x', 2, { ...keep, ifVersion: null })).toBeNull();
      expect(await lookup.set('a', 'x', 3, { ...keep, ifVersion: first })).not.toBeNull();
      expect(await lookup.set('a', 'x', 4, { ...keep, ifVersion: first })).toBeNull();
      expect((await lookup.get('a', 'x'))?.value).toBe(3);
    });

    it('let one of two win who set over the same version at once', async () => {
      const { lookup } = (await create()).state.kept;
      const tries = [1, 2].map((value) => lookup.set('a', 'x', value, { ...keep, ifVersion: null }));
      expect((await Promise.all(tries)).filter((version) => version !== null)).toHaveLength(1);
    });

    it('are not set when the epoch in which they were read is over', async () => {
      const { design } = (await create()).state.kept;
      const epoch = await design.epoch('a');
      await design.set('a', 'x', 1, { ...keep, ifEpoch: epoch });
      await design.advance('a');
      expect(await design.set('a', 'x', 2, { ...keep, ifEpoch: epoch })).toBeNull();
      expect((await design.get('a', 'x'))?.value).toBe(1);
      expect(await design.set('a', 'x', 3, { ...keep, ifEpoch: await design.epoch('a') })).not.toBeNull();
    });

    it('are taken once', async () => {
      const { download } = (await create()).state.kept;
      await download.set('a', 'x', 1, keep);
      const taken = await Promise.all([download.take('a', 'x'), download.take('a', 'x')]);
      expect(taken.toSorted()).toEqual([1, null]);
      expect(await download.get('a', 'x')).toBeNull();
    });

    it('are firm or not, as they were set last, and go as all others for their age or by name', async () => {
      const { state, advance } = await create();
      const { idempotency } = state.kept;
      const firm = { maxAgeMs: 100, isFirm: true };
      for (const name of ['x', 'y', 'z']) await idempotency.set('a', name, 1, firm);
      await idempotency.set('a', 'x', 2, { maxAgeMs: 1_000 });
      await idempotency.set('a', 'w', 1, { maxAgeMs: 1_000 });
      const version = await idempotency.set('a', 'w', 2, firm);
      expect(await idempotency.get('a', 'w')).toEqual({ value: 2, version });
      expect([...(await idempotency.versions('a')).keys()].toSorted()).toEqual(['w', 'x', 'y', 'z']);
      await idempotency.set('a', 'y', null, { maxAgeMs: 0 });
      await idempotency.forget('a', ['z']);
      expect([...(await idempotency.versions('a')).keys()].toSorted()).toEqual(['w', 'x']);
      await advance(100);
      expect([...(await idempotency.versions('a')).keys()]).toEqual(['x']);
      expect([(await idempotency.get('a', 'x'))?.value, await idempotency.get('a', 'w')]).toEqual([2, null]);
    });

    it('are forgotten by name or all at once, of one space only', async () => {
      const { design } = (await create()).state.kept;
      for (const name of ['x', 'y', 'z']) await design.set('a', name, name, keep);
      await design.set('b', 'x', 'x', keep);
      await design.forget('a', ['x']);
      expect([...(await design.versions('a')).keys()].toSorted()).toEqual(['y', 'z']);
      await design.forget('a');
      expect([...(await design.versions('a')).keys()]).toEqual([]);
      expect([...(await design.versions('b')).keys()]).toEqual(['x']);
    });
  });

  describe('the epoch of a space', () => {
    it('stays until it is advanced or something is forgotten, and never comes again', async () => {
      const { design } = (await create()).state.kept;
      const epochs = [await design.epoch('a'), await design.epoch('a')];
      await design.advance('a');
      epochs.push(await design.epoch('a'));
      await design.forget('a', ['x']);
      epochs.push(await design.epoch('a'));
      await design.advance('b');
      epochs.push(await design.epoch('a'));
      expect(epochs.map((epoch) => epochs.indexOf(epoch))).toEqual([0, 0, 2, 3, 3]);
    });
  });
};

const testLeases = (create: () => Promise<StateUnderTest> | StateUnderTest): void => {
  describe('a lease', () => {
    it('keeps others out until it is released, and is numbered higher than those before', async () => {
      const { leases } = (await create()).state;
      const first = await leases.take('a', 'alone', 1_000);
      expect(await leases.take('a', 'alone', 1_000)).toBeNull();
      expect(await leases.take('b', 'alone', 1_000)).not.toBeNull();
      if (first === null) throw new Error('the name was free');
      await leases.release(first);
      const second = await leases.take('a', 'alone', 1_000);
      expect(second?.fence).toBeGreaterThan(first.fence);
    });

    it('ends by itself unless it is renewed, and cannot be renewed or released when another has the name', async () => {
      const { state, advance } = await create();
      const first = await state.leases.take('a', 'alone', 100);
      if (first === null) throw new Error('the name was free');
      await advance(60);
      expect(await state.leases.renew(first, 100)).toBe(true);
      await advance(60);
      expect(await state.leases.take('a', 'alone', 100)).toBeNull();
      await advance(40);
      expect(await state.leases.take('a', 'alone', 100)).not.toBeNull();
      expect(await state.leases.renew(first, 100)).toBe(false);
      await state.leases.release(first);
      expect(await state.leases.take('a', 'alone', 100)).toBeNull();
    });

    it('is shared by those who share, and by nobody with one who is alone', async () => {
      const { leases } = (await create()).state;
      const [first, second] = [await leases.take('a', 'shared', 100), await leases.take('a', 'shared', 100)];
      if (first === null || second === null) throw new Error('the name could be shared');
      await leases.release(first);
      expect(await leases.take('a', 'alone', 100)).toBeNull();
      await leases.release(second);
      expect(await leases.take('a', 'alone', 100)).not.toBeNull();
      expect(await leases.take('a', 'shared', 100)).toBeNull();
    });

    it('is not shared anew while somebody waits to be alone, for as long as that would last', async () => {
      const { state, advance } = await create();
      const { leases } = state;
      const first = await leases.take('a', 'shared', 1_000);
      if (first === null) throw new Error('the name was free');
      expect(await leases.take('a', 'alone', 100)).toBeNull();
      expect(await leases.take('a', 'shared', 1_000)).toBeNull();
      await leases.release(first);
      expect(await leases.take('a', 'shared', 1_000)).toBeNull();
      const alone = await leases.take('a', 'alone', 100);
      if (alone === null) throw new Error('nobody held the name');
      await leases.release(alone);
      const next = await leases.take('a', 'shared', 1_000);
      expect(next).not.toBeNull();
      await leases.take('a', 'alone', 100);
      await advance(100);
      expect(await leases.take('a', 'shared', 1_000)).not.toBeNull();
    });

    it('is shared anew soon after somebody who asked again and again to be alone has left', async () => {
      const { state, advance } = await create();
      const { leases } = state;
      await leases.take('a', 'shared', 60_000);
      expect(await leases.take('a', 'alone', 30_000, 100)).toBeNull();
      await advance(99);
      expect(await leases.take('a', 'shared', 1_000)).toBeNull();
      await advance(1);
      expect(await leases.take('a', 'shared', 1_000)).not.toBeNull();
    });
  });
};

const testCalls = (create: () => Promise<StateUnderTest> | StateUnderTest): void => {
  const rates = [
    { calls: 3, spanMs: 1_000 },
    { calls: 2, spanMs: 100 },
  ];
  const limits = { rates, longestMs: 5_000 };
  const full = (waitMs: number) => ({ kind: 'full', waitMs });
  const paused = (waitMs: number) => ({ kind: 'paused', waitMs });

  /** Takes a turn that is free, and returns the name of its call. */
  const book = async ({ recentCalls }: State, given: CallLimits = limits): Promise<string> => {
    const turn = await recentCalls.take('h', given);
    if (turn.kind !== 'booked') throw new Error(`the host was ${turn.kind}`);
    return turn.call;
  };

  /** Makes a call that arrives at once. */
  const call = async (state: State): Promise<void> => state.recentCalls.arrived('h', await book(state));

  describe('recent calls', () => {
    it('are counted until a rate is used up, and then say how long to wait', async () => {
      const { state, advance } = await create();
      const { recentCalls } = state;
      await call(state);
      await call(state);
      expect(await recentCalls.take('h', limits)).toEqual(full(100));
      await advance(40);
      expect(await recentCalls.take('h', limits)).toEqual(full(60));
      await advance(60);
      await call(state);
      expect(await recentCalls.take('h', limits)).toEqual(full(900));
      await advance(900);
      expect(await recentCalls.take('h', limits)).toMatchObject({ kind: 'booked', waitMs: 0 });
    });

    it('count while they are under way, and a span longer', async () => {
      const { state, advance } = await create();
      const { recentCalls } = state;
      const [first] = [await book(state), await book(state)];
      await advance(2_000);
      expect(await recentCalls.take('h', limits)).toEqual(full(100));
      await recentCalls.arrived('h', first);
      await advance(99);
      expect(await recentCalls.take('h', limits)).toEqual(full(1));
      await advance(1);
      await call(state);
      expect(await recentCalls.take('h', limits)).toEqual(full(900));
    });

    it('count as arrived after their longest time, when nobody says that they have', async () => {
      const { state, advance } = await create();
      for (let count = 0; count < 2; count += 1) await book(state);
      await advance(5_000);
      expect(await state.recentCalls.take('h', limits)).toEqual(full(100));
      await advance(100);
      await call(state);
    });

    it('count from their end, also when that comes after their longest time', async () => {
      const { state, advance } = await create();
      const calls = [await book(state), await book(state)];
      await advance(7_000);
      for (const late of calls) await state.recentCalls.arrived('h', late);
      expect(await state.recentCalls.take('h', limits)).toEqual(full(100));
    });

    it('do not count when they were not sent', async () => {
      const { state } = await create();
      for (let count = 0; count < 5; count += 1) await state.recentCalls.unused('h', await book(state));
      expect(await state.recentCalls.take('h', limits)).toMatchObject({ kind: 'booked' });
    });

    it('come at their pace after the first ones, each with a moment of its own', async () => {
      const { state, advance } = await create();
      const paced = { rates: [], pace: { burst: 2, everyMs: 50 }, longestMs: 5_000 };
      const waits = async (count: number): Promise<number[]> => {
        const turns = [];
        for (let turn = 0; turn < count; turn += 1) turns.push(await state.recentCalls.take('h', paced));
        return turns.map((turn) => (turn.kind === 'booked' ? turn.waitMs : Number.NaN));
      };
      expect(await waits(4)).toEqual([0, 0, 50, 100]);
      await advance(120);
      expect(await waits(1)).toEqual([30]);
      await advance(10_000);
      expect(await waits(3)).toEqual([0, 0, 50]);
    });

    it('let no more than the rate begin, however many ask at once', async () => {
      const { recentCalls } = (await create()).state;
      const turns = await Promise.all(Array.from({ length: 10 }, async () => recentCalls.take('h', limits)));
      const names = turns.flatMap((turn) => (turn.kind === 'booked' ? [turn.call] : []));
      expect(new Set(names).size).toBe(2);
      expect(names).toHaveLength(2);
    });

    it('are of one host only', async () => {
      const { state } = await create();
      for (let count = 0; count < 2; count += 1) await call(state);
      expect(await state.recentCalls.take('g', limits)).toMatchObject({ kind: 'booked', waitMs: 0 });
    });

    it('wait for the end of a pause, which a shorter one does not end', async () => {
      const { state, advance } = await create();
      const { recentCalls } = state;
      await recentCalls.pause('h', 500);
      await recentCalls.pause('h', 100);
      expect(await recentCalls.take('h', limits)).toEqual(paused(500));
      expect(await recentCalls.take('g', limits)).toMatchObject({ kind: 'booked' });
      expect(await recentCalls.held()).toEqual([{ host: 'h', pauseMs: 500, bannedSince: null }]);
      await advance(500);
      expect(await recentCalls.held()).toEqual([]);
      await call(state);
      await recentCalls.pause('h', 500);
      expect([await recentCalls.resume('h'), await recentCalls.resume('h'), await recentCalls.resume('g')]).toEqual([
        true,
        false,
        false,
      ]);
      await call(state);
    });

    it('stop at a ban until somebody resumes the host, however long that takes', async () => {
      const { state, advance } = await create();
      const { recentCalls } = state;
      await recentCalls.ban('h', '2026-01-02T03:04:05.000Z');
      await recentCalls.ban('h', '2026-01-02T04:04:05.000Z');
      await advance(2 * DAY);
      expect(await recentCalls.take('h', limits)).toEqual({ kind: 'banned' });
      expect(await recentCalls.take('g', limits)).toMatchObject({ kind: 'booked' });
      expect(await recentCalls.held()).toEqual([{ host: 'h', pauseMs: 0, bannedSince: '2026-01-02T03:04:05.000Z' }]);
      expect(await recentCalls.resume('h')).toBe(true);
      expect(await recentCalls.held()).toEqual([]);
      await call(state);
    });
  });
};

const testFeeds = (create: () => Promise<StateUnderTest> | StateUnderTest): void => {
  describe('a feed', () => {
    it('numbers its entries from 1 on and gives those behind a number', async () => {
      const { feeds } = (await create()).state;
      await feeds.begin('f');
      expect(await feeds.last('f')).toBe(0);
      const entries = ['a', 'b', 'c'].map((key) => ({ key, value: { name: key } }));
      expect(await feeds.append('f', entries)).toBe(3);
      expect(await feeds.after('f', 1)).toEqual([
        { seq: 2, key: 'b', value: { name: 'b' } },
        { seq: 3, key: 'c', value: { name: 'c' } },
      ]);
      expect([await feeds.after('f', 3), await feeds.last('f')]).toEqual([[], 3]);
    });

    it('keeps the latest entry of each key, behind all others', async () => {
      const { feeds } = (await create()).state;
      await feeds.append('f', [
        { key: 'a', value: 1 },
        { key: 'b', value: 2 },
      ]);
      await feeds.append('f', [{ key: 'a', value: 3 }]);
      expect(await feeds.after('f', 0)).toEqual([
        { seq: 2, key: 'b', value: 2 },
        { seq: 3, key: 'a', value: 3 },
      ]);
      expect(await feeds.latest('f', ['a', 'c'])).toEqual([{ seq: 3, key: 'a', value: 3 }]);
    });

    it('is none until it begins and after it was dropped, and begins empty', async () => {
      const { feeds } = (await create()).state;
      expect(await feeds.last('f')).toBeNull();
      await feeds.append('f', [{ key: 'a', value: 1 }]);
      await feeds.drop('f');
      expect([await feeds.last('f'), await feeds.after('f', 0)]).toEqual([null, []]);
      await feeds.append('f', [{ key: 'a', value: 1 }]);
      await feeds.begin('f');
      expect([await feeds.last('f'), await feeds.after('f', 0)]).toEqual([0, []]);
    });

    it('numbers all entries that are appended at once', async () => {
      const { feeds } = (await create()).state;
      const many = Array.from({ length: 20 }, (_, index) => feeds.append('f', [{ key: String(index), value: index }]));
      expect((await Promise.all(many)).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
    });
  });
};

const testBackups = (create: () => Promise<StateUnderTest> | StateUnderTest): void => {
  const backup = (id: string, content: unknown = { rows: [{ event: 'näme', form: null }] }): Backup<unknown> => ({
    id,
    kind: 'MAPPINGS',
    createdAt: 1_700_000_000_123,
    by: 'key a',
    rows: 1,
    operationId: null,
    content,
  });

  describe('backups', () => {
    it('are given back as they were, and only in their own space', async () => {
      const { backups } = (await create()).state;
      await backups.store('a', backup('1'), DAY);
      expect(await backups.find('a', '1')).toEqual(backup('1'));
      expect([await backups.find('a', '2'), await backups.find('b', '1')]).toEqual([null, null]);
    });

    it('are listed with the latest first, without what they hold', async () => {
      const { backups } = (await create()).state;
      for (const id of ['x', 'a', 'm']) await backups.store('a', backup(id), DAY);
      await backups.store('b', backup('other'), DAY);
      const listed = await backups.list('a');
      expect(listed.map(({ id }) => id)).toEqual(['m', 'a', 'x']);
      const { content: _content, ...entry } = backup('m');
      expect(listed[0]).toEqual(entry);
      expect(await backups.list('c')).toEqual([]);
    });

    it('name the write that they were made for', async () => {
      const { backups } = (await create()).state;
      await backups.store('a', { ...backup('1'), operationId: 'write 1' }, DAY);
      expect((await backups.list('a'))[0]?.operationId).toBe('write 1');
    });

    it('go when they are too old', async () => {
      const { state, advance } = await create();
      await state.backups.store('a', backup('1'), 100);
      await state.backups.store('a', backup('2'), 200);
      await advance(99);
      expect(await state.backups.list('a')).toHaveLength(2);
      await advance(1);
      expect((await state.backups.list('a')).map(({ id }) => id)).toEqual(['2']);
      expect(await state.backups.find('a', '1')).toBeNull();
    });

    it('make room for the latest of their own space', async () => {
      const { backups } = (await create()).state;
      await backups.store('b', backup('old'), DAY);
      for (let count = 0; count <= MOST_BACKUPS; count += 1) await backups.store('a', backup(String(count)), DAY);
      const ids = (await backups.list('a')).map(({ id }) => id);
      expect([ids.length, ids[0], ids.at(-1)]).toEqual([MOST_BACKUPS, String(MOST_BACKUPS), '1']);
      expect(await backups.find('b', 'old')).not.toBeNull();
    });

    it('are all stored when many are stored at once', async () => {
      const { backups } = (await create()).state;
      await Promise.all(Array.from({ length: 20 }, (_, index) => backups.store('a', backup(String(index)), DAY)));
      expect(await backups.list('a')).toHaveLength(20);
    });
  });
};

/** What every implementation of the state holds to, run against one of them. `create` makes an empty state. */
export const testState = (name: string, create: () => Promise<StateUnderTest> | StateUnderTest): void => {
  describe(name, () => {
    testValues(create);
    testLeases(create);
    testCalls(create);
    testFeeds(create);
    testJournal(create);
    testBackups(create);
  });
};
