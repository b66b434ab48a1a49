import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig, type Config } from '../../src/config.ts';
import type { LogFields } from '../../src/gateway/access-log.ts';
import { schema } from '../../src/schema/index.ts';
import { composeGateway } from '../../src/start/gateway.ts';
import { startSandbox } from '../../src/start/sandbox.ts';
import { openTraces } from '../../src/start/traces.ts';
import { startCollector } from '../support/trace-collector.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const CANARY = 'Zanzibar_4711';
const HEADER = 'Bearer collector-4711';

interface Started {
  readonly config: Config;
  readonly ask: (query: string, flags?: string) => Promise<unknown>;
  readonly warnings: string[];
  /** Stops the gateway, and sends what waits. */
  readonly close: () => Promise<void>;
}

const start = async (tracesUrl: string): Promise<Started> => {
  const file = { telemetry: { tracesUrl, headers: { Authorization: { env: 'COLLECTOR' } } } };
  const sandbox = await startSandbox(parseConfig({ env: { COLLECTOR: HEADER }, argv: [], file }));
  onTestFinished(() => sandbox.close());
  const { config } = sandbox;
  const warnings: string[] = [];
  const write = (): void => undefined;
  const warn = (_fields: LogFields, message: string): void => void warnings.push(message);
  const traces = await openTraces(config, { info: write, warn, error: write });
  const gateway = composeGateway(config, { schema, log: traces.log });
  const close = async (): Promise<void> => {
    await gateway.close();
    await traces.close();
  };
  onTestFinished(close);
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  return {
    config,
    warnings,
    ask: async (query, flags = '01') => {
      const headers = { 'content-type': 'application/json', traceparent: `00-${TRACE}-${SPAN}-${flags}` };
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return response.json();
    },
    close,
  };
};

const READ = '{ project(key: "stroke2") { projectTitle record(name: "1") { name } } }';
const named = (record: string): string =>
  `mutation ${CANARY} { renameRecord(input: { project: "stroke2", record: "${record}", newName: "${CANARY}" }) { __typename } }`;

describe('the traces of a gateway', () => {
  it('have a request below the span of its caller, and its calls of REDCap below it', async () => {
    const collector = await startCollector();
    const { ask, close } = await start(collector.url);
    expect(await ask(READ)).toMatchObject({ data: { project: { record: { name: '1' } } } });
    await close();
    const spans = collector.spans();
    const request = spans.find(({ name }) => name === 'POST /graphql');
    const calls = spans.filter((span) => span !== request);
    expect(request).toMatchObject({ traceId: TRACE, parentId: SPAN });
    expect(calls.map(({ name }) => name).sort()).toContain('REDCap record');
    expect(calls.every(({ parentId, traceId }) => parentId === request?.id && traceId === TRACE)).toBe(true);
    expect(collector.headers()['authorization']).toBe(HEADER);
  });

  it('have a write with its outcome, and no value, record name, operation name, token or text', async () => {
    const collector = await startCollector();
    const { ask, config, close } = await start(collector.url);
    expect(JSON.stringify(await ask(named('1')))).not.toContain('error');
    await ask(named('no such record'));
    await close();
    const names = collector.spans().map(({ name }) => name);
    expect(names.filter((name) => name === 'POST /graphql')).toHaveLength(2);
    expect(names).toContain('write renameRecord');
    expect(names).toContain('REDCap record/rename');
    const text = collector.text();
    expect(text).toContain('redcap_graphql.outcome');
    const token = config.projects[0]?.token.reveal();
    expect(token).toHaveLength(32);
    for (const secret of [CANARY, 'no such record', 'newName', HEADER, token]) expect(text).not.toContain(secret);
  });

  it('leave out what the caller does not want to be followed', async () => {
    const collector = await startCollector();
    const { ask, close } = await start(collector.url);
    await ask(READ, '00');
    await close();
    expect(collector.spans()).toEqual([]);
  });

  it('are said to be lost where the collector refuses them', async () => {
    const collector = await startCollector({ status: 400 });
    const { ask, close, warnings } = await start(collector.url);
    expect(await ask(READ)).toMatchObject({ data: { project: { record: { name: '1' } } } });
    await close();
    expect(warnings.filter((line) => line.includes('collector'))).toEqual([
      'the collector of traces does not take them, and they are lost',
    ]);
  });

  it('change no answer where there is no collector', async () => {
    const { ask, close } = await start('http://127.0.0.1:9/v1/traces');
    expect(await ask(READ)).toMatchObject({ data: { project: { record: { name: '1' } } } });
    await close();
  });

  it('hold up no stop when the collector does not answer', async () => {
    const collector = await startCollector({ hangs: true });
    const { ask, close } = await start(collector.url);
    expect(await ask(READ)).toMatchObject({ data: { project: { record: { name: '1' } } } });
    await close();
    expect(collector.spans().length).toBeGreaterThan(1);
  });
});

describe('the configuration of traces', () => {
  const read = (env: Record<string, string>, telemetry?: object) =>
    parseConfig({ env, argv: [], file: telemetry === undefined ? {} : { telemetry } }).telemetry;

  it('has none unless it names a collector', () => {
    expect([read({}), read({}, { sampleRatio: 0.5 })]).toEqual([null, null]);
  });

  it('takes the usual variables, of which the setting outweighs the first and that the second', () => {
    const both = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://all.test:4318/',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://traces.test/x',
      OTEL_SERVICE_NAME: 'trial',
    };
    expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT: both.OTEL_EXPORTER_OTLP_ENDPOINT })).toMatchObject({
      url: 'http://all.test:4318/v1/traces',
      serviceName: 'redcap-graphql',
      sampleRatio: 1,
    });
    expect(read(both)).toMatchObject({ url: 'http://traces.test/x', serviceName: 'trial' });
    expect(read(both, { tracesUrl: 'https://own.test/', sampleRatio: 0.1 })).toMatchObject({
      url: 'https://own.test/',
      sampleRatio: 0.1,
    });
  });

  it.each([
    ['collector:4318', 'must be an address'],
    ['https://user:secret@collector.test/', 'has a user or a password'],
  ])('refuses %s', (tracesUrl, problem) => {
    expect(() => read({}, { tracesUrl })).toThrow(`telemetry.tracesUrl: ${problem}`);
  });

  const secret = { Authorization: { env: 'COLLECTOR' } };

  it('refuses to send secrets in clear text beyond this machine', () => {
    const refused =
      'telemetry.tracesUrl: telemetry.headers hold secrets, and this address would get them in clear text.';
    const env = { COLLECTOR: 'Bearer x' };
    expect(() => read(env, { tracesUrl: 'http://collector.test/', headers: secret })).toThrow(refused);
    for (const tracesUrl of ['https://collector.test/', 'http://127.0.0.1:4318/']) {
      expect(read(env, { tracesUrl, headers: secret })?.url).toBe(tracesUrl);
    }
    expect(read({}, { tracesUrl: 'http://collector.test/' })?.url).toBe('http://collector.test/');
  });

  it('refuses a header that stands in the file itself', () => {
    expect(() => read({}, { tracesUrl: 'http://a.test', headers: { Authorization: 'Bearer x' } })).toThrow('telemetry');
  });
});
