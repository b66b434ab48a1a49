import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';
import { createBudget } from '../redcap/budget.ts';
import type { Budget } from '../redcap/budget/place.ts';
import type { Clock } from '../redcap/clock.ts';
import type { RecentCalls } from '../state/recent-calls.ts';
import { createHoldLog } from './hold-log.ts';

/** The call budgets of hosts, by their names. */
export interface HostBudgets {
  /** The budget of a host, which is made when it is first asked for. */
  readonly open: (host: string) => Budget;
  readonly all: () => ReadonlyMap<string, Budget>;
}

/** Of a minute's calls, how many may fall into any five seconds: 60 of 500. */
const BURST_SHARE = 0.12;

/** One budget for each host, counted in the state. Its pauses and bans are noted in the log where there is one. */
export const createHostBudgets = (
  { redcap }: Pick<Config, 'redcap'>,
  clock: Clock,
  { calls, log }: { readonly calls: RecentCalls; readonly log?: Log | undefined },
): HostBudgets => {
  const budgets = new Map<string, Budget>();
  const { callsPerMinute, readTimeoutSeconds, writeTimeoutSeconds } = redcap;
  const open = (host: string): Budget => {
    const known = budgets.get(host);
    if (known !== undefined) return known;
    const budget = createBudget({
      clock,
      recent: { host, calls },
      callsPerMinute,
      callsPerFiveSeconds: Math.ceil(callsPerMinute * BURST_SHARE),
      longestCallMs: Math.max(readTimeoutSeconds, writeTimeoutSeconds) * 1000,
      events: log === undefined ? undefined : createHoldLog(log, host),
    });
    budgets.set(host, budget);
    return budget;
  };
  return { open, all: () => budgets };
};
