import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeFindings, reportOn } from '../../../src/start/doctor/finding.ts';
import type { Finding } from '../../../src/start/doctor/finding.ts';
import { examineHost } from '../../../src/start/doctor/host.ts';
import { runDoctor } from '../../../src/start/command/doctor.ts';
import { createLog } from '../../../src/start/log.ts';
import { systemClock } from '../../../src/redcap/clock.ts';
import { schema } from '../../../src/schema/index.ts';
import { createAuthority } from '../../support/certificates.ts';
import { clinic } from '../../support/clinic.ts';
import { openIn } from '../../support/data-folder.ts';
import { startClusterNode } from '../../support/redis-server.ts';
import { describeWith, itWith, requirement } from '../../support/requirement.ts';
import { startStudy } from '../../support/study.ts';
import type { Study } from '../../support/study.ts';
import { startTunnelProxy } from '../../support/tunnel-proxy.ts';

let folder: string;
const open: { readonly close: () => unknown }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-test-'));
});

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  rmSync(folder, { recursive: true });
});

const start = async (): Promise<Study> => {
  const study = await startStudy({ project: clinic });
  open.push(study);
  return study;
};

interface Examination {
  readonly isWell: boolean;
  readonly text: string;
}

const examine = async (env: Record<string, string>, ...argv: readonly string[]): Promise<Examination> => {
  let text = '';
  const isWell = await runDoctor({
    argv,
    env: { REDCAP_GRAPHQL_SECRET: 's'.repeat(32), XDG_DATA_HOME: folder, ...env },
    out: { write: (part: string) => (text += part) },
    schemaFolder: 'nowhere',
    createLog: () => createLog('silent'),
    loadSchema: () => Promise.resolve(schema),
  });
  return { isWell, text };
};

const levels = (findings: readonly Finding[]): string[] => findings.map(({ level, step }) => `${level} ${step}`);

describe('findings', () => {
  it('are a line each for people, and none that drives the terminal', () => {
    const { ok, fail } = reportOn('host');
    const findings = [ok('TLS', 'by \u001b[2JMallory\n.'), fail('HTTP', '404.', 'Look.')];
    expect(describeFindings(findings)).toBe('ok    host  TLS: by  [2JMallory .\nfail  host  HTTP: 404. Look.\n');
  });
});

describe('the doctor', () => {
  it('says a line for each step, and that nothing has failed', async () => {
    const study = await start();
    study.forget();
    const { isWell, text } = await examine({
      REDCAP_URL: study.url,
      REDCAP_TOKEN: study.owner.token ?? '',
      REDCAP_USERNAME: study.owner.username,
      REDCAP_PROJECT: 'clinic',
    });
    const { host } = new URL(study.url);
    const lines = text.replaceAll(host, 'HOST').replaceAll(folder, 'DATA').trimEnd().split('\n');
    expect(lines).toEqual([
      'ok    gateway  secret: is configured.',
      'ok    gateway  data folder: DATA/redcap-graphql can be made.',
      'ok    HOST  DNS: 127.0.0.1 has 1 address.',
      'ok    HOST  TCP: HOST takes connections.',
      'ok    HOST  TLS: is not needed on this machine.',
      expect.stringMatching(/^ok {4}HOST {2}HTTP: a web server answers \d+ to a call without a token\.$/),
      expect.stringMatching(/^ok {4}HOST {2}clock: \d+ seconds (?:ahead|behind)\.$/),
      'ok    clinic  token: REDCap accepts it.',
      expect.stringMatching(/^ok {4}clinic {2}version: REDCap 16\.\d+\.\d+\.$/),
      expect.stringMatching(/^ok {4}clinic {2}project: ".+", in (?:production|development)\.$/),
      'ok    clinic  rights: the token has API Export.',
      'ok    clinic  rights: the token has API Import/Update.',
      'ok    clinic  rights: the token has Project Design and Setup.',
    ]);
    expect(isWell).toBe(true);
    expect(study.calls.map(({ content }) => content)).toEqual([undefined, 'version', 'project', 'user']);
  });

  it('says that REDCap does not accept a token, and shows none', async () => {
    const study = await start();
    const token = 'ABCDEF0123456789ABCDEF0123456789';
    const { isWell, text } = await examine({ REDCAP_URL: study.url, REDCAP_TOKEN: token });
    expect(isWell).toBe(false);
    expect(text).toMatch(/^fail {2}project {2}token: UNAUTHENTICATED: .* Request a new token in REDCap/m);
    expect(text).not.toMatch(new RegExp(token, 'i'));
  });

  it('calls no project of a host that cannot be reached', async () => {
    const { isWell, text } = await examine({ REDCAP_URL: 'http://127.0.0.1:1/api/', REDCAP_TOKEN: 'A'.repeat(32) });
    expect(isWell).toBe(false);
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      'fail  127.0.0.1:1  TCP: the host cannot be reached (ECONNREFUSED). Look at the port, and at the firewall in between.',
    );
  });

  it('prints JSON for machines', async () => {
    const study = await start();
    const env = { REDCAP_URL: study.url, REDCAP_TOKEN: study.owner.token ?? '' };
    const findings = JSON.parse((await examine(env, '--json')).text) as Finding[];
    expect(findings[0]).toEqual({
      level: 'ok',
      subject: 'gateway',
      step: 'secret',
      says: 'is configured.',
      remedy: null,
    });
  });

  it('warns of a data folder that others can read', async () => {
    const study = await start();
    const env = { REDCAP_URL: study.url, REDCAP_TOKEN: study.owner.token ?? '', REDCAP_GRAPHQL_DATA: folder };
    expect((await examine(env)).text).toContain(`ok    gateway  data folder: ${folder} can be written.`);
    chmodSync(folder, 0o755);
    expect((await examine(env)).text).toContain(`warn  gateway  data folder: ${folder} is open to others.`);
  });

  it('counts the writes that are open in the data folder, beside a gateway that has it', async () => {
    const study = await start();
    const env = { REDCAP_URL: study.url, REDCAP_TOKEN: study.owner.token ?? '', REDCAP_GRAPHQL_DATA: folder };
    expect((await examine(env)).text).not.toContain('journal');
    const { state } = await openIn(folder, { clock: systemClock });
    expect((await examine(env)).text).toContain('ok    gateway  journal: no write is open.');
    for (const id of ['a', 'b']) await state.journal.begin({ id, owner: 'one', open: {}, sealed: null }, 60_000);
    expect((await examine(env)).text).toContain('warn  gateway  journal: 2 writes are open.');
    await state.journal.revise('a', 'one', { stage: 'ended', open: {} }, 60_000);
    expect((await examine(env)).text).toContain('warn  gateway  journal: 1 write is open.');
  });

  it('says that Redis does not answer, and that it would be reached in clear text', async () => {
    const study = await start();
    const env = { REDCAP_URL: study.url, REDCAP_TOKEN: study.owner.token ?? '' };
    const { isWell, text } = await examine({ ...env, REDCAP_GRAPHQL_REDIS_URL: 'redis://redis.invalid' });
    expect(isWell).toBe(false);
    expect(text).toContain('fail  gateway  Redis: does not answer.');
    expect(text).toContain('warn  gateway  Redis: is reached in clear text.');
  });

  itWith(
    requirement.redis,
    'says that a node of a Redis Cluster is no Redis for gateways, and what to set',
    async () => {
      const study = await start();
      const node = await startClusterNode(folder);
      open.push(node);
      const env = { REDCAP_URL: study.url, REDCAP_TOKEN: study.owner.token ?? '' };
      const secret = { REDCAP_GRAPHQL_SECRET: 's'.repeat(32) };
      const { isWell, text } = await examine({ ...env, ...secret, REDCAP_GRAPHQL_REDIS_URL: node.url });
      expect(isWell).toBe(false);
      expect(text).toContain('fail  gateway  Redis: is a node of a Redis Cluster.');
      expect(text).toContain('Set redis.url to a server with cluster-enabled no.');
    },
  );
});

const listen = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => server.close().closeAllConnections() });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/`;
};

describe('the way to a REDCap', () => {
  const direct = { tls: null, proxy: null };

  it('ends where a name is not found', async () => {
    const findings = await examineHost({ ...direct, url: 'https://redcap.invalid/api/' });
    expect(levels(findings)).toEqual(['fail DNS']);
  });

  it.each([
    ['redirects', 302, 'the address redirects to https://sso.example.org/login.'],
    ['has nothing there', 404, 'there is nothing at the address (404).'],
    ['is down', 503, 'the server answers 503.'],
  ])('fails where the server %s', async (_what, status, says) => {
    const url = await listen((_request, response) => {
      response.writeHead(status, { location: 'https://sso.example.org/login?token=secret' }).end();
    });
    expect(await examineHost({ ...direct, url })).toContainEqual(expect.objectContaining({ level: 'fail', says }));
  });

  it('warns of a clock that goes wrong', async () => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    const url = await listen((_request, response) => response.writeHead(200, { date }).end());
    const finding = (await examineHost({ ...direct, url })).find(({ step }) => step === 'clock');
    expect(finding).toMatchObject({
      level: 'warn',
      says: expect.stringMatching(/^36\d\d seconds behind\.$/) as string,
    });
  });
});

describeWith(requirement.openssl, 'the way to a REDCap by TLS', () => {
  it('shows whose certificate it is, and sends nothing where it is not trusted', async () => {
    const authority = createAuthority();
    open.push({ close: authority.remove });
    let requests = 0;
    const server = createTlsServer(authority.server, (_request, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => server.close().closeAllConnections() });
    const url = `https://localhost:${String((server.address() as AddressInfo).port)}/api/`;

    const untrusted = await examineHost({ url, tls: null, proxy: null });
    expect(levels(untrusted)).toEqual(['ok DNS', 'ok TCP', 'fail TLS']);
    expect(untrusted.at(-1)?.says).toMatch(/^the certificate by Test Authority is not trusted \([A-Z_]+\)\.$/);
    expect(requests).toBe(0);

    const trusted = await examineHost({ url, tls: { ca: authority.ca }, proxy: null });
    // The test's certificate is good for two days.
    expect(levels(trusted)).toEqual(['ok DNS', 'ok TCP', 'warn TLS', 'ok HTTP', 'ok clock']);
    expect(requests).toBe(1);

    const tunnel = await startTunnelProxy('study:s3cret');
    open.push(tunnel);
    const refused = await examineHost({ url, tls: null, proxy: { url: tunnel.url, authorization: null } });
    expect(levels(refused)).toEqual(['ok DNS', 'ok TCP', 'fail proxy']);
    const authorization = `Basic ${Buffer.from('study:s3cret').toString('base64')}`;
    const through = await examineHost({ url, tls: { ca: authority.ca }, proxy: { url: tunnel.url, authorization } });
    expect(levels(through)).toEqual(['ok DNS', 'ok TCP', 'ok proxy', 'warn TLS', 'ok HTTP', 'ok clock']);
  });
});
