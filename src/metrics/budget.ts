import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** How the call budget of one REDCap host stands. */
export interface HostStanding {
  readonly waiting: number;
  readonly underWay: number;
  readonly taken: number;
  readonly refused: number;
  readonly pauseMs: number;
  readonly isBanned: boolean;
}

/** Adds how the call budgets stand, which is looked at when metrics are read. Hosts are those of the configuration. */
export const createBudgetMetrics = (
  registers: Registry[],
  prefix: string,
  read: () => ReadonlyMap<string, HostStanding>,
): void => {
  const named = (name: string, help: string) => ({ name: `${prefix}${name}`, help, labelNames: ['host'], registers });
  const gauge = (name: string, help: string, of: (standing: HostStanding) => number): Gauge =>
    new Gauge({
      ...named(name, help),
      collect() {
        for (const [host, standing] of read()) this.set({ host }, of(standing));
      },
    });
  const counter = (name: string, help: string, of: (standing: HostStanding) => number): Counter =>
    new Counter({
      ...named(name, help),
      collect() {
        this.reset();
        for (const [host, standing] of read()) this.inc({ host }, of(standing));
      },
    });
  gauge('budget_waiting', 'Calls of REDCap that wait for their turn.', ({ waiting }) => waiting);
  gauge('budget_under_way', 'Calls of REDCap that were sent and have not ended.', ({ underWay }) => underWay);
  gauge('budget_pause_seconds', 'Seconds of a pause that REDCap asked for.', ({ pauseMs }) => pauseMs / 1000);
  gauge('budget_banned', '1 while REDCap bans the address of the gateway.', ({ isBanned }) => Number(isBanned));
  counter('budget_taken_total', 'Calls of REDCap that got their turn.', ({ taken }) => taken);
  counter('budget_refused_total', 'Calls of REDCap that got no turn.', ({ refused }) => refused);
};
