import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';
import type { State } from '../state/state.ts';
import type { GatewayAudit } from './audit.ts';
import type { ComposedGateway } from './gateway.ts';
import type { ProcessLog } from './log.ts';

/** Metrics that are served while the gateway runs. */
export interface ServedMetrics {
  /** Where they are; null where there are none. */
  readonly url: string | null;
  /** The log, whose lines are counted. */
  readonly log: Log;
  /** From now on they show how this gateway stands. */
  readonly show: (gateway: Pick<ComposedGateway, 'watched'>) => void;
  readonly close: () => Promise<void>;
}

const closeNothing = (): Promise<void> => Promise.resolve();
const showNothing = (): void => undefined;

/** Serves the metrics of a configuration. Nothing is loaded where it has none. */
export const openMetrics = async (
  { metrics: { enabled, host, port, hash } }: Config,
  { journal }: Pick<State, 'journal'>,
  audit: GatewayAudit | undefined,
  log: Pick<ProcessLog, keyof Log | 'dropped'>,
): Promise<ServedMetrics> => {
  if (!enabled) return { url: null, log, show: showNothing, close: closeNothing };
  const { createMetrics } = await import('../metrics/metrics.ts');
  const { serveMetrics } = await import('../metrics/server.ts');
  let shown: ComposedGateway['watched'] | undefined;
  const metrics = createMetrics({
    openWrites: () => journal.unended(),
    lostAuditLines: () => audit?.lost() ?? 0,
    auditFails: () => (audit?.book.failure() ?? null) !== null,
    droppedLogLines: log.dropped,
    schemaBuilds: () => shown?.schemaBuilds() ?? 0,
    watches: () => shown?.watches() ?? { watches: 0, members: 0, looks: 0, failedLooks: 0 },
    budgets: () => shown?.standings() ?? new Map<string, never>(),
  });
  const sha256 = hash === undefined ? null : hash.slice('sha256:'.length);
  const { url, close } = await serveMetrics(metrics, { host, port, sha256 });
  return {
    url,
    log: metrics.watch(log),
    show: ({ watched }) => {
      shown = watched;
    },
    close,
  };
};
