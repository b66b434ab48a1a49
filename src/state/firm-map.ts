import type { BoundedMapOptions } from './bounded-map.ts';
import { noRoom } from './unavailable.ts';

interface Entry<Value> {
  readonly value: Value;
  readonly bytes: number;
  readonly until: number;
}

/** A map that is bounded by bytes, and from which nothing goes before its age: it refuses what it has no room for. */
export interface FirmMap<Value> {
  readonly get: (key: string) => Value | undefined;
  /** When the entry of a key will be too old; a moment that has passed where there is none. */
  readonly endOf: (key: string) => number;
  /** Sets a value that is so large, until a moment of the clock. Throws `StateUnavailable`, and changes nothing, without room. */
  readonly set: (key: string, value: Value, bytes: number, until: number) => void;
  readonly delete: (key: string) => void;
  /** The values in the order in which their keys were set first. */
  readonly values: () => readonly Value[];
}

/** An empty map. */
export const createFirmMap = <Value>({ maxBytes, now, onGone }: BoundedMapOptions): FirmMap<Value> => {
  const entries = new Map<string, Entry<Value>>();
  let used = 0;

  const bytesOf = (key: string): number => entries.get(key)?.bytes ?? 0;
  const remove = (key: string): void => {
    used -= bytesOf(key);
    if (entries.delete(key)) onGone?.(key);
  };
  const removeOld = (): void => {
    for (const [key, { until }] of entries) if (until <= now()) remove(key);
  };

  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      if (entry.until > now()) return entry.value;
      remove(key);
      return undefined;
    },
    endOf: (key) => entries.get(key)?.until ?? Number.NEGATIVE_INFINITY,
    set: (key, value, bytes, until) => {
      const usedThen = (): number => used - bytesOf(key) + bytes;
      if (usedThen() > maxBytes) removeOld();
      if (usedThen() > maxBytes) throw noRoom();
      used = usedThen();
      entries.set(key, { value, bytes, until });
    },
    delete: remove,
    values: () => {
      removeOld();
      return Array.from(entries.values(), ({ value }) => value);
    },
  };
};
