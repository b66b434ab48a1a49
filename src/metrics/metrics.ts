import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Log, LogFields } from '../gateway/access-log.ts';
import { createBudgetMetrics } from './budget.ts';
import type { HostStanding } from './budget.ts';

/** What is asked when metrics are read. */
export interface MetricSources {
  /** Writes that have begun and not ended; undefined where that is not known. */
  readonly openWrites: () => Promise<number>;
  /** Lines of the audit that could not be written. */
  readonly lostAuditLines: () => number;
  /** Whether the audit can be written now. */
  readonly auditFails: () => boolean;
  /** Lines of the log that nobody took. */
  readonly droppedLogLines: () => number;
  /** Schemas of projects that were made since the start. */
  readonly schemaBuilds: () => number;
  /** Who follows changes of records, and how often REDCap was looked at for them. */
  readonly watches: () => Readonly<Record<'watches' | 'members' | 'looks' | 'failedLooks', number>>;
  /** How the call budgets stand, by REDCap's host. */
  readonly budgets: () => ReadonlyMap<string, HostStanding>;
}

/** The metrics of one gateway. */
export interface Metrics {
  /** Counts what the lines of the log say. */
  readonly watch: (log: Log) => Log;
  readonly contentType: string;
  /** All metrics, as Prometheus reads them. */
  readonly read: () => Promise<string>;
}

const PREFIX = 'redcap_graphql_';

/** Seconds: from what needs no call of REDCap to what takes as long as an operation may. */
const BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

const createRequestMetrics = (registers: Registry[]) => {
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> =>
    new Counter({ name: `${PREFIX}${name}`, help, labelNames, registers });
  return {
    requests: counter('requests_total', 'Requests by route and HTTP status.', ['route', 'status']),
    errors: counter('errors_total', 'Requests by the codes of their errors, of the response and of payloads.', [
      'code',
    ]),
    calls: counter('redcap_requests_total', 'HTTP requests to REDCap by its content and action.', ['content']),
    retries: counter('redcap_retries_total', 'HTTP requests to REDCap that repeated another.', []),
    bytes: counter('redcap_bytes_total', "Bytes of REDCap's answers.", []),
    waited: counter('redcap_wait_seconds_total', 'Seconds of waiting in the call budget.', []),
    causes: counter('redcap_connection_failures_total', 'Requests with a failed connection, by its cause.', ['cause']),
    writes: counter('writes_total', 'Requests by how their writes ended.', ['outcome']),
    faults: counter('faults_total', 'Requests with an error of the gateway itself.', []),
    duration: new Histogram({
      name: `${PREFIX}request_duration_seconds`,
      help: 'Seconds from the first byte of a request to its answer.',
      labelNames: ['route'],
      buckets: BUCKETS,
      registers,
    }),
  };
};

/** Counts one line. All labels are words of the gateway, of REDCap's API or of the system: their number is bounded. */
const countLine = (metrics: ReturnType<typeof createRequestMetrics>, fields: LogFields): void => {
  const { route = 'unknown', status = 0, ms = 0, redcap = {}, waitedMs = 0 } = fields;
  metrics.requests.inc({ route, status });
  metrics.duration.observe({ route }, ms / 1000);
  for (const code of fields.codes ?? []) metrics.errors.inc({ code });
  for (const [content, requests] of Object.entries(redcap)) metrics.calls.inc({ content }, requests);
  for (const cause of fields.causes ?? []) metrics.causes.inc({ cause });
  for (const outcome of fields.outcomes ?? []) metrics.writes.inc({ outcome });
  metrics.retries.inc(fields.retries ?? 0);
  metrics.bytes.inc(fields.redcapBytes ?? 0);
  metrics.waited.inc(waitedMs / 1000);
  if (fields.fault !== undefined) metrics.faults.inc();
};

const createGauges = (registers: Registry[], sources: MetricSources): void => {
  const gauge = (name: string, help: string, read: () => number | Promise<number>): Gauge =>
    new Gauge({
      name: `${PREFIX}${name}`,
      help,
      registers,
      async collect() {
        // What cannot be read now keeps the value that it had.
        await Promise.resolve()
          .then(read)
          .then((value) => this.set(value))
          .catch(() => undefined);
      },
    });
  gauge('journal_open_writes', 'Writes that have begun and not ended.', sources.openWrites);
  gauge('audit_lost_lines', 'Lines of the audit that could not be written.', sources.lostAuditLines);
  gauge('audit_failing', '1 while the audit cannot be written.', () => Number(sources.auditFails()));
  gauge('log_dropped_lines', 'Lines of the log that nobody took.', sources.droppedLogLines);
  gauge('schema_builds', 'Schemas of projects that were made since the start.', sources.schemaBuilds);
  gauge('change_watches', 'Projects whose changes somebody follows, by token.', () => sources.watches().watches);
  gauge('change_followers', 'Open subscriptions to changes.', () => sources.watches().members);
  gauge('change_looks', 'Looks for changes since the start.', () => sources.watches().looks);
  gauge('change_looks_failed', 'Looks for changes that failed since the start.', () => sources.watches().failedLooks);
  createBudgetMetrics(registers, PREFIX, sources.budgets);
};

/** Makes the metrics of a gateway: its own, and those of Node's process, such as memory and delays of the event loop. */
export const createMetrics = (sources: MetricSources): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  createGauges([registry], sources);
  const metrics = createRequestMetrics([registry]);
  const counted =
    (write: Log['info']): Log['info'] =>
    (fields, message) => {
      if (message === 'request') countLine(metrics, fields);
      write(fields, message);
    };
  return {
    watch: (log) => ({
      info: counted((fields, message) => log.info(fields, message)),
      warn: (fields, message) => log.warn(fields, message),
      error: counted((fields, message) => log.error(fields, message)),
    }),
    contentType: registry.contentType,
    read: () => registry.metrics(),
  };
};
