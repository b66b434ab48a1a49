import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { parseConfig, type Config } from '../../src/config.ts';
import type { Log, LogFields } from '../../src/gateway/access-log.ts';
import { schema } from '../../src/schema/index.ts';
import { composeGateway } from '../../src/start/gateway.ts';
import { startSandbox } from '../../src/start/sandbox.ts';

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

interface Started {
  readonly ask: (query: string, headers?: Record<string, string>) => Promise<Response>;
  /** The lines of requests, without what differs between equal ones. */
  readonly lines: () => object[];
  readonly log: LogFields[];
}

const start = async (config: Config, isInformed?: Log['isInformed']): Promise<Started> => {
  const log: LogFields[] = [];
  const write = (fields: LogFields, message: string): void => {
    if (message === 'request') log.push(fields);
  };
  const gateway = composeGateway(config, { schema, log: { info: write, warn: write, error: write, isInformed } });
  running.unshift(() => gateway.close());
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  return {
    log,
    ask: (query, headers = {}) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      }),
    // Without what is not there, as a line of JSON has it.
    lines: () =>
      log.map(
        ({ ms: _ms, waitedMs: _waited, requestId: _id, document: _document, redcapBytes: _bytes, ...line }) =>
          JSON.parse(JSON.stringify(line)) as object,
      ),
  };
};

const startStudy = async (isInformed?: Log['isInformed']): Promise<Started> => {
  const sandbox = await startSandbox(parseConfig({ env: {}, argv: [] }));
  running.push(() => sandbox.close());
  return start(sandbox.config, isInformed);
};

/** A port at which nobody listens. */
const closedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const version = '{ project(key: "stroke2") { projectTitle record(name: "1") { name } } }';
const rename = `mutation { renameRecord(input: { project: "stroke2", record: "no such", newName: "other" }) { __typename } }`;

describe('the line of a request', () => {
  it('has the projects and the methods of REDCap, by the hot form as by yoga', async () => {
    const { ask, lines } = await startStudy();
    // The design is read by the first request, and the document is known from then on.
    await ask(version);
    await ask(version, { 'x-no-json': 'yes' });
    await ask(version, { accept: 'text/event-stream, */*' });
    const [first, second, third] = lines();
    expect(first).toMatchObject({ projects: ['stroke2'], redcap: { metadata: 1, record: 1 } });
    expect(second).toEqual({
      address: '127.0.0.1',
      caller: 'open',
      credential: 'open',
      method: 'POST',
      projects: ['stroke2'],
      redcap: { record: 1 },
      redcapCalls: 1,
      route: '/graphql',
      status: 200,
    });
    expect(third).toEqual(second);
  });

  it('has the codes of errors in a payload, selected or not', async () => {
    const { ask, lines } = await startStudy();
    await ask(rename);
    await ask(rename);
    expect(lines().map((line) => (line as LogFields).codes)).toEqual([['NOT_FOUND'], ['NOT_FOUND']]);
  });

  it('is not made for a log that says that it drops it', async () => {
    const { ask, log } = await startStudy(() => false);
    expect([(await ask(version)).status, (await ask(rename)).status, log]).toEqual([200, 200, []]);
  });

  it('has how writes ended', async () => {
    const { ask, log } = await startStudy();
    await ask(rename.replace('no such', '1').replace('other', 'renamed'));
    expect(log[0]).toMatchObject({ outcomes: ['done'], redcap: { 'record/rename': 1 } });
    expect(log[0]?.codes).toBeUndefined();
  });

  it('says why REDCap could not be reached', async () => {
    const port = await closedPort();
    const config = parseConfig({
      env: { REDCAP_URL: `http://127.0.0.1:${port}/api/`, REDCAP_TOKEN: '0'.repeat(32), REDCAP_PROJECT: 'far' },
      argv: ['--data', 'memory'],
    });
    const { ask, lines } = await start(config);
    await ask('{ project(key: "far") { projectTitle } }');
    expect(lines()[0]).toMatchObject({
      codes: ['REDCAP_UNAVAILABLE'],
      causes: ['ECONNREFUSED'],
      projects: ['far'],
    });
  });

  it.each([
    ['ticket-17/a', 'ticket-17/a'],
    ['a'.repeat(64), null],
    ['a'.repeat(63), 'a'.repeat(63)],
    ['a'.repeat(65), null],
    ['two words', null],
    ['<script>', null],
    ['0123456789ABCDEF0123456789ABCDEF', null],
    ['0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef'],
  ])('has the id %j of the caller as %j, and so has the answer', async (given, expected) => {
    const { ask, log } = await startStudy();
    for (const query of ['{ __typename }', '{ __typename }']) {
      const id = (await ask(query, { 'x-request-id': given })).headers.get('x-request-id');
      if (expected === null) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
      else expect(id).toBe(expected);
      expect(log.at(-1)?.requestId).toBe(id);
    }
  });

  it.each([
    ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', '0af7651916cd43dd8448eb211c80319c'],
    ['00-00000000000000000000000000000000-b7ad6b7169203331-01', undefined],
    ['00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01', undefined],
    ['nothing', undefined],
  ])('has the trace of %j as %j', async (traceparent, expected) => {
    const { ask, log } = await startStudy();
    for (const query of ['{ __typename }', '{ __typename }']) {
      await ask(query, { traceparent });
      expect(log.at(-1)?.trace).toBe(expected);
    }
  });
});
