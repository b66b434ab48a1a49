import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { LogFields } from '../../src/gateway/access-log.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { serveMetrics } from '../../src/metrics/server.ts';
import { createApiKey } from '../../src/gateway/api-key.ts';

const canary = 'Zanzibar-4711';

/** A line as the gateway writes one. Names of callers, projects and operations are no labels. */
const line: LogFields = {
  route: '/graphql',
  status: 200,
  ms: 30,
  caller: canary,
  operation: canary,
  requestId: canary,
  projects: [canary],
  codes: ['REDCAP_REJECTED'],
  redcap: { record: 2, metadata: 1 },
  retries: 1,
  waitedMs: 500,
  redcapBytes: 1_000,
  causes: ['ECONNREFUSED'],
  outcomes: ['done'],
};

const standing = { waiting: 4, underWay: 5, taken: 6, refused: 7, pauseMs: 1_500, isBanned: true };

const sources = {
  openWrites: () => Promise.resolve(3),
  lostAuditLines: () => 2,
  auditFails: () => true,
  droppedLogLines: () => 8,
  schemaBuilds: () => 9,
  watches: () => ({ watches: 2, members: 40, looks: 7, failedLooks: 1 }),
  budgets: () => new Map([['redcap.test', standing]]),
};

const countLine = async (): Promise<string> => {
  const metrics = createMetrics(sources);
  const written: string[] = [];
  const write = (_fields: LogFields, message: string): void => void written.push(message);
  const log = metrics.watch({ info: write, warn: write, error: write });
  log.info(line, 'request');
  log.info(line, 'end of stream');
  log.warn({}, 'warned');
  expect(written).toEqual(['request', 'end of stream', 'warned']);
  return metrics.read();
};

describe('the metrics', () => {
  it.each([
    'requests_total{route="/graphql",status="200"} 1',
    'errors_total{code="REDCAP_REJECTED"} 1',
    'redcap_requests_total{content="record"} 2',
    'redcap_retries_total 1',
    'redcap_wait_seconds_total 0.5',
    'redcap_bytes_total 1000',
    'redcap_connection_failures_total{cause="ECONNREFUSED"} 1',
    'writes_total{outcome="done"} 1',
    'request_duration_seconds_bucket{le="0.05",route="/graphql"} 1',
    'journal_open_writes 3',
    'audit_lost_lines 2',
    'audit_failing 1',
    'log_dropped_lines 8',
    'schema_builds 9',
    'change_watches 2',
    'change_followers 40',
    'change_looks 7',
    'change_looks_failed 1',
    'budget_waiting{host="redcap.test"} 4',
    'budget_under_way{host="redcap.test"} 5',
    'budget_taken_total{host="redcap.test"} 6',
    'budget_refused_total{host="redcap.test"} 7',
    'budget_pause_seconds{host="redcap.test"} 1.5',
    'budget_banned{host="redcap.test"} 1',
  ])('have %s after one line', async (text) => {
    expect((await countLine()).split('\n')).toContain(`redcap_graphql_${text}`);
  });

  it('have the same counts of calls when they are read again', async () => {
    const metrics = createMetrics(sources);
    await metrics.read();
    expect((await metrics.read()).split('\n')).toContain('redcap_graphql_budget_taken_total{host="redcap.test"} 6');
  });

  it('hold no name of a caller, a project, an operation or a request', async () => {
    expect(await countLine()).not.toContain(canary);
  });

  it('have each metric that the dashboard shows', async () => {
    const text = await countLine();
    const dashboard = readFileSync(new URL('../../deploy/grafana/redcap-graphql.json', import.meta.url), 'utf8');
    const { panels } = JSON.parse(dashboard) as { panels: { targets: { expr: string }[] }[] };
    const names = panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/\b(?:redcap_graphql|nodejs|process)_[a-z0-9_]+/g) ?? []),
    );
    expect(names.length).toBeGreaterThan(14);
    expect(names.filter((name) => !new RegExp(`^${name}[ {]`, 'm').test(text))).toEqual([]);
  });
});

describe('the server of metrics', () => {
  const serve = async (sha256: string | null): Promise<string> => {
    const { url, close } = await serveMetrics(createMetrics(sources), { host: '127.0.0.1', port: 0, sha256 });
    onTestFinished(close);
    return url;
  };

  it('serves them at their one address', async () => {
    const url = await serve(null);
    const response = await fetch(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect((await fetch(url.replace('metrics', 'other'))).status).toBe(404);
  });

  it('asks for a key where one is configured', async () => {
    const { key, hash } = createApiKey();
    const url = await serve(hash.slice('sha256:'.length));
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: 'Bearer other' } })).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
  });

  it('is refused beyond this machine without a key', () => {
    const file = { metrics: { enabled: true, host: '0.0.0.0' } };
    expect(() => parseConfig({ env: {}, argv: [], file })).toThrow('metrics.hash: is needed');
  });
});
