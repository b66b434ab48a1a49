/** A map whose values are made when they are first asked for, each once. */
export const createLazyMap = <Key, Made extends object>(
  entries: readonly (readonly [key: Key, make: () => Made])[],
): ReadonlyMap<Key, Made> => {
  const makers = new Map(entries);
  const made = new Map<Key, Made>();

  const get = (key: Key): Made | undefined => {
    const value = made.get(key) ?? makers.get(key)?.();
    if (value !== undefined) made.set(key, value);
    return value;
  };

  function* all(): MapIterator<[Key, Made]> {
    for (const key of makers.keys()) {
      const value = get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  function* values(): MapIterator<Made> {
    for (const [, value] of all()) yield value;
  }

  const map: ReadonlyMap<Key, Made> = {
    get,
    has: (key) => makers.has(key),
    size: makers.size,
    keys: () => makers.keys(),
    values,
    entries: all,
    forEach: (run) => {
      for (const [key, value] of all()) run(value, key, map);
    },
    [Symbol.iterator]: all,
  };
  return map;
};
