import { createRecentCalls } from '../state/memory/recent-calls.ts';
import type { HostCalls } from './budget/counter.ts';
import type { HoldEvents } from './budget/hold.ts';
import { HostBudget } from './budget/host-budget.ts';
import { HostRate } from './budget/rate.ts';
import { CallsUnderWay } from './budget/under-way.ts';
import type { Budget } from './budget/place.ts';
import type { Clock } from './clock.ts';

/** Limits of the calls to one REDCap host, of all tokens together. REDCap bans an address above 600 calls a minute for good. */
export interface BudgetOptions {
  readonly callsPerMinute?: number | undefined;
  readonly callsPerFiveSeconds?: number | undefined;
  /** Calls under way at once. */
  readonly maxConnections?: number | undefined;
  /** Of these for one token, so that a project that hangs leaves room for the others. One of them is never one caller's. */
  readonly maxConnectionsPerToken?: number | undefined;
  readonly maxQueue?: number | undefined;
  readonly maxQueueWaitMs?: number | undefined;
  /** How long a call may be on its way to REDCap; two minutes, the usual time of a write, unless given. */
  readonly longestCallMs?: number | undefined;
  readonly clock: Clock;
  /** The calls of all budgets that share the host; only those of this budget unless given. */
  readonly recent?: HostCalls | undefined;
  /** What is called when the host as a whole is held off, and when that is over. */
  readonly events?: HoldEvents | undefined;
}

/** One place of a token is left for other callers, where the token has some. */
const mostOfCaller = (perToken: number): number => (perToken > 2 ? perToken - 1 : perToken);

/** The budget of one REDCap host: calls a minute and in 5 seconds, calls at once, and a bounded line that is fair to all. */
export const createBudget = (options: BudgetOptions): Budget => {
  const { clock, callsPerMinute = 500, callsPerFiveSeconds = 60, longestCallMs = 120_000 } = options;
  const { maxConnections = 16, maxQueue = 200, maxQueueWaitMs = 10_000 } = options;
  const { maxConnectionsPerToken = Math.max(1, Math.ceil(maxConnections / 2)) } = options;
  const { host, calls } = options.recent ?? { host: '', calls: createRecentCalls(clock.now) };
  const limits = { callsPerMinute, callsPerFiveSeconds, longestMs: longestCallMs };
  const rate = new HostRate(limits, { host, calls, clock }, options.events);
  const underWay = new CallsUnderWay({
    all: maxConnections,
    perToken: maxConnectionsPerToken,
    perCaller: mostOfCaller(maxConnectionsPerToken),
  });
  const budget = new HostBudget({ clock, rate, underWay, maxQueue, maxQueueWaitMs });
  return {
    acquire: (request) => budget.acquire(request),
    pause: (milliseconds) => budget.pause(milliseconds),
    ban: () => budget.ban(),
    resume: () => budget.resume(),
    close: () => budget.close(),
    standing: () => budget.standing(),
  };
};
