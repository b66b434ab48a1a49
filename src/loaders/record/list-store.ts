interface Entry<List> {
  readonly list: List;
  readonly until: number;
}

/**
 * The keys of a list that is being paged through, kept for a short time so that each further page costs one export and
 * pages neither skip nor repeat anything while others enter data. Keys only, in memory only, per token and query.
 */
export interface ListStore<List> {
  readonly get: (owner: string, query: string) => List | undefined;
  readonly set: (owner: string, query: string, list: List) => void;
  /** Forgets all lists of an owner: after a write, and when REDCap refuses the token. */
  readonly drop: (owner: string) => void;
}

export interface ListStoreOptions {
  /** 0 turns keeping off. */
  readonly maxAgeMs: number;
  /** Lists kept at most; the oldest goes first. */
  readonly maxLists: number;
  /** A monotonic clock in milliseconds. */
  readonly now: () => number;
}

/** An empty store. */
export const createListStore = <List>(options: ListStoreOptions): ListStore<List> => {
  const lists = new Map<string, Entry<List>>();
  const keyOf = (owner: string, query: string): string => `${owner}\n${query}`;
  return {
    get: (owner, query) => {
      const entry = lists.get(keyOf(owner, query));
      return entry !== undefined && entry.until > options.now() ? entry.list : undefined;
    },
    set: (owner, query, list) => {
      if (options.maxAgeMs === 0) return;
      const key = keyOf(owner, query);
      lists.delete(key);
      lists.set(key, { list, until: options.now() + options.maxAgeMs });
      const oldest = lists.keys().next();
      if (lists.size > options.maxLists && oldest.done !== true) lists.delete(oldest.value);
    },
    drop: (owner) => {
      for (const key of lists.keys()) if (key.startsWith(`${owner}\n`)) lists.delete(key);
    },
  };
};
