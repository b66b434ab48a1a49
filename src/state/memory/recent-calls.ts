import type { CallRate, RecentCalls } from '../recent-calls.ts';

/** What is known of one host. */
interface Host {
  readonly starts: CallStarts;
  heldUntil: number;
  /** The longest span that was asked about: older calls are forgotten. */
  longestMs: number;
}

/** When the calls of a host began. A call costs the same however many are remembered. */
class CallStarts {
  /** Oldest first. What stands before `#first` is forgotten. */
  readonly #moments: number[] = [];
  #first = 0;

  get isEmpty(): boolean {
    return this.#first === this.#moments.length;
  }

  add(moment: number): void {
    this.#moments.push(moment);
  }

  /** When the call began that has `place` as its place from the end, where the last call is 1. Undefined when there is none. */
  fromLast(place: number): number | undefined {
    const index = this.#moments.length - place;
    return index < this.#first ? undefined : this.#moments[index];
  }

  /** Forgets the calls that began at a moment or before. */
  forgetUntil(moment: number): void {
    while (!this.isEmpty && (this.#moments[this.#first] ?? 0) <= moment) this.#first += 1;
    // Moved now and then, when at least half of the room is free, so that each call is moved about once.
    if (this.#first * 2 < this.#moments.length) return;
    this.#moments.splice(0, this.#first);
    this.#first = 0;
  }
}

const waitOf = ({ starts, heldUntil }: Host, rates: readonly CallRate[], now: number): number => {
  let wait = Math.max(0, heldUntil - now);
  for (const { calls, spanMs } of rates) {
    const oldest = starts.fromLast(calls);
    if (oldest !== undefined) wait = Math.max(wait, oldest + spanMs - now);
  }
  return wait;
};

/** The calls of one process. A host without a call in the longest span takes no room. */
export const createRecentCalls = (now: () => number): RecentCalls => {
  const hosts = new Map<string, Host>();

  const prune = (moment: number): void => {
    for (const [name, { starts, longestMs, heldUntil }] of hosts) {
      starts.forgetUntil(moment - longestMs);
      if (starts.isEmpty && heldUntil <= moment) hosts.delete(name);
    }
  };

  const lookAt = (name: string, rates: readonly CallRate[], moment: number): Host => {
    prune(moment);
    const host = hosts.get(name) ?? {
      starts: new CallStarts(),
      heldUntil: Number.NEGATIVE_INFINITY,
      longestMs: 0,
    };
    for (const { spanMs } of rates) host.longestMs = Math.max(host.longestMs, spanMs);
    return host;
  };

  return {
    take: (name, rates) => {
      const moment = now();
      const host = lookAt(name, rates, moment);
      const wait = waitOf(host, rates, moment);
      if (wait === 0) {
        host.starts.add(moment);
        hosts.set(name, host);
      }
      return wait;
    },
    untilAllowed: (name, rates) => {
      const moment = now();
      return Promise.resolve(waitOf(lookAt(name, rates, moment), rates, moment));
    },
    hold: (name, milliseconds) => {
      const moment = now();
      const host = lookAt(name, [], moment);
      host.heldUntil = Math.max(host.heldUntil, moment + milliseconds);
      hosts.set(name, host);
      return Promise.resolve();
    },
    resume: (name) => {
      const host = hosts.get(name);
      if (host !== undefined) host.heldUntil = Number.NEGATIVE_INFINITY;
      return Promise.resolve();
    },
  };
};
