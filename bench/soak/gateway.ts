import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { findFreePort } from '../../test/support/free-port.ts';
import { startProgram, type Program } from '../load/program.ts';
import type { Ready } from '../load/ready.ts';

/** The key of the only project. */
export const PROJECT = 'stroke2';

/** A gateway as an operator runs it, whose data and audit are in a folder. */
export interface SoakGateway extends Program {
  readonly folder: string;
  readonly metricsUrl: string;
  readonly keys: readonly string[];
}

/** A sandbox with the demo study. */
export interface SoakRedcap extends Program {
  readonly controlUrl: string;
}

/** Starts the sandbox, which bans an address above 600 calls a minute as REDCap does. */
export const startRedcap = async (): Promise<SoakRedcap> => {
  let [url, controlUrl] = ['', ''];
  const readUrl = (line: string): Ready | null => {
    url ||= /API at (\S+)api\/$/.exec(line)?.[1] ?? '';
    controlUrl ||= /control address is (\S+)$/.exec(line)?.[1] ?? '';
    const token = /^\s+([0-9A-F]{32})$/.exec(line)?.[1];
    return token === undefined ? null : { url, token };
  };
  const program = await startProgram('../../src/main.ts', ['sandbox', '--port', '0'], readUrl);
  const response = await fetch(`${controlUrl}faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault: 'ban-above-rate' }),
  });
  if (!response.ok) throw new Error(`The sandbox refused the fault: ${await response.text()}`);
  return { ...program, controlUrl };
};

/** Starts a gateway with so many callers before a REDCap. */
export const startSoakGateway = async (redcap: SoakRedcap, callers: number): Promise<SoakGateway> => {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  const keep = (name: string, value: string): { readonly file: string } => {
    writeFileSync(join(folder, name), value, { mode: 0o600 });
    return { file: join(folder, name) };
  };
  const metricsPort = await findFreePort();
  const apiKeys = Array.from({ length: callers }, createApiKey);
  const config = {
    host: '127.0.0.1',
    port: 0,
    logLevel: 'error',
    data: join(folder, 'data'),
    audit: { enabled: true },
    metrics: { enabled: true, port: metricsPort },
    secret: keep('secret', randomBytes(32).toString('hex')),
    projects: [{ key: PROJECT, url: `${redcap.url}api/`, token: keep('token', redcap.token) }],
    callers: {
      apiKeys: apiKeys.map(({ hash }, index) => ({
        name: `caller-${String(index)}`,
        hash,
        projects: [PROJECT],
        scopes: ['read', 'write'],
      })),
    },
  };
  keep('gateway.json', JSON.stringify(config));
  const program = await startProgram(
    '../../src/main.ts',
    ['--config', join(folder, 'gateway.json')],
    (line) => {
      const url = /^GraphQL API\s+(\S+)\/graphql/.exec(line)?.[1];
      return url === undefined ? null : { url: `${url}/` };
    },
    ['--max-semi-space-size=32'],
  );
  return {
    ...program,
    folder,
    metricsUrl: `http://127.0.0.1:${String(metricsPort)}/metrics`,
    keys: apiKeys.map(({ key }) => key),
    [Symbol.asyncDispose]: async () => {
      await program[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
