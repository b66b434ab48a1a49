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

  function* all(): MapIterator<[Key, Made]> {
    for (const key of given.keys()) {
      const value = get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  function* values(): MapIterator<Made> {
    for (const [, value] of all()) yield value;
  }

  const map: ReadonlyMap<Key, Made> = {
    get,
    has: (key) => given.has(key),
    size: given.size,
    keys: () => given.keys(),
    values,
    entries: all,
    forEach: (run) => {
      for (const [key, value] of all()) run(value, key, map);
    },
    [Symbol.iterator]: all,
  };
  return map;
};
