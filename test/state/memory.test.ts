import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBoundedMap } from '../../src/state/bounded-map.ts';
import { NoBackupRoom } from '../../src/state/backups.ts';
import { sizeOf } from '../../src/state/memory/size.ts';
import { createMemoryState } from '../../src/state/memory/state.ts';
import { StateUnavailable } from '../../src/state/unavailable.ts';
import { runs } from '../support/runs.ts';
import { testState } from './state-suite.ts';

const createState = (maxBytes = {}) => {
  let now = 0;
  const advance = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { state: createMemoryState({ now: () => now, maxBytes }), advance };
};

testState('the state in memory', createState);

describe('the room of the state in memory', () => {
  it('is bounded by bytes in each area: what was used longest ago goes first', async () => {
    const { design, list } = createState({ design: 3_000 }).state.kept;
    await list.set('a', 'x', 'kept', { maxAgeMs: 1_000 });
    for (const name of ['x', 'y']) await design.set('a', name, 'v'.repeat(1_000), { maxAgeMs: 1_000 });
    await design.get('a', 'x');
    await design.set('a', 'z', 'v'.repeat(1_000), { maxAgeMs: 1_000 });
    expect([...(await design.versions('a')).keys()].toSorted()).toEqual(['x', 'z']);
    expect((await list.get('a', 'x'))?.value).toBe('kept');
  });

  it('counts what is often asked about as used, though its versions are gathered once a second', async () => {
    const { state, advance } = createState({ design: 3_000 });
    const { design } = state.kept;
    for (const name of ['x', 'y']) await design.set(name, name, 'v'.repeat(1_000), { maxAgeMs: 100_000 });
    const versions = await design.versions('x');
    expect(await design.versions('x')).toBe(versions);
    advance(1_000);
    expect(await design.versions('x')).toEqual(versions);
    await design.set('z', 'z', 'v'.repeat(1_000), { maxAgeMs: 1_000 });
    expect([...(await design.versions('x')).keys()]).toEqual(['x']);
    expect([...(await design.versions('y')).keys()]).toEqual([]);
  });

  it('names no version of what was set anew, was forgotten or is too old', async () => {
    const { state, advance } = createState();
    const { design } = state.kept;
    const first = await design.set('a', 'x', 1, { maxAgeMs: 500 });
    await design.set('a', 'y', 1, { maxAgeMs: 5_000 });
    expect((await design.versions('a')).get('x')).toBe(first);
    const second = await design.set('a', 'x', 2, { maxAgeMs: 500 });
    expect((await design.versions('a')).get('x')).toBe(second);
    advance(499);
    expect([...(await design.versions('a')).keys()].toSorted()).toEqual(['x', 'y']);
    advance(1);
    expect([...(await design.versions('a')).keys()]).toEqual(['y']);
    await design.forget('a', ['y']);
    expect([...(await design.versions('a')).keys()]).toEqual([]);
  });

  it('does not take what is larger than the whole area, and leaves the rest', async () => {
    const { design } = createState({ design: 3_000 }).state.kept;
    await design.set('a', 'x', 'small', { maxAgeMs: 1_000 });
    await design.set('a', 'y', 'v'.repeat(3_000), { maxAgeMs: 1_000 });
    expect([...(await design.versions('a')).keys()]).toEqual(['x']);
  });

  it('drops the feed that was used longest ago, as a whole', async () => {
    const { feeds } = createState({ feed: 3_000 }).state;
    const entry = { key: 'a', value: 'v'.repeat(1_000) };
    for (const name of ['f', 'g']) await feeds.append(name, [entry]);
    await feeds.after('f', 0);
    await feeds.append('h', [entry]);
    expect([await feeds.last('f'), await feeds.last('g'), await feeds.last('h')]).toEqual([1, null, 1]);
  });

  it('refuses a write that the journal has no room for, and keeps those that have not ended', async () => {
    const { journal } = createState({ journal: 3_000 }).state;
    const entry = (id: string) => ({ id, owner: 'g', open: 'v'.repeat(900), sealed: null });
    for (const id of ['a', 'b', 'c']) await journal.begin(entry(id), 1_000);
    await expect(journal.begin(entry('d'), 1_000)).rejects.toThrow('no room');
    expect(await journal.unended()).toBe(3);
    await journal.revise('a', 'g', { stage: 'ended', open: null }, 1_000);
    expect(await journal.begin(entry('d'), 1_000)).toBe(true);
    expect((await journal.get('a'))?.stage).toBe('ended');
  });

  it('begins another epoch when the one of a space is forgotten for want of room', async () => {
    const { design } = createState().state.kept;
    const epoch = await design.epoch('a');
    for (let count = 0; count < 40_000; count += 1) await design.advance(String(count));
    expect(await design.epoch('a')).not.toBe(epoch);
  });
});

describe('the room of the backups in memory', () => {
  const backup = (id: string, size = 1_000) => ({
    id,
    kind: 'MAPPINGS',
    createdAt: 0,
    by: 'a',
    rows: 1,
    operationId: null,
    content: 'v'.repeat(size),
  });

  it('is of one space: its oldest backups go, and those of other spaces stay', async () => {
    const { backups } = createState({ backupsOfSpace: 3_000 }).state;
    await backups.store('b', backup('1'), 1_000);
    for (const id of ['1', '2', '3']) await backups.store('a', backup(id), 1_000);
    expect((await backups.list('a')).map(({ id }) => id)).toEqual(['3', '2']);
    expect(await backups.list('b')).toHaveLength(1);
  });

  it('refuses what is larger than the room, and what other spaces leave no room for', async () => {
    const { backups } = createState({ backupsOfSpace: 3_000, backup: 4_000 }).state;
    await expect(backups.store('a', backup('1', 3_000), 1_000)).rejects.toThrow(NoBackupRoom);
    for (const id of ['1', '2']) await backups.store('a', backup(id), 1_000);
    await expect(backups.store('b', backup('1', 2_000), 1_000)).rejects.toThrow(NoBackupRoom);
    expect([(await backups.list('a')).length, await backups.list('b')]).toEqual([2, []]);
  });
});

describe('a bounded map', () => {
  it('holds no more bytes than it may, and never counts wrong', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), key: fc.nat(9), size: fc.nat(600) }),
      fc.record({ kind: fc.constantFrom('get' as const, 'delete' as const), key: fc.nat(9), size: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const gone: string[] = [];
        const map = createBoundedMap<number>({ maxBytes: 1_500, now: () => 0, onGone: (key) => gone.push(key) });
        const sizes = new Map<string, number>();
        for (const { kind, key: number, size } of steps) {
          const key = String(number);
          if (kind === 'get') map.get(key);
          else if (kind === 'delete') map.delete(key);
          else map.set(key, size, size);
          if (kind === 'set') sizes.set(key, size + 101);
          for (const name of gone.splice(0)) sizes.delete(name);
          const sum = [...sizes.values()].reduce((total, bytes) => total + bytes, 0);
          expect(map.bytes()).toBe(sum);
          expect(map.bytes()).toBeLessThanOrEqual(1_500);
        }
      }),
    );
  });
});

describe('the size of plain data', () => {
  it.each([
    ['a text', 'text', 6],
    ['nothing', null, 4],
    ['an object', { name: 'a', list: ['b', 'c'], missing: undefined }, 30],
    ['a list', [1, 22, 333], 10],
  ])('is about the length of its JSON: %s', (_what, value, size) => {
    expect(sizeOf(value)).toBe(size);
  });

  it('is that of all items of a long list, by evenly spread ones', () => {
    const rows = Array.from({ length: 40_000 }, (_, index) => ({ name: 'x'.repeat(index % 100) }));
    const exact = JSON.stringify(rows).length;
    expect(sizeOf(rows) / exact).toBeCloseTo(1, 1);
    expect(sizeOf({ rows, total: 1 }) / exact).toBeCloseTo(1, 1);
  });
});

describe('the recent calls in memory', () => {
  /** The calls of each host as plain lists, that are looked through for every call. */
  const createLists = () => {
    const ends = new Map<string, number[]>();
    return {
      waitFor: (host: string, rates: readonly { calls: number; spanMs: number }[], now: number): number => {
        const own = (ends.get(host) ?? []).map((end) => Math.min(end, now)).toSorted((a, b) => a - b);
        const waits = rates.map(({ calls, spanMs }) => (own.at(-calls) ?? Number.NEGATIVE_INFINITY) + spanMs - now);
        return Math.max(0, ...waits);
      },
      add: (host: string): number =>
        (ends.set(host, [...(ends.get(host) ?? []), Number.POSITIVE_INFINITY]).get(host)?.length ?? 0) - 1,
      end: (host: string, call: number, now: number): void => {
        ends.set(host, (ends.get(host) ?? []).with(call, now));
      },
    };
  };

  it('answer as a list of all calls would, whatever was forgotten', async () => {
    const step = fc.record({
      host: fc.constantFrom('h', 'g'),
      pause: fc.constantFrom(0, 1, 7, 60, 400),
      lasts: fc.integer({ min: 0, max: 3 }),
    });
    const rate = fc.record({ calls: fc.integer({ min: 1, max: 40 }), spanMs: fc.integer({ min: 1, max: 300 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 300 }),
        fc.array(rate, { minLength: 1, maxLength: 2 }),
        async (steps, rates) => {
          let now = 0;
          const { recentCalls } = createMemoryState({ now: () => now });
          const lists = createLists();
          const underWay: { host: string; call: string; index: number; steps: number }[] = [];
          for (const { host, pause, lasts } of steps) {
            now += pause;
            const turn = await recentCalls.take(host, { rates, longestMs: Number.POSITIVE_INFINITY });
            const waitMs = lists.waitFor(host, rates, now);
            if (turn.kind === 'booked') underWay.push({ host, call: turn.call, index: lists.add(host), steps: lasts });
            expect(turn).toMatchObject(waitMs === 0 ? { kind: 'booked', waitMs } : { kind: 'full', waitMs });
            for (const call of underWay) {
              call.steps -= 1;
              if (call.steps >= 0) continue;
              lists.end(call.host, call.index, now);
              await recentCalls.arrived(call.host, call.call);
            }
            underWay.splice(0, underWay.length, ...underWay.filter(({ steps: left }) => left >= 0));
          }
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('never pass a rate where the calls arrive, however long each is on its way', async () => {
    const rates = [
      { calls: 12, spanMs: 1_000 },
      { calls: 4, spanMs: 100 },
    ];
    const call = fc.record({ gap: fc.integer({ min: 0, max: 40 }), way: fc.nat(600), back: fc.nat(200) });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 50, maxLength: 300 }), async (calls) => {
        let now = 0;
        const { recentCalls } = createMemoryState({ now: () => now });
        const arrivals: number[] = [];
        const ends: { at: number; call: string }[] = [];
        for (const { gap, way, back } of calls) {
          now += gap;
          for (const ended of ends.filter(({ at }) => at <= now)) await recentCalls.arrived('h', ended.call);
          ends.splice(0, ends.length, ...ends.filter(({ at }) => at > now));
          const turn = await recentCalls.take('h', { rates, longestMs: 2_000 });
          if (turn.kind !== 'booked') continue;
          arrivals.push(now + way);
          ends.push({ at: now + way + back, call: turn.call });
        }
        for (const { calls: most, spanMs } of rates) {
          for (const from of arrivals) {
            expect(arrivals.filter((at) => at >= from && at < from + spanMs).length).toBeLessThanOrEqual(most);
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('a journal in memory that is full', () => {
  it('refuses the next write as a state that cannot be used, and keeps those that have begun', async () => {
    const { journal } = createMemoryState({ now: () => 0, maxBytes: { journal: 200 } });
    const entry = (id: string) => ({ id, owner: 'gateway', open: 'x'.repeat(100), sealed: null });
    expect(await journal.begin(entry('first'), 1_000)).toBe(true);
    const refused = await journal.begin(entry('second'), 1_000).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StateUnavailable);
    expect(refused).toMatchObject({
      message: 'The gateway has no room left for what it must not forget.',
      retryAfterSeconds: 5,
    });
    expect(await journal.get('first')).toMatchObject({ id: 'first' });
  });
});
