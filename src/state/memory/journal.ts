import { createBoundedMap, type BoundedMapOptions } from '../bounded-map.ts';
import { createFirmMap } from '../firm-map.ts';
import type { Journal, JournalEntry } from '../journal.ts';
import { sizeOf } from './size.ts';

type Options = Pick<BoundedMapOptions, 'maxBytes' | 'now'>;

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
  // In the order in which they began. None makes room for another.
  const unended = createFirmMap<JournalEntry>(options);
  const ended = createBoundedMap<JournalEntry>(options);
  const { lives, show } = createLives(now);

  return {
    begin: async (entry, maxAgeMs) => {
      if (unended.get(entry.id) !== undefined || ended.get(entry.id) !== undefined) return false;
      const begun: JournalEntry = { ...entry, stage: 'begun', isGenuine: true };
      unended.set(entry.id, begun, sizeOf(begun), now() + maxAgeMs);
      return Promise.resolve(true);
    },
    revise: async (id, owner, { stage, open, sealed }, maxAgeMs) => {
      const before = unended.get(id);
      if (before?.owner !== owner) return false;
      const entry = { ...before, stage, open, sealed: sealed === undefined ? before.sealed : sealed };
      if (stage === 'ended') {
        unended.delete(id);
        ended.set(id, entry, sizeOf(entry), maxAgeMs);
      } else unended.set(id, entry, sizeOf(entry), now() + maxAgeMs);
      return Promise.resolve(true);
    },
    get: <Open, Sealed>(id: string) =>
      // Whoever asks for the entry knows what was written into it.
      Promise.resolve((unended.get(id) ?? ended.get(id) ?? null) as JournalEntry<Open, Sealed> | null),
    orphans: (limit) => {
      const orphaned = unended.values().filter(({ owner }) => !lives(owner));
      return Promise.resolve(orphaned.slice(0, limit).map(({ id }) => id));
    },
    adopt: (id, from, to) => {
      const entry = unended.get(id);
      const isFree = entry?.owner === from && !lives(from);
      if (isFree) {
        const adopted = { ...entry, owner: to };
        unended.set(id, adopted, sizeOf(adopted), unended.endOf(id));
      }
      return Promise.resolve(isFree);
    },
    live: (owner, maxAgeMs) => {
      show(owner, maxAgeMs);
      return Promise.resolve();
    },
    unended: () => Promise.resolve(unended.values().length),
  };
};
