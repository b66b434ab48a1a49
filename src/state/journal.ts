/**
 * How far a write has come. `begun`: nothing of it was sent. `sent`: some of it may have been. `ended`: its owner, or whoever
 * took it over, has said what became of it.
 */
export type JournalStage = 'begun' | 'sent' | 'ended';

/** A write, as the journal has it. `open` and `sealed` are plain data. */
export interface JournalEntry<Open = unknown, Sealed = unknown> {
  /** Unguessable, and never used twice. */
  readonly id: string;
  /** The gateway that does the write, or has taken it over. */
  readonly owner: string;
  readonly stage: JournalStage;
  /** Nothing of a participant and no token: codes, counts, times, names of mutations, fields and projects. */
  readonly open: Open;
  /** What is of participants, or of people: names of records, values. A store outside of memory seals it. */
  readonly sealed: Sealed | null;
  /**
   * False where something else than a gateway with this secret has written `stage` or `open`, in a store outside of memory. Neither
   * may be believed then.
   */
  readonly isGenuine: boolean;
}

/** A write that begins. */
export type NewJournalEntry = Omit<JournalEntry, 'stage' | 'isGenuine'>;

/** What changes of an entry. */
export interface JournalChange {
  readonly stage: JournalStage;
  readonly open: unknown;
  /** In place of what was sealed before, or null to forget that; left as it is unless given. */
  readonly sealed?: unknown;
}

/**
 * What the gateways were about to write, and what became of it. What a promise of `begin` and `revise` was kept for is safe: a
 * store on a disk has flushed it. A store that has no room refuses the new, and never forgets an entry that has not ended and
 * whose age allows it.
 *
 * An entry has one owner. An owner shows again and again that it lives, and another may take over the entries of one that
 * does not. After that the former owner can change nothing of them, so that it must not send either.
 */
export interface Journal {
  /** Adds an entry, `begun`; false when there is one with this id. Its age counts anew with each change. */
  readonly begin: (entry: NewJournalEntry, maxAgeMs: number) => Promise<boolean>;
  /** Changes an entry; false, and nothing changes, when it is not there, has ended, or has another owner. */
  readonly revise: (id: string, owner: string, change: JournalChange, maxAgeMs: number) => Promise<boolean>;
  /** The entry with this id; null when there is none, or it is too old. */
  readonly get: <Open, Sealed>(id: string) => Promise<JournalEntry<Open, Sealed> | null>;
  /** Ids of entries that have not ended and whose owner shows no life, the oldest first, so many at most. */
  readonly orphans: (limit: number) => Promise<readonly string[]>;
  /** Gives an entry to another owner; false when it has ended, or its owner is not `from`, or `from` lives. */
  readonly adopt: (id: string, from: string, to: string) => Promise<boolean>;
  /**
   * Shows that an owner lives, for so many milliseconds from now; with 0 it lives no more. A store that one process alone can
   * use forgets, as it opens, that anybody lived.
   */
  readonly live: (owner: string, maxAgeMs: number) => Promise<void>;
  /** How many entries have not ended, whoever owns them. */
  readonly unended: () => Promise<number>;
}
