import { randomUUID } from 'node:crypto';
import type { KeepOptions, Kept, KeptValues } from '../kept-values.ts';
import { createBoundedMap, type BoundedMapOptions } from '../bounded-map.ts';
import { createMixedMap, type MixedMap } from '../mixed-map.ts';
import { sizeOf } from './size.ts';

/** Room for the epochs of an area, which are short and of one size. */
const EPOCH_BYTES = 4_000_000;

/** A space and a name as one text. The length keeps different ones apart. */
const keyOf = (space: string, name: string): string => `${String(space.length)} ${space}${name}`;

const partsOf = (key: string): readonly [space: string, name: string] => {
  const start = key.indexOf(' ') + 1;
  const end = start + Number(key.slice(0, start - 1));
  return [key.slice(start, end), key.slice(end)];
};

/** The versions of a space as they were gathered, while nothing in it has changed. */
interface Gathered {
  readonly versions: ReadonlyMap<string, string>;
  /** When they have to be gathered anew. */
  readonly until: number;
}

/** What is known of one space. */
interface Space {
  /** Keys by name. */
  readonly keys: Map<string, string>;
  gathered: Gathered | null;
}

/** Names with their keys by space, so that a space can be asked for all of its own. */
const createIndex = () => {
  const spaces = new Map<string, Space>();
  return {
    of: (space: string): Space | undefined => spaces.get(space),
    add: (space: string, name: string, key: string): void => {
      const known = spaces.get(space) ?? { keys: new Map<string, string>(), gathered: null };
      known.keys.set(name, key);
      known.gathered = null;
      spaces.set(space, known);
    },
    remove: (key: string): void => {
      const [space, name] = partsOf(key);
      const known = spaces.get(space);
      if (known === undefined) return;
      known.keys.delete(name);
      known.gathered = null;
      if (known.keys.size === 0) spaces.delete(space);
    },
  };
};

const noVersions: Gathered = { versions: new Map(), until: Number.POSITIVE_INFINITY };

/** Milliseconds after which versions are gathered anew, so that what is often asked for counts as used. */
const GATHER_AGAIN_MS = 1_000;

const gather = (known: Space, values: MixedMap<Kept<unknown>>, now: number): Gathered => {
  const versions = new Map<string, string>();
  let until = now + GATHER_AGAIN_MS;
  // A copy, because a value that is too old leaves the index as it is looked at.
  for (const [name, key] of [...known.keys]) {
    const kept = values.get(key);
    if (kept === undefined) continue;
    versions.set(name, kept.version);
    until = Math.min(until, values.endOf(key));
  }
  return { versions, until };
};

/** The values of one area, in the memory of this process. */
export const createKeptValues = ({ maxBytes, now }: Pick<BoundedMapOptions, 'maxBytes' | 'now'>): KeptValues => {
  const index = createIndex();
  const values = createMixedMap<Kept<unknown>>({ maxBytes, now, onGone: index.remove });
  // An epoch that goes for want of room is followed by another one, so that nothing old is taken for new.
  const epochs = createBoundedMap<string>({ maxBytes: EPOCH_BYTES, now });

  const begin = (space: string): string => {
    const epoch = randomUUID();
    epochs.set(space, epoch, epoch.length);
    return epoch;
  };
  const epochOf = (space: string): string => epochs.get(space) ?? begin(space);

  const isMeant = (space: string, key: string, { ifVersion, ifEpoch }: KeepOptions): boolean =>
    (ifVersion === undefined || ifVersion === (values.get(key)?.version ?? null)) &&
    (ifEpoch === undefined || ifEpoch === epochOf(space));

  const get = <Value>(space: string, name: string): Kept<Value> | null =>
    (values.get(keyOf(space, name)) as Kept<Value> | undefined) ?? null;

  /** Who asks for the same versions again gets the same map. */
  const versionsOf = (space: string): Gathered => {
    const known = index.of(space);
    if (known === undefined) return noVersions;
    if (known.gathered === null || known.gathered.until <= now()) known.gathered = gather(known, values, now());
    return known.gathered;
  };

  return {
    get: (space, name) => Promise.resolve(get(space, name)),
    versions: (space) => Promise.resolve(versionsOf(space).versions),
    set: (space, name, value, options) => {
      const key = keyOf(space, name);
      if (!isMeant(space, key, options)) return Promise.resolve(null);
      const version = randomUUID();
      values.set(key, { value, version }, sizeOf(value), options.maxAgeMs, options.isFirm === true);
      if (values.get(key) !== undefined) index.add(space, name, key);
      return Promise.resolve(version);
    },
    take: <Value>(space: string, name: string) => {
      const kept = get<Value>(space, name);
      values.delete(keyOf(space, name));
      return Promise.resolve(kept?.value ?? null);
    },
    forget: (space, names = [...(index.of(space)?.keys.keys() ?? [])]) => {
      for (const name of names) values.delete(keyOf(space, name));
      begin(space);
      return Promise.resolve();
    },
    advance: (space) => {
      begin(space);
      return Promise.resolve();
    },
    epoch: (space) => Promise.resolve(epochOf(space)),
  };
};
