import { noRoom } from './unavailable.ts';

interface Entry<Value> {
  readonly value: Value;
  readonly bytes: number;
  readonly until: number;
}

/** How much a map holds at most, and by which clock. */
export interface FirmMapOptions {
  readonly maxBytes: number;
  /** A clock in milliseconds that only grows. */
  readonly now: () => number;
}

/** A map that is bounded by bytes, and from which nothing goes before its age: it refuses what it has no room for. */
export interface FirmMap<Value> {
  readonly get: (key: string) => Value | undefined;
  /** When the entry of a key will be too old; a moment that has passed where there is none. */
  readonly endOf: (key: string) => number;
  /** Sets a value that is so large, until a moment of the clock. Throws `StateUnavailable`, and changes nothing, without room. */
  readonly set: (key: string, value: Value, bytes: number, until: number) => void;
  readonly delete: (key: string) => void;
  /** The keys in the order in which they were set first. */
  readonly keys: () => readonly string[];
}

/** An empty map. */
export const createFirmMap = <Value>({ maxBytes, now }: FirmMapOptions): FirmMap<Value> => {
  const entries = new Map<string, Entry<Value>>();
  let used = 0;

  const remove = (key: string): void => {
    used -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  const removeOld = (): void => {
    for (const [key, { until }] of entries) if (until <= now()) remove(key);
  };
  const get = (key: string): Value | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.until > now()) return entry?.value;
    remove(key);
    return undefined;
  };

  return {
    get,
    endOf: (key) => entries.get(key)?.until ?? Number.NEGATIVE_INFINITY,
    set: (key, value, bytes, until) => {
      const isFull = (): boolean => used + bytes - (entries.get(key)?.bytes ?? 0) > maxBytes;
      if (isFull()) removeOld();
      if (isFull()) throw noRoom();
      used += bytes - (entries.get(key)?.bytes ?? 0);
      entries.set(key, { value, bytes, until });
    },
    delete: remove,
    keys: () => {
      removeOld();
      return [...entries.keys()];
    },
  };
};
