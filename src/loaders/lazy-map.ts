// These are no functions within another: see docs/decisions/051-what-outlives-its-request.md.

function* eachEntry<Key, Made>(keys: Iterable<Key>, get: (key: Key) => Made | undefined): MapIterator<[Key, Made]> {
  for (const key of keys) {
    const value = get(key);
    if (value !== undefined) yield [key, value];
  }
}

function* eachValue<Key, Made>(entries: Iterable<[Key, Made]>): MapIterator<Made> {
  for (const [, value] of entries) yield value;
}

/** A map whose values are made of others when they are first asked for, each once. */
export const createLazyMap = <Key, Given extends object, Made extends object>(
  given: ReadonlyMap<Key, Given>,
  make: (from: Given) => Made,
): ReadonlyMap<Key, Made> => {
  const made = new Map<Key, Made>();

  const get = (key: Key): Made | undefined => {
    const known = made.get(key);
    const from = known === undefined ? given.get(key) : undefined;
    if (from === undefined) return known;
    const value = make(from);
    made.set(key, value);
    return value;
  };

  const all = (): MapIterator<[Key, Made]> => eachEntry(given.keys(), get);

  const map: ReadonlyMap<Key, Made> = {
    get,
    has: (key) => given.has(key),
    size: given.size,
    keys: () => given.keys(),
    values: () => eachValue(all()),
    entries: all,
    forEach: (run) => {
      for (const [key, value] of all()) run(value, key, map);
    },
    [Symbol.iterator]: all,
  };
  return map;
};
