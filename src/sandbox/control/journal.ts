import type { CallNote } from './call-note.ts';

/** A call that reached the API. Calls are in the order in which they came. */
export interface JournalEntry extends CallNote {
  /** Counted from 1 since the start, also across {@link Journal.clear}. */
  readonly number: number;
  /** `YYYY-MM-DD HH:MM:SS` of the sandbox's clock. */
  readonly time: string;
  /** Name of the fault that the call met. */
  readonly fault: string | null;
  /** HTTP status of the answer; null while there is none, and when a fault left none. */
  status: number | null;
}

/** The calls that reached the API. */
export interface Journal {
  /** Adds a call; its `status` may be set later. */
  readonly add: (call: CallNote, time: string, fault: string | null) => JournalEntry;
  readonly entries: () => readonly JournalEntry[];
  /** Forgets the calls and says how many there were. */
  readonly clear: () => number;
}

/** Calls that are remembered at most; the oldest are forgotten first. */
const maxJournalEntries = 10_000;

/** An empty journal. */
export const createJournal = (): Journal => {
  let entries: JournalEntry[] = [];
  let made = 0;
  return {
    add: (call, time, fault) => {
      made += 1;
      const entry: JournalEntry = { number: made, time, ...call, fault, status: null };
      entries.push(entry);
      // The journal is cut in large steps, because moving the whole list at each call would cost more than the call.
      if (entries.length >= 2 * maxJournalEntries) entries = entries.slice(-maxJournalEntries);
      return entry;
    },
    entries: () => entries.slice(-maxJournalEntries),
    clear: () => {
      const { length } = entries;
      entries = [];
      return Math.min(length, maxJournalEntries);
    },
  };
};
