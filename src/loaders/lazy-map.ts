/** A map whose values are made when they are first asked for, each once. */
export const createLazyMap = <Key, Made>(
  entries: readonly (readonly [key: Key, make: () => Made])[],
): ReadonlyMap<Key, Made> => {
  const makers = new Map(entries);
  const made = new Map<Key, Made>();

  const get = (key: Key): Made | undefined => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = makers.get(key)?.();
    if (value !== undefined) made.set(key, value);
    return value;
  };

  const all = (): Map<Key, Made> => new Map([...makers.keys()].map((key) => [key, get(key) as Made]));

  return {
    get,
    has: (key) => makers.has(key),
    size: makers.size,
    keys: () => makers.keys(),
    values: () => all().values(),
    entries: () => all().entries(),
    forEach: (run, self) => all().forEach(run, self),
    [Symbol.iterator]: () => all()[Symbol.iterator](),
  };
};
