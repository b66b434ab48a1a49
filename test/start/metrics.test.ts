import { expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { schema } from '../../src/schema/index.ts';
import { composeGateway } from '../../src/start/gateway.ts';
import { openMetrics } from '../../src/start/metrics.ts';
import { startSandbox } from '../../src/start/sandbox.ts';
import { openMemoryState } from '../../src/start/state.ts';

it('the metrics of a gateway have its call budget by host, its schemas and lines that its log dropped', async () => {
  const sandbox = await startSandbox(parseConfig({ env: {}, argv: [], file: { metrics: { enabled: true, port: 0 } } }));
  onTestFinished(() => sandbox.close());
  const { config } = sandbox;
  const write = (): void => undefined;
  const { state } = openMemoryState();
  const log = { info: write, warn: write, error: write, dropped: () => 3 };
  const metrics = await openMetrics(config, state, undefined, log);
  onTestFinished(metrics.close);
  const gateway = composeGateway(config, { schema, log: metrics.log, state });
  onTestFinished(() => gateway.close());
  metrics.show(gateway);
  const response = await gateway.fetch(
    new Request('http://127.0.0.1/projects/stroke2/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: '127.0.0.1' },
      body: JSON.stringify({ query: '{ projectTitle }' }),
    }),
  );
  await response.text();
  const lines = (await (await fetch(metrics.url ?? '')).text()).split('\n');
  const host = new URL(config.projects[0]?.url ?? '').host;
  expect(lines).toContain('redcap_graphql_log_dropped_lines 3');
  expect(lines).toContain('redcap_graphql_schema_builds 1');
  expect(lines).toContain(`redcap_graphql_budget_banned{host="${host}"} 0`);
  expect(lines.find((line) => line.startsWith('redcap_graphql_budget_taken_total{'))).toMatch(/ [1-9]\d*$/);
});
