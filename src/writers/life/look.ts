import { setTimeout as pause } from 'node:timers/promises';

/** Waits so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<unknown>;

/** The clock's own wait. */
export const waitFor: Wait = (milliseconds) => pause(milliseconds);

/** After a lost answer REDCap may still be at work: so long it is given, look by look, before "not done" is believed. */
const PAUSES_MS = [0, 2_000, 5_000, 15_000] as const;

/**
 * Looks until what is found settles the question, or REDCap has had time enough; gives the last thing found. Null when no
 * look told anything.
 */
export const lookUntil = async <Found>(
  wait: Wait,
  look: () => Promise<Found | null>,
  isSettled: (found: Found) => boolean,
): Promise<Found | null> => {
  let last: Found | null = null;
  for (const milliseconds of PAUSES_MS) {
    if (milliseconds > 0) await wait(milliseconds);
    const found = await look();
    if (found === null) continue;
    last = found;
    if (isSettled(found)) break;
  }
  return last;
};
