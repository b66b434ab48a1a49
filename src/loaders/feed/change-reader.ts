import { takeChangePage, withoutRows, type ChangePlace, type PlacedChange } from './change-page.ts';
import type { ChangeWatch, WatchMember } from './change-watch.ts';

/** Changes that a reader is handed at once, at most. */
const BATCH = 100;

/** What a reader is handed. */
export interface ReadChanges {
  readonly changes: readonly PlacedChange[];
  /** Where to go on behind them. */
  readonly place: ChangePlace;
  /** False once when the gateway does not remember which names it reported before. */
  readonly namesChecked: boolean;
}

/**
 * Reads the changes of a project as they come. Whoever reads slowly holds nobody up, and nothing is kept for them: the feed has
 * the latest of each record.
 */
export interface ChangeReader {
  /** Where the reader begins: nothing before it is handed out. Waits for a look at REDCap where one is needed. */
  readonly begin: () => Promise<ReadChanges>;
  /** The next changes, as soon as there are some; null when the reader has left. */
  readonly next: () => Promise<ReadChanges | null>;
  readonly leave: () => void;
}

/** Opens a reader, from now on or behind a place. */
export const openChangeReader = (watch: ChangeWatch, after: ChangePlace | null, signal: AbortSignal): ChangeReader => {
  const member: WatchMember = { place: after, namesChecked: true };
  const left = new AbortController();
  const ended = AbortSignal.any([signal, left.signal]);
  const leave = (): void => {
    left.abort();
    watch.leave(member);
  };
  signal.addEventListener('abort', leave, { once: true });
  watch.join(member);

  const takeFlag = (): boolean => {
    const { namesChecked } = member;
    member.namesChecked = true;
    return namesChecked;
  };

  const begin: ChangeReader['begin'] = async () => {
    for (;;) {
      const { version } = watch;
      signal.throwIfAborted();
      const { place } = member;
      if (watch.knownTo(member) !== null && place !== null) return { changes: [], place, namesChecked: takeFlag() };
      await watch.change(version, ended);
    }
  };

  const next: ChangeReader['next'] = async () => {
    for (;;) {
      if (ended.aborted) return null;
      const { version } = watch;
      const known = watch.knownTo(member);
      if (known !== null && member.place !== null) {
        const { changes, end } = withoutRows(await takeChangePage(known, member.place, BATCH));
        const namesChecked = takeFlag();
        // The feed may have moved on to another register meanwhile. What was taken of this one counts all the same.
        member.place = end;
        if (changes.length > 0 || !namesChecked) return { changes, place: end, namesChecked };
      }
      await watch.change(version, ended);
    }
  };
  return { begin, next, leave };
};
