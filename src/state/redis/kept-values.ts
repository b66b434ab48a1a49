import { randomUUID } from 'node:crypto';
import { createBoundedMap } from '../bounded-map.ts';
import type { KeepOptions, Kept, KeptValues } from '../kept-values.ts';
import type { Seal, SealedPlace } from '../seal.ts';
import type { Area } from '../state.ts';
import type { Names } from './names.ts';
import { createOwnValues } from './own-values.ts';
import { bytesOf, groupsOf, listOf, textOf, type Reply } from './reply.ts';
import { OUTLAST, SLACK_MS, type Scripts } from './script.ts';
import type { Run, Session } from './session.ts';

/** What the ports of one Redis share. */
export interface RedisPort {
  readonly session: Session;
  readonly scripts: Scripts;
  readonly seal: Seal;
  readonly names: Names;
  /** A clock in milliseconds that only grows. */
  readonly now: () => number;
}

/** An epoch that goes for its age is followed by another one, so that nothing old is taken for new. */
const EPOCH_AGE_MS = 86_400_000;
/** What no gateway could find out again, so that whoever kept it puts it back when Redis has lost it. */
const PUT_BACK: ReadonlySet<Area> = new Set(['idempotency']);
/** Room for copies of values, of which Redis then says only that they are still the same. */
const COPY_BYTES = 60_000_000;
const COPY_AGE_MS = 600_000;

const GET = `local kept = redis.call('HMGET', KEYS[2], 'until', 'version')
if not kept[1] or tonumber(kept[1]) <= now then return false end
if kept[2] == ARGV[3] then return {kept[2]} end
return {kept[2], redis.call('HGET', KEYS[2], 'value')}`;

const VERSIONS = `local found = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. string.format('%.0f', now), '+inf')) do
  local kept = redis.call('HMGET', ARGV[3] .. id, 'version', 'name')
  if kept[1] and kept[2] then
    found[#found + 1] = kept[1]
    found[#found + 1] = kept[2]
  end
end
return found`;

/** Keys: index, value, epoch. Arguments: version, age, version that is meant, epoch that is meant, id, name, value. */
const SET = `${OUTLAST}
local kept = redis.call('HMGET', KEYS[3], 'until', 'version')
local version = kept[1] and tonumber(kept[1]) > now and kept[2] or ''
if ARGV[5] ~= 'any' and ARGV[5] ~= version then return false end
if ARGV[6] ~= '' and redis.call('GET', KEYS[4]) ~= ARGV[6] then return false end
local age = tonumber(ARGV[4])
if age <= 0 then
  redis.call('DEL', KEYS[3])
  redis.call('ZREM', KEYS[2], ARGV[7])
  return 1
end
local ends = string.format('%.0f', now + age)
redis.call('HSET', KEYS[3], 'until', ends, 'version', ARGV[3], 'name', ARGV[8], 'value', ARGV[9])
redis.call('PEXPIRE', KEYS[3], age + ${String(SLACK_MS)})
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now))
redis.call('ZADD', KEYS[2], ends, ARGV[7])
outlast(KEYS[2], age + ${String(SLACK_MS)})
return 1`;

const TAKE = `local kept = redis.call('HMGET', KEYS[3], 'until', 'value')
redis.call('DEL', KEYS[3])
redis.call('ZREM', KEYS[2], ARGV[3])
if not kept[1] or tonumber(kept[1]) <= now then return false end
return kept[2]`;

/** Keys: index, epoch. Arguments: epoch, its age, what value keys begin with, all or some, ids. */
const FORGET = `local ids = {}
if ARGV[6] == 'all' then ids = redis.call('ZRANGE', KEYS[2], 0, -1) end
for at = 7, #ARGV do ids[#ids + 1] = ARGV[at] end
for _, id in ipairs(ids) do
  redis.call('DEL', ARGV[5] .. id)
  redis.call('ZREM', KEYS[2], id)
end
redis.call('SET', KEYS[3], ARGV[3], 'PX', ARGV[4])
return 1`;

const EPOCH = `redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4], 'NX')
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return redis.call('GET', KEYS[2])`;

/** The keys of one space. */
interface SpaceKeys {
  readonly index: string;
  readonly epoch: string;
  /** What the keys of its values begin with; their ids follow. */
  readonly values: string;
}

/** The values of one area, and what is done with them when Redis is there again. */
export interface RedisValues extends KeptValues {
  /** Forgets as `forget` does, or begins an epoch alone where no names are given: `[]`. */
  readonly forgetBy: (run: Run, space: string, names: readonly string[] | undefined) => Promise<void>;
  /** Puts what this gateway kept while Redis was away under names that Redis has not, and of an empty Redis all that it kept. */
  readonly putBackBy: (run: Run, isEmpty: boolean) => Promise<void>;
}

const scriptsOf = ({ guarded }: Scripts) => ({
  get: guarded(GET),
  versions: guarded(VERSIONS),
  set: guarded(SET),
  take: guarded(TAKE),
  forget: guarded(FORGET),
  epoch: guarded(EPOCH),
});

/** Seals and opens what belongs to one area. */
const createBox = (seal: Seal, area: string) => {
  const placeOf = (...parts: readonly string[]): SealedPlace => ['kept', area, ...parts];
  return {
    seal: (value: unknown, ...parts: readonly string[]): Buffer => seal.seal(placeOf(...parts), JSON.stringify(value)),
    /** What was sealed; undefined where it was sealed by another secret, or has changed. */
    open: <Value>(reply: Reply | undefined, ...parts: readonly string[]): Value | undefined => {
      const bytes = bytesOf(reply);
      const opened = bytes === null ? null : seal.open(placeOf(...parts), bytes);
      // A value was written by this port, under this name, as who asks for it knows.
      return opened === null ? undefined : (JSON.parse(opened.toString()) as Value);
    },
  };
};

/** Where an area stands in Redis, and how it is written there. */
const openArea = ({ session, names, seal, scripts }: RedisPort, area: Area) => {
  const box = createBox(seal, area);
  const { set, forget } = scriptsOf(scripts);

  const keysOf = (space: string): SpaceKeys => {
    const start = session.key(`kept:${area}:${names.of('space', area, space)}:`);
    return { index: `${start}names`, epoch: `${start}epoch`, values: `${start}value:` };
  };
  const idOf = (name: string): string => names.of('value', area, name);

  return {
    box,
    keysOf,
    idOf,
    setBy: async (
      run: Run,
      space: string,
      name: string,
      value: unknown,
      { maxAgeMs, ifVersion, ifEpoch }: KeepOptions,
    ): Promise<string | null> => {
      const { index, epoch, values } = keysOf(space);
      const [version, id] = [randomUUID(), idOf(name)];
      const meant = ifVersion === undefined ? 'any' : (ifVersion ?? '');
      const sealed = [box.seal(name, 'name', space), box.seal(value, 'value', space, name)] as const;
      const args = [version, Math.floor(maxAgeMs), meant, ifEpoch ?? '', id, ...sealed];
      return (await run(set, [index, `${values}${id}`, epoch], args)) === null ? null : version;
    },
    forgetBy: async (run: Run, space: string, only: readonly string[] | undefined): Promise<void> => {
      const { index, epoch, values } = keysOf(space);
      const args = [randomUUID(), EPOCH_AGE_MS, values, only === undefined ? 'all' : 'some'];
      await run(forget, [index, epoch], [...args, ...(only ?? []).map(idOf)]);
    },
  };
};

type OpenArea = ReturnType<typeof openArea>;

/** The reads of an area. */
const createReading = (
  { session, scripts: given, now }: RedisPort,
  { box, keysOf, idOf }: OpenArea,
): Pick<KeptValues, 'get' | 'versions' | 'epoch'> => {
  const scripts = scriptsOf(given);
  const copies = createBoundedMap<Kept<unknown>>({ maxBytes: COPY_BYTES, now });
  return {
    get: async <Value>(space: string, name: string) => {
      const key = `${keysOf(space).values}${idOf(name)}`;
      const copy = copies.get(key);
      const [version, sealed] = listOf(await session.run(scripts.get, [key], [copy?.version ?? '']));
      const found = textOf(version);
      if (found === null) return null;
      // What has this version was kept under this name, and so is of the type that is asked for.
      if (copy?.version === found) return copy as Kept<Value>;
      const value = box.open<Value>(sealed, 'value', space, name);
      if (value === undefined) return null;
      const kept = { value, version: found };
      copies.set(key, kept, bytesOf(sealed)?.length ?? 0, COPY_AGE_MS);
      return kept;
    },
    versions: async (space) => {
      const { index, values } = keysOf(space);
      const found = groupsOf(await session.run(scripts.versions, [index], [values]), 2);
      return new Map(
        found.flatMap(([version, name]) => {
          const opened = box.open<string>(name, 'name', space);
          return opened === undefined ? [] : [[opened, textOf(version) ?? ''] as const];
        }),
      );
    },
    epoch: async (space) =>
      textOf(await session.run(scripts.epoch, [keysOf(space).epoch], [randomUUID(), EPOCH_AGE_MS])) ?? '',
  };
};

/** The values of one area, in Redis. Throws `StateUnavailable` while Redis is away. */
export const createKeptValues = (port: RedisPort, area: Area): RedisValues => {
  const { session, now } = port;
  const { take } = scriptsOf(port.scripts);
  const opened = openArea(port, area);
  const { box, keysOf, idOf, setBy, forgetBy } = opened;
  const own = PUT_BACK.has(area) ? createOwnValues(now) : null;
  return {
    ...createReading(port, opened),
    set: async (space, name, value, options) => {
      const kept = { space, name, value, until: now() + options.maxAgeMs, isFirm: options.isFirm === true };
      // First, so that nothing firm is in Redis alone: what Redis has lost this gateway puts back.
      if (kept.isFirm) own?.note({ ...kept, isOwed: true });
      try {
        const version = await setBy(session.run, space, name, value, options);
        if (version !== null) own?.note({ ...kept, isOwed: false });
        else if (kept.isFirm) own?.forget(space, name);
        return version;
      } catch (error) {
        own?.note({ ...kept, isOwed: true });
        throw error;
      }
    },
    take: async <Value>(space: string, name: string) => {
      const { index, values } = keysOf(space);
      const id = idOf(name);
      own?.forget(space, name);
      const sealed = await session.run(take, [index, `${values}${id}`], [id]);
      return box.open<Value>(sealed, 'value', space, name) ?? null;
    },
    forget: async (space, only) => {
      for (const name of only ?? []) own?.forget(space, name);
      await forgetBy(session.run, space, only);
    },
    advance: (space) => forgetBy(session.run, space, []),
    forgetBy,
    putBackBy: async (run, isEmpty) => {
      for (const kept of own?.all() ?? []) {
        if (!isEmpty && !kept.isOwed) continue;
        const { space, name, value, until } = kept;
        await setBy(run, space, name, value, { maxAgeMs: until - now(), ifVersion: null });
        own?.note({ ...kept, isOwed: false });
      }
    },
  };
};
