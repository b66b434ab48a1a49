import { randomUUID } from 'node:crypto';
import type { KeepOptions, Kept, KeptValues } from '../kept-values.ts';
import { createBoundedMap, type BoundedMapOptions } from '../bounded-map.ts';
import { sizeOf } from './size.ts';

/** Room for the epochs of an area, which are short and of one size. */
const EPOCH_BYTES = 4_000_000;

const keyOf = (space: string, name: string): string => JSON.stringify([space, name]);

const nothing: ReadonlyMap<string, string> = new Map();

/** Names with their keys by space, so that a space can be asked for all of its own. */
const createIndex = () => {
  const spaces = new Map<string, Map<string, string>>();
  return {
    keys: (space: string): ReadonlyMap<string, string> => spaces.get(space) ?? nothing,
    add: (space: string, name: string, key: string): void => {
      spaces.set(space, (spaces.get(space) ?? new Map<string, string>()).set(name, key));
    },
    remove: (key: string): void => {
      const [space, name] = JSON.parse(key) as [string, string];
      const names = spaces.get(space);
      names?.delete(name);
      if (names?.size === 0) spaces.delete(space);
    },
  };
};

/** The values of one area, in the memory of this process. */
export const createKeptValues = ({ maxBytes, now }: Pick<BoundedMapOptions, 'maxBytes' | 'now'>): KeptValues => {
  const index = createIndex();
  const values = createBoundedMap<Kept<unknown>>({ maxBytes, now, onGone: index.remove });
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

  return {
    get: (space, name) => Promise.resolve(get(space, name)),
    versions: (space) => {
      const versions = new Map<string, string>();
      // A copy, because a value that is too old leaves the index as it is looked at.
      for (const [name, key] of [...index.keys(space)]) {
        const kept = values.get(key);
        if (kept !== undefined) versions.set(name, kept.version);
      }
      return Promise.resolve(versions);
    },
    set: (space, name, value, options) => {
      const key = keyOf(space, name);
      if (!isMeant(space, key, options)) return Promise.resolve(null);
      const version = randomUUID();
      index.add(space, name, key);
      values.set(key, { value, version }, sizeOf(value), options.maxAgeMs);
      if (values.get(key) === undefined) index.remove(key);
      return Promise.resolve(version);
    },
    take: <Value>(space: string, name: string) => {
      const kept = get<Value>(space, name);
      values.delete(keyOf(space, name));
      return Promise.resolve(kept?.value ?? null);
    },
    forget: (space, names = [...index.keys(space).keys()]) => {
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
