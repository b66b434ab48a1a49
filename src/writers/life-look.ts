import { pause, type Clock } from '../redcap/clock.ts';

/** After a lost answer REDCap may still be at work: it is given so long, look by look. */
const PAUSES_MS = [0, 2_000, 5_000, 15_000] as const;

/**
 * Looks until what is found settles the question, until REDCap has had time enough, or until the gateway stops. Returns the
 * last thing found, or null when no look found anything out.
 */
export const lookUntil = async <Found>(
  clock: Clock,
  look: () => Promise<Found | null>,
  isSettled: (found: Found) => boolean,
  stopping?: AbortSignal,
): Promise<Found | null> => {
  let last: Found | null = null;
  for (const milliseconds of PAUSES_MS) {
    if (milliseconds > 0) await pause(clock, milliseconds, stopping);
    if (stopping?.aborted === true) break;
    const found = await look();
    if (found === null) continue;
    last = found;
    if (isSettled(found)) break;
  }
  return last;
};
