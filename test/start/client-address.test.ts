import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AuditLine } from '../../src/audit/chain.ts';
import { listFiles } from '../../src/audit/folder.ts';
import { parseConfig } from '../../src/config.ts';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { systemClock } from '../../src/redcap/clock.ts';
import { openAudit } from '../../src/start/audit.ts';
import { startSandbox } from '../../src/start/sandbox.ts';
import { composeInTest } from '../support/composed-gateway.ts';
import { createFolder } from '../support/data-folder.ts';

const CLIENT = '198.51.100.1';
const SPOOFED = '192.0.2.66';

/** A gateway that listens before the demo study, and audits. The test itself is what stands before it, at 127.0.0.1. */
const start = async (settings: object) => {
  const { key, hash } = createApiKey();
  const folder = join(createFolder(), 'audit');
  const file = {
    callers: { apiKeys: [{ name: 'dashboard', hash, scopes: ['read', 'write'] }] },
    audit: { enabled: true, folder, instance: 'one' },
    ...settings,
  };
  const sandbox = await startSandbox(parseConfig({ env: {}, argv: [], file }));
  onTestFinished(() => sandbox.close());
  const { gateway, lines } = composeInTest(sandbox.config, { audit: openAudit(sandbox.config, systemClock) });
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  const send = async (path: string, init: RequestInit = {}, credential = key): Promise<void> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${credential}`);
    const response = await fetch(`${url}${path}`, { ...init, headers });
    await response.arrayBuffer();
  };
  const ask = (query: string, headers: Record<string, string>, credential?: string): Promise<void> =>
    send(
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) },
      credential,
    );
  return {
    send,
    ask,
    /** Addresses in the lines of requests. */
    logged: () => lines.filter(({ message }) => message === 'request').map(({ address }) => address),
    /** Acts in the audit and their addresses. */
    audited: async (): Promise<readonly (readonly [string, string | undefined])[]> => {
      await gateway.close();
      const [audit] = await listFiles(folder);
      const text = await readFile(audit?.path ?? '', 'utf8');
      return text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as AuditLine)
        .map(({ act, address }) => [act, address]);
    },
  };
};

const VALUES = `{ project(key: "stroke2") { record(name: "1") {
  instances(instrument: "demographics") { values { field { fieldName } raw } } } } }`;
const RENAME =
  'mutation { renameRecord(input: { project: "stroke2", record: "1", newName: "renamed" }) { __typename } }';
const forwarded = { 'x-forwarded-for': `${SPOOFED}, ${CLIENT}` };

describe('the address of who asked', () => {
  it('is in the log what the trusted proxy says, whatever way a request goes', async () => {
    const { send, ask, logged } = await start({ trustedProxies: ['127.0.0.1'] });
    // Past yoga, by yoga, to a table, which the gateway asks itself for, and where nothing is.
    await ask('{ __typename }', forwarded);
    await ask('{ __typename }', { ...forwarded, accept: 'text/event-stream' });
    await send('/projects/stroke2/instruments/demographics.csv', { headers: forwarded });
    await send('/nowhere', { headers: forwarded });
    const addresses = logged();
    expect(addresses.length).toBeGreaterThanOrEqual(4);
    expect(new Set(addresses)).toEqual(new Set([CLIENT]));
  });

  it('is in the audit too, of reads, writes and refusals', async () => {
    const { ask, audited } = await start({ trustedProxies: ['127.0.0.0/8'] });
    await ask(VALUES, forwarded);
    await ask(RENAME, forwarded);
    await ask('{ __typename }', forwarded, 'no key');
    const lines = await audited();
    expect(new Set(lines.map(([act]) => act))).toEqual(new Set(['read', 'intent', 'outcome', 'refused']));
    for (const [act, address] of lines) expect([act, address]).toEqual([act, CLIENT]);
  });

  it('is that of the connection where no proxy is trusted', async () => {
    const { ask, logged, audited } = await start({});
    await ask('{ __typename }', { ...forwarded, forwarded: `for=${SPOOFED}` }, 'no key');
    expect(logged()).toEqual(['127.0.0.1']);
    expect(await audited()).toEqual([['refused', '127.0.0.1']]);
  });

  it('is read in the one header that is configured, since the client may send the other', async () => {
    const { ask, logged } = await start({ trustedProxies: ['127.0.0.1'], forwardedHeader: 'forwarded' });
    await ask('{ __typename }', { forwarded: `for=${CLIENT};proto=https`, 'x-forwarded-for': SPOOFED });
    await ask('{ __typename }', { 'x-forwarded-for': SPOOFED });
    expect(logged()).toEqual([CLIENT, '127.0.0.1']);
  });
});

describe('trustedProxies', () => {
  it.each([['proxy.example.org'], ['10.0.0.0/33'], ['::ffff:10.0.0.0/104']])('is no list with %j', (proxy) => {
    expect(() => parseConfig({ env: {}, argv: [], file: { trustedProxies: ['10.0.0.1', proxy] } })).toThrow(
      'trustedProxies[1]: must be an address, or a range of addresses such as 10.0.0.0/8',
    );
  });

  it('believes nobody unless it is given', () => {
    expect(parseConfig({ env: {}, argv: [] }).trustedProxies).toEqual({ addresses: [], header: 'x-forwarded-for' });
  });
});
