import { keepPace, type HostPace } from '../memory/recent-calls.ts';
import { LONGEST_SPAN_MS, type CallLimits, type CallPace, type CallRate, type CallTurn } from '../recent-calls.ts';

/** A call that this gateway booked. */
export interface OwnCall {
  readonly id: string;
  /** When it counts as arrived, unless its end is known before. */
  readonly openUntil: number;
  /** It was booked without Redis, or while Redis's count lacked calls. */
  readonly isAlone: boolean;
  endedAt: number | null;
}

/** What part of a host's calls this gateway may send on its own, and which of its calls count. */
export interface OwnPart {
  readonly part: number;
  /** Calls that Redis counted do not count. */
  readonly aloneOnly: boolean;
}

interface Host extends HostPace {
  readonly calls: Map<string, OwnCall>;
}

/** So many calls at least are allowed in whole numbers: a part of a small rate may be none. */
const partOf = ({ calls }: CallRate, part: number): number => Math.floor(calls * part + 1e-6);

const waitForRate = (counted: readonly OwnCall[], rate: CallRate, part: number, now: number): number => {
  const open = counted.filter(({ endedAt }) => endedAt === null).length;
  const others = partOf(rate, part) - open;
  if (others <= 0) return rate.spanMs;
  const ends = counted.flatMap(({ endedAt }) => endedAt ?? []).sort((a, b) => a - b);
  const oldest = ends.at(-others);
  return oldest === undefined ? 0 : Math.max(0, oldest + rate.spanMs - now);
};

const paceOf = ({ burst, everyMs }: CallPace, part: number): CallPace => ({
  burst: Math.max(1, Math.floor(burst * part)),
  everyMs: everyMs / part,
});

/** The calls of this gateway by host, whoever counted them: what it may send without Redis is judged by them. */
export const createOwnCalls = (now: () => number) => {
  const hosts = new Map<string, Host>();

  const tidy = (): void => {
    for (const [name, { calls, paceAt }] of hosts) {
      for (const call of calls.values()) {
        if (call.endedAt === null && call.openUntil <= now()) call.endedAt = now();
        if (call.endedAt !== null && call.endedAt <= now() - LONGEST_SPAN_MS) calls.delete(call.id);
      }
      if (calls.size === 0 && paceAt <= now()) hosts.delete(name);
    }
  };

  const open = (name: string): Host => {
    const host = hosts.get(name) ?? { calls: new Map(), paceAt: Number.NEGATIVE_INFINITY };
    hosts.set(name, host);
    return host;
  };

  return {
    /** Notes a call that Redis counted, and when it counts as arrived at the latest. */
    note: (name: string, id: string, openMs: number, isAlone: boolean): void => {
      open(name).calls.set(id, { id, openUntil: now() + openMs, isAlone, endedAt: null });
    },
    /** Books a call of this gateway's own part. */
    take: (name: string, id: string, limits: CallLimits, { part, aloneOnly }: OwnPart): CallTurn => {
      tidy();
      const host = open(name);
      const counted = [...host.calls.values()].filter(({ isAlone }) => isAlone || !aloneOnly);
      const full = Math.max(0, ...limits.rates.map((rate) => waitForRate(counted, rate, part, now())));
      if (full > 0) return { kind: 'full', waitMs: full };
      const waitMs = limits.pace === undefined ? 0 : keepPace(host, paceOf(limits.pace, part), now());
      host.calls.set(id, { id, openUntil: now() + waitMs + limits.longestMs, isAlone: true, endedAt: null });
      return { kind: 'booked', call: id, waitMs };
    },
    arrived: (name: string, id: string): void => {
      const call = hosts.get(name)?.calls.get(id);
      if (call !== undefined) call.endedAt = now();
    },
    unused: (name: string, id: string): void => void hosts.get(name)?.calls.delete(id),
    /** All calls that count still, by host. */
    all: (): readonly (readonly [host: string, calls: readonly OwnCall[]])[] => {
      tidy();
      return [...hosts].map(([name, { calls }]) => [name, [...calls.values()]] as const);
    },
  };
};

/** The calls of this gateway. */
export type OwnCalls = ReturnType<typeof createOwnCalls>;
