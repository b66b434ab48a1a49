import type { Minute } from './log.ts';

/** What has become of a record. */
export type ChangeKind = 'CREATED' | 'UPDATED' | 'DELETED' | 'RENAMED';

/** What is told of a record. */
export interface Told {
  readonly name: string;
  readonly isPresent: boolean;
  /** It was not there, under this name, when last looked. */
  readonly isNew: boolean;
  /** The name that it had before, which is gone with this; null but for a rename. */
  readonly previousName: string | null;
  /** When the log says that it was, on the server's clock; null when it does not. */
  readonly at: Minute | null;
  /** The log is known up to here without what is told: who was not told yet must have it read from here on. */
  readonly since: Minute;
}

/** What is told of a record, and its place in the feed. */
export interface FeedEntry extends Told {
  readonly seq: number;
}

/**
 * What became of records, in the order in which it was noticed. Of each name only the latest is kept, behind all that was
 * there, so that whoever was told everything up to a number is told what has changed since by the entries of greater numbers.
 */
export interface ChangeFeed {
  readonly tell: (told: Told) => void;
  /** The entries behind a number, in order. */
  readonly after: (seq: number) => readonly FeedEntry[];
  /** What an entry means to one who was told everything up to a number. */
  readonly kindOf: (entry: FeedEntry, seq: number) => ChangeKind;
  /** The number of the newest entry; 0 when there was none. */
  readonly last: () => number;
  readonly size: () => number;
}

/** An empty feed. */
export const createChangeFeed = (): ChangeFeed => {
  let last = 0;
  const entries = new Map<number, FeedEntry>();
  /** Where each name stands; a rename stands for two. */
  const places = new Map<string, number>();
  /** When each name came; those that were there from the beginning are not in it. */
  const appeared = new Map<string, number>();

  /** Takes a name out of its entry; of a rename the other name stays, in the same place. */
  const supersede = (name: string): void => {
    const entry = entries.get(places.get(name) ?? 0);
    places.delete(name);
    if (entry === undefined) return;
    if (entry.previousName === null) entries.delete(entry.seq);
    else if (entry.previousName === name) entries.set(entry.seq, { ...entry, previousName: null });
    else entries.set(entry.seq, { ...entry, name: entry.previousName, previousName: null, isPresent: false });
  };

  return {
    tell: (told) => {
      last += 1;
      for (const name of [told.name, told.previousName]) {
        if (name === null) continue;
        supersede(name);
        places.set(name, last);
      }
      if (told.isNew) appeared.set(told.name, last);
      entries.set(last, { ...told, seq: last });
    },
    after: (seq) => [...entries.values()].filter((entry) => entry.seq > seq),
    kindOf: ({ name, isPresent, previousName }, seq) => {
      if (!isPresent) return 'DELETED';
      if (previousName !== null) return 'RENAMED';
      return (appeared.get(name) ?? 0) > seq ? 'CREATED' : 'UPDATED';
    },
    last: () => last,
    size: () => entries.size,
  };
};
