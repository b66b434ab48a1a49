import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Agent, request, type Dispatcher } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEvents } from '../support/event-stream.ts';
import { startDemoGateway, type DemoGateway } from '../support/demo-gateway.ts';
import { findFreePort } from '../support/free-port.ts';
import { root } from '../support/markdown.ts';
import { findProgram } from '../support/program.ts';
import { describeWith, requirement, type Requirement } from '../support/requirement.ts';

/** A reverse proxy before the demo, with the settings that the repository has for it. */
interface Proxy {
  readonly needed: Requirement;
  /** Where the gateway is behind the proxy. */
  readonly path: string;
  /** Writes the settings for a gateway and a port, and returns the command line. */
  readonly prepare: (folder: string, gateway: string, port: number) => readonly [string, ...string[]];
}

const settingsOf = (file: string, changes: readonly (readonly [string | RegExp, string])[]): string =>
  changes.reduce(
    (text, [from, to]) => {
      const changed = text.replaceAll(from, to);
      if (changed === text) throw new Error(`${file} has no ${String(from)}.`);
      return changed;
    },
    readFileSync(join(root, 'deploy', file), 'utf8'),
  );

const nginx: Proxy = {
  needed: requirement.nginx,
  path: '/',
  prepare: (folder, gateway, port) => {
    const server = settingsOf('nginx/redcap-graphql.conf', [
      [/gateway-[12]:4000/g, gateway],
      ['listen 443 ssl', `listen 127.0.0.1:${String(port)} ssl`],
      [/server \{\s+listen 80;[^}]*\}/g, ''],
      ['/etc/nginx/tls', folder],
    ]);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${folder}/${name};`)
      .join(' ');
    const whole = `pid ${folder}/pid; error_log stderr; daemon off; events {} http { access_log off; ${temporary} ${server} }`;
    writeFileSync(join(folder, 'whole.conf'), whole);
    return [findProgram('nginx') ?? '', '-c', join(folder, 'whole.conf')];
  },
};

const APACHE_MODULES = [
  'mpm_event',
  'authz_core',
  'ssl',
  'headers',
  'reqtimeout',
  'proxy',
  'proxy_http',
  'proxy_balancer',
  'slotmem_shm',
  'lbmethod_byrequests',
  'socache_shmcb',
];

const apache: Proxy = {
  needed: requirement.apache,
  path: '/redcap-graphql/',
  prepare: (folder, gateway, port) => {
    const host = settingsOf('apache/redcap-graphql.conf', [
      [/^.*127\.0\.0\.1:4001.*$/gm, ''],
      ['127.0.0.1:4000', gateway],
      ['*:443', `*:${String(port)}`],
      [/\/etc\/ssl\/certs\/\S+/g, join(folder, 'certificate.pem')],
      [/\/etc\/ssl\/private\/\S+/g, join(folder, 'key.pem')],
    ]);
    const modules = APACHE_MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
    const before = [
      `ServerRoot ${folder}`,
      'ServerName localhost',
      `PidFile ${folder}/pid`,
      `DefaultRuntimeDir ${folder}`,
      `ErrorLog ${folder}/error`,
      `Listen 127.0.0.1:${String(port)}`,
      'User nobody',
      'Group nogroup',
    ];
    writeFileSync(join(folder, 'whole.conf'), [...before, ...modules, host].join('\n'));
    return [findProgram('apache2') ?? '', '-f', join(folder, 'whole.conf'), '-D', 'FOREGROUND'];
  },
};

const makeCertificate = (folder: string): void => {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')];
  execFileSync('openssl', ['req', '-x509', '-nodes', '-newkey', 'rsa:2048', ...files, '-subj', '/CN=localhost'], {
    stdio: 'ignore',
  });
};

for (const [name, proxy] of Object.entries({ nginx, apache })) {
  describeWith(proxy.needed, `the settings for ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'proxy-'));
    const dispatcher = new Agent({ allowH2: false, connect: { rejectUnauthorized: false } });
    let gateway: DemoGateway;
    let child: ChildProcess;
    let address = '';

    const ask = (query: string, accept = 'application/json'): Promise<Dispatcher.ResponseData> =>
      request(`${address}graphql`, {
        method: 'POST',
        dispatcher,
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query }),
      });

    /** Starts the proxy, and waits until it has written its process number: it listens then. */
    const startProxy = ([program, ...options]: readonly [string, ...string[]]): Promise<void> =>
      new Promise((resolve, reject) => {
        const watcher = watch(folder, (_, file) => {
          if (file !== 'pid') return;
          watcher.close();
          resolve();
        });
        child = spawn(program, options, { stdio: ['ignore', 'ignore', 'pipe'] });
        let said = '';
        child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
        child.once('exit', () => reject(new Error(said)));
      });

    beforeAll(async () => {
      gateway = await startDemoGateway();
      makeCertificate(folder);
      const port = await findFreePort();
      await startProxy(proxy.prepare(folder, new URL(gateway.url).host, port));
      address = `https://localhost:${String(port)}${proxy.path}`;
    }, 60_000);

    afterAll(async () => {
      child.kill('SIGTERM');
      await dispatcher.close();
      await gateway.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('let an operation through, and say that browsers come by TLS from now on', async () => {
      const answer = await ask('{ projects { key } }');
      expect(await answer.body.json()).toMatchObject({ data: { projects: [{ key: 'stroke2' }] } });
      expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    });

    it('let the page for browsers through', async () => {
      const answer = await request(`${address}graphql`, { dispatcher, headers: { accept: 'text/html' } });
      expect(answer.statusCode).toBe(200);
      expect(await answer.body.text()).toContain('<title>REDCap GraphQL</title>');
    });

    it('let the events of a subscription through as they come', async () => {
      const query = 'subscription { recordChanges(project: "stroke2") { change { kind recordName } } }';
      const { body } = await ask(query, 'text/event-stream');
      const events = readEvents({ body: Readable.toWeb(body) as ReadableStream<Uint8Array<ArrayBuffer>> });
      expect((await events.next())?.data.data.recordChanges.change).toBeNull();
      const rename = 'renameRecord(input: { project: "stroke2", record: "7", newName: "7-R" }) { errors { code } }';
      expect(await (await ask(`mutation { ${rename} }`)).body.json()).toMatchObject({
        data: { renameRecord: { errors: [] } },
      });
      const { kind, recordName } = (await events.next())?.data.data.recordChanges.change ?? {};
      expect([kind, recordName]).toEqual(['RENAMED', '7-R']);
      await events.end();
    });

    it('let the refusal of a body that is too large through, with its reason', async () => {
      const answer = await ask(`{ __typename } #${'x'.repeat(11_000_000)}`);
      expect(await answer.body.text()).toContain('PAYLOAD_TOO_LARGE');
    });
  });
}
