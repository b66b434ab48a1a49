import { heldAt, type HostHold } from '../memory/recent-calls.ts';
import type { CallTurn, HeldHost } from '../recent-calls.ts';

interface Hold extends HostHold {
  /** Redis does not know of it yet. */
  isOwed: boolean;
}

/** What this gateway knows of hosts that are not to be called, for the time that Redis is away. */
export const createLocalHolds = (now: () => number) => {
  const holds = new Map<string, Hold>();
  const open = (host: string): Hold => {
    const hold = holds.get(host) ?? { pausedUntil: Number.NEGATIVE_INFINITY, bannedSince: null, isOwed: false };
    holds.set(host, hold);
    return hold;
  };
  const all = (): HeldHost[] => heldAt(holds, now());

  return {
    pause: (host: string, milliseconds: number): void => {
      const hold = open(host);
      hold.pausedUntil = Math.max(hold.pausedUntil, now() + milliseconds);
      hold.isOwed = true;
    },
    ban: (host: string, since: string): void => {
      const hold = open(host);
      hold.bannedSince ??= since;
      hold.isOwed = true;
    },
    /** Takes what Redis says of a host in place of what was known. */
    learn: (host: string, isBanned: boolean, pauseMs: number): void => {
      if (!isBanned && pauseMs <= 0) {
        holds.delete(host);
        return;
      }
      const hold = open(host);
      hold.bannedSince = isBanned ? (hold.bannedSince ?? new Date().toISOString()) : null;
      hold.pausedUntil = pauseMs > 0 ? now() + pauseMs : Number.NEGATIVE_INFINITY;
      hold.isOwed = false;
    },
    /** Why a host is not called now; undefined when it may be. */
    turn: (host: string): CallTurn | undefined => {
      const hold = holds.get(host);
      if (hold?.bannedSince != null) return { kind: 'banned' };
      const waitMs = (hold?.pausedUntil ?? Number.NEGATIVE_INFINITY) - now();
      return waitMs > 0 ? { kind: 'paused', waitMs } : undefined;
    },
    all,
    /** What Redis has to learn. */
    owed: (): readonly HeldHost[] => all().filter(({ host }) => holds.get(host)?.isOwed === true),
    /** Redis knows now: of one host, or of all. */
    settle: (host?: string): void => {
      for (const [name, hold] of holds) if (host === undefined || name === host) hold.isOwed = false;
    },
  };
};
