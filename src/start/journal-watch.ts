import type { ReadinessSignal } from '../gateway/health.ts';
import type { Clock } from '../redcap/clock.ts';
import type { Journal } from '../state/journal.ts';
import { StateUnavailable } from '../state/unavailable.ts';

/** A journal that took nothing counts as such for so long. Another write that it refuses makes it longer. */
const REMEMBERED_MS = 60_000;

const WHAT_TO_DO =
  'Writes are refused and reads go on. Make room on its disk and look at the rights of the folder. Start the gateway anew if this stays.';

/** A journal in the data folder, and whether it takes what it is given. */
export interface WatchedJournal {
  readonly journal: Journal;
  readonly signal: ReadinessSignal;
}

/** Watches a journal without a write of its own: every write of a caller shows whether it can be noted. */
export const watchJournal = (journal: Journal, clock: Pick<Clock, 'now'>): WatchedJournal => {
  let failed: { readonly message: string; readonly at: number } | null = null;
  const watched =
    <Args extends readonly unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      try {
        return await run(...args);
      } catch (error) {
        if (error instanceof StateUnavailable) failed = { message: error.message, at: clock.now() };
        throw error;
      }
    };
  return {
    journal: {
      ...journal,
      begin: watched(journal.begin),
      revise: watched(journal.revise),
      adopt: watched(journal.adopt),
      live: watched(journal.live),
    },
    signal: {
      name: 'data',
      servesOn: true,
      problem: () =>
        failed === null || clock.now() - failed.at >= REMEMBERED_MS ? null : `${failed.message} ${WHAT_TO_DO}`,
    },
  };
};
