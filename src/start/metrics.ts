import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';
import type { State } from '../state/state.ts';
import type { GatewayAudit } from './audit.ts';

/** Metrics that are served while the gateway runs. */
export interface ServedMetrics {
  /** Where they are; null where there are none. */
  readonly url: string | null;
  /** The log, whose lines are counted. */
  readonly log: Log;
  readonly close: () => Promise<void>;
}

const closeNothing = (): Promise<void> => Promise.resolve();

/** Serves the metrics of a configuration. Nothing is loaded where it has none. */
export const openMetrics = async (
  { metrics: { enabled, host, port, hash } }: Config,
  { journal }: Pick<State, 'journal'>,
  audit: GatewayAudit | undefined,
  log: Log,
): Promise<ServedMetrics> => {
  if (!enabled) return { url: null, log, close: closeNothing };
  const { createMetrics } = await import('../metrics/metrics.ts');
  const { serveMetrics } = await import('../metrics/server.ts');
  const metrics = createMetrics({
    openWrites: () => journal.unended(),
    lostAuditLines: () => audit?.lost() ?? 0,
    auditFails: () => (audit?.book.failure() ?? null) !== null,
  });
  const sha256 = hash === undefined ? null : hash.slice('sha256:'.length);
  const { url, close } = await serveMetrics(metrics, { host, port, sha256 });
  return { url, log: metrics.watch(log), close };
};
