import type { ReadinessSignal } from '../gateway/health.ts';
import type { Clock } from '../redcap/clock.ts';
import type { RecentCalls } from '../state/recent-calls.ts';

/** Probes may come in numbers, and the state may be another machine's: what it says is good for so long. */
const GOOD_FOR_MS = 1_000;

const BANNED =
  'REDCap has blocked the address of this gateway, which does not call it any more. A REDCap administrator must lift the ' +
  'block, and then an operator runs "redcap-graphql resume".';

/** A signal that has a problem while REDCap bans the gateway from one of these hosts, whichever gateway has seen it. */
export const watchBans = (
  hosts: () => readonly string[],
  calls: Pick<RecentCalls, 'held'>,
  clock: Clock,
): ReadinessSignal => {
  let known: Promise<string | null> | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const look = async (): Promise<string | null> => {
    const own = hosts();
    const held = await calls.held();
    return held.some(({ host, bannedSince }) => bannedSince !== null && own.includes(host)) ? BANNED : null;
  };
  return {
    name: 'ban',
    problem: () => {
      if (known === undefined || clock.now() - lookedAt >= GOOD_FOR_MS) {
        lookedAt = clock.now();
        known = look();
      }
      return known;
    },
  };
};
