import { createBoundedMap, type BoundedMapOptions } from '../bounded-map.ts';
import type { Journal, JournalEntry } from '../journal.ts';
import { StateUnavailable } from '../unavailable.ts';
import { sizeOf } from './size.ts';

type Options = Pick<BoundedMapOptions, 'maxBytes' | 'now'>;

/** Entries that have not ended, in the order in which they began. None makes room for another. */
const createUnended = ({ maxBytes, now }: Options) => {
  const entries = new Map<string, { readonly entry: JournalEntry; readonly bytes: number; readonly until: number }>();
  let used = 0;

  const remove = (id: string): void => {
    used -= entries.get(id)?.bytes ?? 0;
    entries.delete(id);
  };

  const get = (id: string): JournalEntry | null => {
    const known = entries.get(id);
    if (known === undefined) return null;
    if (known.until > now()) return known.entry;
    remove(id);
    return null;
  };

  return {
    get,
    remove,
    set: (entry: JournalEntry, until: number): void => {
      const bytes = sizeOf(entry);
      const added = bytes - (entries.get(entry.id)?.bytes ?? 0);
      if (used + added > maxBytes) throw new StateUnavailable('The journal of the gateway has no room left.');
      used += added;
      entries.set(entry.id, { entry, bytes, until });
    },
    untilOf: (id: string): number => entries.get(id)?.until ?? 0,
    all: (): JournalEntry[] => [...entries.keys()].flatMap((id) => get(id) ?? []),
  };
};

/** Until when who lives, of those who have shown it. */
export const createLives = (now: () => number) => {
  const untilOf = new Map<string, number>();
  const lives = (owner: string): boolean => (untilOf.get(owner) ?? 0) > now();
  return {
    lives,
    show: (owner: string, maxAgeMs: number): void => {
      for (const other of [...untilOf.keys()]) if (!lives(other)) untilOf.delete(other);
      if (maxAgeMs > 0) untilOf.set(owner, now() + maxAgeMs);
      else untilOf.delete(owner);
    },
  };
};

/** The journal of one process. The room is in bytes of JSON. Entries that have ended make room for later ones. */
export const createJournal = (options: Options): Journal => {
  const { now } = options;
  const unended = createUnended(options);
  const ended = createBoundedMap<JournalEntry>(options);
  const { lives, show } = createLives(now);

  return {
    begin: async (entry, maxAgeMs) => {
      if (unended.get(entry.id) !== null || ended.get(entry.id) !== undefined) return false;
      unended.set({ ...entry, stage: 'begun' }, now() + maxAgeMs);
      return Promise.resolve(true);
    },
    revise: async (id, owner, { stage, open, sealed }, maxAgeMs) => {
      const before = unended.get(id);
      if (before?.owner !== owner) return false;
      const entry = { ...before, stage, open, sealed: sealed === undefined ? before.sealed : sealed };
      if (stage === 'ended') {
        unended.remove(id);
        ended.set(id, entry, sizeOf(entry), maxAgeMs);
      } else unended.set(entry, now() + maxAgeMs);
      return Promise.resolve(true);
    },
    get: <Open, Sealed>(id: string) =>
      // Whoever asks for the entry knows what was written into it.
      Promise.resolve((unended.get(id) ?? ended.get(id) ?? null) as JournalEntry<Open, Sealed> | null),
    orphans: (limit) => {
      const orphaned = unended.all().filter(({ owner }) => !lives(owner));
      return Promise.resolve(orphaned.slice(0, limit).map(({ id }) => id));
    },
    adopt: (id, from, to) => {
      const entry = unended.get(id);
      const isFree = entry?.owner === from && !lives(from);
      if (isFree) unended.set({ ...entry, owner: to }, unended.untilOf(id));
      return Promise.resolve(isFree);
    },
    live: (owner, maxAgeMs) => {
      show(owner, maxAgeMs);
      return Promise.resolve();
    },
    unended: () => Promise.resolve(unended.all().length),
  };
};
