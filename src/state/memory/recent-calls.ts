import {
  LONGEST_SPAN_MS,
  type CallLimits,
  type CallPace,
  type CallRate,
  type CallTurn,
  type HeldHost,
  type RecentCalls,
} from '../recent-calls.ts';

/** What keeps a host from being called. */
export interface HostHold {
  pausedUntil: number;
  bannedSince: string | null;
}

/** What spreads the calls of a host. */
export interface HostPace {
  /** The moment for which the next call would be booked, if calls came one by one at their pace. */
  paceAt: number;
}

/** What is known of one host. */
interface Host extends HostHold, HostPace {
  /** By when each call that is under way counts as arrived, in the order in which they were booked. */
  readonly open: Map<string, number>;
  readonly ends: CallEnds;
  /** The longest span that was asked about: calls that ended earlier are forgotten. */
  longestSpanMs: number;
}

/** When the calls of a host ended. A call costs the same however many are remembered. */
class CallEnds {
  /** Oldest first. What stands before `#first` is forgotten. */
  readonly #moments: number[] = [];
  #first = 0;

  get isEmpty(): boolean {
    return this.#first === this.#moments.length;
  }

  add(moment: number): void {
    this.#moments.push(moment);
  }

  /** When the call ended that has `place` as its place from the end, where the last is 1. Undefined when there is none. */
  fromLast(place: number): number | undefined {
    const index = this.#moments.length - place;
    return index < this.#first ? undefined : this.#moments[index];
  }

  /** Forgets the calls that ended at a moment or before. */
  forgetUntil(moment: number): void {
    while (!this.isEmpty && (this.#moments[this.#first] ?? 0) <= moment) this.#first += 1;
    // Moved now and then, when at least half of the room is free, so that each call is moved about once.
    if (this.#first * 2 < this.#moments.length) return;
    this.#moments.splice(0, this.#first);
    this.#first = 0;
  }
}

const createHost = (): Host => ({
  open: new Map(),
  ends: new CallEnds(),
  paceAt: Number.NEGATIVE_INFINITY,
  pausedUntil: Number.NEGATIVE_INFINITY,
  bannedSince: null,
  longestSpanMs: LONGEST_SPAN_MS,
});

/** Lets the calls arrive of which nobody will say any more that they have. */
const settleOverdue = ({ open, ends }: Host, now: number): void => {
  for (const [call, latest] of open) {
    if (latest > now) return;
    open.delete(call);
    ends.add(now);
  }
};

/** Milliseconds until a rate can have room. While all of it is under way, one has to end and then to grow old. */
const waitForRate = ({ open, ends }: Host, { calls, spanMs }: CallRate, now: number): number => {
  const others = calls - open.size;
  if (others <= 0) return spanMs;
  const oldest = ends.fromLast(others);
  return oldest === undefined ? 0 : Math.max(0, oldest + spanMs - now);
};

/** Keeps the next moment of the pace free, and returns the milliseconds until it comes. */
export const keepPace = (host: HostPace, { burst, everyMs }: CallPace, now: number): number => {
  const moment = Math.max(now, host.paceAt - (burst - 1) * everyMs);
  host.paceAt = Math.max(host.paceAt, moment) + everyMs;
  return moment - now;
};

/** Those of some hosts that are held off at a moment. */
export const heldAt = (hosts: Iterable<readonly [host: string, hold: HostHold]>, now: number): HeldHost[] =>
  [...hosts].flatMap(([host, { pausedUntil, bannedSince }]) =>
    pausedUntil > now || bannedSince !== null ? [{ host, pauseMs: Math.max(0, pausedUntil - now), bannedSince }] : [],
  );

const waitFor = (host: Host, rates: readonly CallRate[], now: number): number => {
  let wait = 0;
  for (const rate of rates) {
    host.longestSpanMs = Math.max(host.longestSpanMs, rate.spanMs);
    wait = Math.max(wait, waitForRate(host, rate, now));
  }
  return wait;
};

/** The hosts of which something is known. A host without a call in the longest span takes no room. */
const createHosts = () => {
  const hosts = new Map<string, Host>();
  const isIdle = ({ open, ends, pausedUntil, bannedSince, paceAt }: Host, moment: number): boolean =>
    open.size === 0 && ends.isEmpty && pausedUntil <= moment && bannedSince === null && paceAt <= moment;
  const tidy = (moment: number): void => {
    for (const [name, host] of hosts) {
      settleOverdue(host, moment);
      host.ends.forgetUntil(moment - host.longestSpanMs);
      if (isIdle(host, moment)) hosts.delete(name);
    }
  };
  const open = (name: string): Host => {
    const known = hosts.get(name);
    if (known !== undefined) return known;
    const host = createHost();
    hosts.set(name, host);
    return host;
  };
  return { hosts, open, tidy };
};

/** The calls of one process. */
export const createRecentCalls = (now: () => number): RecentCalls => {
  const { hosts, open, tidy } = createHosts();
  let number = 0;

  const take = (name: string, { rates, pace, longestMs }: CallLimits): CallTurn => {
    const moment = now();
    tidy(moment);
    const host = open(name);
    if (host.bannedSince !== null) return { kind: 'banned' };
    if (host.pausedUntil > moment) return { kind: 'paused', waitMs: host.pausedUntil - moment };
    const full = waitFor(host, rates, moment);
    if (full > 0) return { kind: 'full', waitMs: full };
    number += 1;
    const call = String(number);
    const waitMs = pace === undefined ? 0 : keepPace(host, pace, moment);
    host.open.set(call, moment + waitMs + longestMs);
    return { kind: 'booked', call, waitMs };
  };

  return {
    take,
    arrived: (name, call) => {
      const host = open(name);
      host.open.delete(call);
      host.ends.add(now());
    },
    unused: (name, call) => void hosts.get(name)?.open.delete(call),
    pause: (name, milliseconds) => {
      const host = open(name);
      host.pausedUntil = Math.max(host.pausedUntil, now() + milliseconds);
      return Promise.resolve();
    },
    ban: (name, since) => {
      open(name).bannedSince ??= since;
      return Promise.resolve();
    },
    resume: (name) => {
      const host = hosts.get(name);
      if (host === undefined) return Promise.resolve(false);
      const wasHeld = host.bannedSince !== null || host.pausedUntil > now();
      host.bannedSince = null;
      host.pausedUntil = Number.NEGATIVE_INFINITY;
      return Promise.resolve(wasHeld);
    },
    held: () => Promise.resolve(heldAt(hosts, now())),
  };
};
