import type { CallRate, RecentCalls } from '../recent-calls.ts';

/** What is known of one host. */
interface Host {
  /** When its calls began, oldest first. */
  starts: readonly number[];
  heldUntil: number;
  /** The longest span that was asked about: older calls are forgotten. */
  longestMs: number;
}

const waitOf = ({ starts, heldUntil }: Host, rates: readonly CallRate[], now: number): number => {
  const waits = rates.map(({ calls, spanMs }) => {
    const oldest = starts[starts.length - calls];
    return oldest === undefined ? 0 : oldest + spanMs - now;
  });
  return Math.max(0, heldUntil - now, ...waits);
};

/** The calls of one process. A host without a call in the longest span takes no room. */
export const createRecentCalls = (now: () => number): RecentCalls => {
  const hosts = new Map<string, Host>();

  const prune = (moment: number): void => {
    for (const [name, host] of hosts) {
      host.starts = host.starts.filter((start) => start > moment - host.longestMs);
      if (host.starts.length === 0 && host.heldUntil <= moment) hosts.delete(name);
    }
  };

  const lookAt = (name: string, rates: readonly CallRate[]): Host => {
    prune(now());
    const host = hosts.get(name) ?? { starts: [], heldUntil: Number.NEGATIVE_INFINITY, longestMs: 0 };
    host.longestMs = Math.max(host.longestMs, ...rates.map(({ spanMs }) => spanMs));
    return host;
  };

  return {
    take: (name, rates) => {
      const host = lookAt(name, rates);
      const wait = waitOf(host, rates, now());
      if (wait === 0) hosts.set(name, Object.assign(host, { starts: [...host.starts, now()] }));
      return Promise.resolve(wait);
    },
    untilAllowed: (name, rates) => Promise.resolve(waitOf(lookAt(name, rates), rates, now())),
    hold: (name, milliseconds) => {
      const host = lookAt(name, []);
      hosts.set(name, Object.assign(host, { heldUntil: Math.max(host.heldUntil, now() + milliseconds) }));
      return Promise.resolve();
    },
    resume: (name) => {
      const host = hosts.get(name);
      if (host !== undefined) host.heldUntil = Number.NEGATIVE_INFINITY;
      return Promise.resolve();
    },
  };
};
