import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openTestState, type TestState } from '../../support/redis-state.ts';
import { startRedis, type RedisServer } from '../../support/redis-server.ts';
import { describeWith, requirement } from '../../support/requirement.ts';
import { openProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

const DAY = 86_400_000;
const away = { name: 'StateUnavailable' };

describeWith(requirement.redis, 'a state in Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
  });

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  afterAll(async () => {
    redis.disconnect();
    await server.close();
  });

  /** A state with a way to Redis of its own. */
  const open = async (prefix = `test:${randomUUID()}:`): Promise<TestState & { readonly way: TcpProxy }> => {
    const way = await openProxy(server.port);
    const state = await openTestState(`redis://127.0.0.1:${String(way.port)}`, redis, { prefix });
    closing.push(state.close, way.close);
    return { ...state, way };
  };

  const leave = async ({ way, isHere, state }: Awaited<ReturnType<typeof open>>): Promise<void> => {
    way.cut();
    while (isHere()) await state.kept.register.get('a', 'b').catch(() => null);
  };

  const comeBack = async ({ way, isHere, look }: Awaited<ReturnType<typeof open>>): Promise<void> => {
    way.mend();
    while (!isHere()) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await look();
    }
  };

  /** Redis loses all that a state has there. */
  const empty = async ({ prefix }: TestState): Promise<void> => {
    const keys = (await redis.keys(`${prefix}*`)).filter((key) => !key.endsWith('clock'));
    await redis.del(keys);
  };

  it('shows an entry of the journal whose stage was changed in Redis, and does not take it for genuine', async () => {
    const { state, prefix } = await open();
    const { journal } = state;
    await journal.begin({ id: 'w1', owner: 'g1', open: 1, sealed: 2 }, DAY);
    await journal.revise('w1', 'g1', { stage: 'sent', open: 3 }, DAY);
    const [key = ''] = await redis.keys(`${prefix}journal:entry:*`);
    await redis.hset(key, 'stage', 'ended');
    expect(await journal.get('w1')).toMatchObject({ stage: 'ended', open: null, sealed: 2, isGenuine: false });
    await redis.hset(key, 'stage', 'sent');
    expect(await journal.get('w1')).toMatchObject({ stage: 'sent', open: 3, isGenuine: true });
  });

  it('puts back what an empty Redis has lost: leases, results, entries of the journal, bans', async () => {
    const here = await open();
    const { leases, kept, journal, recentCalls } = here.state;
    const lease = await leases.take('lane', 'alone', 60_000);
    if (lease === null) throw new Error('the lane was free');
    await kept.idempotency.set('key', 'result', { record: '1' }, { maxAgeMs: DAY });
    await kept.design.set('project', 'rows', 1, { maxAgeMs: DAY });
    await journal.live('g1', 60_000);
    await journal.begin({ id: 'w1', owner: 'g1', open: 1, sealed: 2 }, DAY);
    await recentCalls.ban('h', '2026-01-02T03:04:05.000Z');
    await empty(here);
    await expect(journal.unended()).rejects.toMatchObject(away);
    await here.look();
    expect(await leases.renew(lease, 60_000)).toBe(true);
    expect((await kept.idempotency.get('key', 'result'))?.value).toEqual({ record: '1' });
    expect(await kept.design.get('project', 'rows')).toBeNull();
    expect([await journal.unended(), await journal.orphans(10)]).toEqual([1, []]);
    expect((await recentCalls.held()).map(({ host }) => host)).toEqual(['h']);
    expect(await journal.get('w1')).toMatchObject({ id: 'w1', owner: 'g1', stage: 'begun', open: 1, sealed: 2 });
  });

  it('gives nobody a lease alone for a while after Redis was emptied, so that holders can put theirs back', async () => {
    const here = await open();
    const there = await open(here.prefix);
    await here.state.leases.take('other', 'alone', 600_000);
    await empty(here);
    await expect(there.state.journal.unended()).rejects.toMatchObject(away);
    await there.look();
    expect(await there.state.leases.take('lane', 'alone', 1_000)).toBeNull();
    expect(await there.state.leases.take('read', 'shared', 1_000)).not.toBeNull();
    await expect(here.state.journal.unended()).rejects.toMatchObject(away);
    await here.look();
    await redis.set(`${here.prefix}clock`, 1_000_000 + 15_001);
    await expect(there.state.journal.unended()).rejects.toMatchObject(away);
    await there.look();
    expect(await there.state.leases.take('lane', 'alone', 1_000)).not.toBeNull();
    expect(await there.state.leases.take('other', 'alone', 1_000)).toBeNull();
  });

  it('runs nothing by a clock that was set, before it has joined anew', async () => {
    const here = await open();
    await redis.set(`${here.prefix}clock`, 1_000_000 + 2_001);
    await expect(here.state.journal.unended()).rejects.toMatchObject(away);
    expect(here.isHere()).toBe(false);
    await here.look();
    expect(await here.state.journal.unended()).toBe(0);
  });

  it('keeps nobody from calling for as long as the clock of Redis was set back, and lets nobody pass the rate', async () => {
    const [gone, here] = [await open('test:set-back:'), await open('test:set-back:')];
    const limits = { rates: [{ calls: 3, spanMs: 60_000 }], pace: { burst: 1, everyMs: 1_000 }, longestMs: 5_000 };
    // By now the others know of it.
    await here.clock.advance(3_000);
    for (let made = 0; made < 2; made += 1) {
      const turn = await gone.state.recentCalls.take('h', limits);
      await gone.state.recentCalls.arrived('h', turn.kind === 'booked' ? turn.call : '');
    }
    await redis.set('test:set-back:clock', 1_000_000 - 900_000);
    await here.state.recentCalls.held().catch(() => []);
    await here.look();
    expect(await here.state.recentCalls.take('h', limits)).toMatchObject({ kind: 'booked', waitMs: 0 });
    expect(await here.state.recentCalls.take('h', limits)).toEqual({ kind: 'full', waitMs: 60_000 });
  });

  it('lets a name be shared while Redis is away, and nobody have it alone', async () => {
    const here = await open();
    await leave(here);
    const shared = await here.state.leases.take('a', 'shared', 1_000);
    if (shared === null) throw new Error('the name could be shared');
    await expect(here.state.leases.take('a', 'alone', 1_000)).rejects.toMatchObject(away);
    expect(await here.state.leases.renew(shared, 1_000)).toBe(true);
    await here.state.leases.release(shared);
  });

  it('keeps designs by itself while Redis is away, for a minute, and no lists', async () => {
    const here = await open();
    const { design, list, idempotency } = here.state.kept;
    await leave(here);
    await design.set('a', 'x', 1, { maxAgeMs: DAY });
    await list.set('a', 'x', 1, { maxAgeMs: DAY });
    expect([(await design.get('a', 'x'))?.value, await list.get('a', 'x')]).toEqual([1, null]);
    await expect(idempotency.get('a', 'x')).rejects.toMatchObject(away);
    await here.clock.advance(60_000);
    expect(await design.get('a', 'x')).toBeNull();
  });

  it('forgets in Redis what was to be forgotten while it was away, before anything is read there', async () => {
    const here = await open();
    const { design } = here.state.kept;
    await design.set('a', 'x', 1, { maxAgeMs: DAY });
    await design.set('a', 'y', 2, { maxAgeMs: DAY });
    const epoch = await design.epoch('a');
    await leave(here);
    await design.forget('a', ['x']);
    await comeBack(here);
    expect([await design.get('a', 'x'), (await design.get('a', 'y'))?.value]).toEqual([null, 2]);
    expect(await design.epoch('a')).not.toBe(epoch);
  });

  it('reports later how a write ended, and what came of a key, while Redis was away', async () => {
    const here = await open();
    const { journal, kept } = here.state;
    await journal.begin({ id: 'w1', owner: 'g1', open: 1, sealed: null }, DAY);
    await leave(here);
    await expect(journal.revise('w1', 'g1', { stage: 'ended', open: 'done' }, DAY)).rejects.toMatchObject(away);
    await expect(kept.idempotency.set('key', 'result', 1, { maxAgeMs: DAY })).rejects.toMatchObject(away);
    await comeBack(here);
    expect((await journal.get('w1'))?.open).toBe('done');
    expect((await kept.idempotency.get('key', 'result'))?.value).toBe(1);
  });
});
