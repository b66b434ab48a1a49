/** How much a map holds at most. */
export interface BoundedMapOptions {
  readonly maxBytes: number;
  /** A clock in milliseconds that only grows. */
  readonly now: () => number;
  /** Hears of each key whose entry goes, for whatever reason but a new value. */
  readonly onGone?: ((key: string) => void) | undefined;
}

interface Entry<Value> {
  readonly value: Value;
  readonly bytes: number;
  readonly until: number;
}

/** A map that is bounded by bytes and by the age of its entries. What was used longest ago goes first. */
export interface BoundedMap<Value> {
  readonly get: (key: string) => Value | undefined;
  /** When the entry of a key will be too old; a moment that has passed where there is none. To look is not to use it. */
  readonly endOf: (key: string) => number;
  /** Sets a value that is so large, for so many milliseconds. A value that is larger than the whole map is not kept. */
  readonly set: (key: string, value: Value, bytes: number, maxAgeMs?: number) => void;
  readonly delete: (key: string) => void;
  /** The values, first what was used longest ago. To look is not to use them. */
  readonly values: () => readonly Value[];
  /** Bytes that are in use. */
  readonly bytes: () => number;
}

/** What an entry takes besides its key and value. */
const OVERHEAD = 100;

/** An empty map. */
export const createBoundedMap = <Value>({ maxBytes, now, onGone }: BoundedMapOptions): BoundedMap<Value> => {
  const entries = new Map<string, Entry<Value>>();
  let used = 0;
  /** The key of the entry that was used last: it has its place already. What one project asks for again and again is there. */
  let newest: string | undefined;

  /** Takes an entry out, perhaps to put another in its place. */
  const takeOut = (key: string): void => {
    used -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };

  const remove = (key: string): void => {
    if (!entries.has(key)) return;
    takeOut(key);
    onGone?.(key);
  };

  const makeRoom = (): void => {
    for (const key of entries.keys()) {
      if (used <= maxBytes) return;
      remove(key);
    }
  };

  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      if (entry.until <= now()) {
        remove(key);
        return undefined;
      }
      if (key !== newest) {
        entries.delete(key);
        entries.set(key, entry);
        newest = key;
      }
      return entry.value;
    },
    endOf: (key) => entries.get(key)?.until ?? Number.NEGATIVE_INFINITY,
    set: (key, value, size, maxAgeMs = Number.POSITIVE_INFINITY) => {
      const bytes = size + key.length + OVERHEAD;
      if (maxAgeMs <= 0 || bytes > maxBytes) {
        remove(key);
        return;
      }
      takeOut(key);
      entries.set(key, { value, bytes, until: now() + maxAgeMs });
      newest = key;
      used += bytes;
      makeRoom();
    },
    delete: remove,
    values: () => [...entries.values()].filter(({ until }) => until > now()).map(({ value }) => value),
    bytes: () => used,
  };
};
