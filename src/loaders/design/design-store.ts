interface Part {
  readonly value: Promise<unknown>;
  readonly until: number;
}

/**
 * Design kept between requests, part by part (arms, metadata, …), per REDCap host, token and rights; records are never
 * kept here. A part that failed is forgotten at once.
 */
export interface DesignStore {
  /** The part under `name`, loaded by the first who asks. `onJoin` tells that it was already there. */
  readonly part: <T>(owner: string, name: string, load: () => Promise<T>) => Promise<T>;
  /** Forgets everything of an owner: after a write to the project's design, and when REDCap refuses the token. */
  readonly drop: (owner: string) => void;
  /** Forgets some parts of an owner. */
  readonly dropParts: (owner: string, names: readonly string[]) => void;
  /** Begins a new generation: a read that is under way must not answer one that begins after this. */
  readonly advance: (owner: string) => void;
  /** Counts the writes and drops of an owner; a read of an older generation never answers a newer one. */
  readonly generation: (owner: string) => number;
}

export interface DesignStoreOptions {
  /** How long a part may be used before it is read again. */
  readonly maxAgeMs: number;
  /** Parts that are kept for another time than the rest, by name. */
  readonly maxAgeMsOf?: Readonly<Record<string, number>>;
  /** How many owners are kept; the least recently used is dropped. */
  readonly maxOwners: number;
  /** A monotonic clock in milliseconds. */
  readonly now: () => number;
}

/** An empty store. */
export const createDesignStore = (options: DesignStoreOptions): DesignStore => {
  const owners = new Map<string, Map<string, Part>>();
  const generations = new Map<string, number>();

  const partsOf = (owner: string): Map<string, Part> => {
    const parts = owners.get(owner) ?? new Map<string, Part>();
    owners.delete(owner);
    owners.set(owner, parts);
    const oldest = owners.keys().next();
    if (owners.size > options.maxOwners && oldest.done !== true) owners.delete(oldest.value);
    return parts;
  };

  const advance = (owner: string): void => {
    generations.set(owner, (generations.get(owner) ?? 0) + 1);
  };

  return {
    part: <T>(owner: string, name: string, load: () => Promise<T>): Promise<T> => {
      const parts = partsOf(owner);
      const known = parts.get(name);
      if (known !== undefined && known.until > options.now()) return known.value as Promise<T>;
      const value = load();
      const maxAgeMs = options.maxAgeMsOf?.[name] ?? options.maxAgeMs;
      const part: Part = { value, until: options.now() + maxAgeMs };
      parts.set(name, part);
      value.catch(() => {
        if (parts.get(name) === part) parts.delete(name);
      });
      return value;
    },
    drop: (owner) => {
      owners.delete(owner);
      advance(owner);
    },
    dropParts: (owner, names) => {
      for (const name of names) owners.get(owner)?.delete(name);
      advance(owner);
    },
    advance,
    generation: (owner) => generations.get(owner) ?? 0,
  };
};
