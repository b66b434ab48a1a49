import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runMain, waitForOutput, type MainRun } from './support/main-program.ts';

const runs: MainRun[] = [];

const run = (argv: readonly string[], env: Record<string, string> = {}): MainRun => {
  const started = runMain(argv, env);
  runs.push(started);
  return started;
};

const endAll = async (started: readonly MainRun[]): Promise<void> => {
  for (const { process: child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
};

afterEach(() => endAll(runs.splice(0)));

const startGateway = async (env: Record<string, string> = {}): Promise<{ started: MainRun; url: string }> => {
  const started = run(['--port', '0'], env);
  const [, url = ''] = await waitForOutput(started, /GraphQL API {2}(http:\S+)\/graphql\n[^]*-d '/);
  return { started, url };
};

const ask = async (url: string, query: string): Promise<unknown> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
};

/** What a test reads of the demo study. */
interface Demo {
  readonly records: {
    readonly nodes: readonly { readonly id: string; readonly name: string }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

describe('what npm start starts', () => {
  let started: MainRun;
  let url: string;

  beforeAll(async () => {
    ({ started, url } = await startGateway());
    runs.splice(runs.indexOf(started), 1);
  });

  afterAll(() => endAll([started]));

  it('gives ids and cursors that the next start gives again and takes', async () => {
    const read = `{ project(key: "stroke2") {
      id arms { id } events { id } instruments { id } dataAccessGroups { id } metadata(fields: ["sex"]) { id choices { id } }
      records(first: 2) { nodes { id name instances(instrument: "demographics") { id } } pageInfo { endCursor } }
    } }`;
    const project = async (at: string): Promise<Demo> =>
      ((await ask(at, read)) as { data: { project: Demo } }).data.project;
    const before = await project(url);
    expect(before.records.nodes.map(({ name }) => name)).toEqual(['1', '2']);
    const { url: next } = await startGateway();
    expect(await project(next)).toEqual(before);
    const { nodes, pageInfo } = before.records;
    const further = await ask(
      next,
      `{ node(id: "${nodes[1]?.id ?? ''}") { ... on Record { name } }
         project(key: "stroke2") { records(first: 1, after: "${pageInfo.endCursor}") { nodes { name } } } }`,
    );
    expect(further).toMatchObject({ data: { node: { name: '2' }, project: { records: { nodes: [{ name: '3' }] } } } });
  });

  it('says first where everything is, and its first query works as printed', async () => {
    const [, query = ''] = await waitForOutput(started, /-d '(.*)'/);
    expect(started.out()).toMatch(/^GraphiQL {5}http:\/\/127\.0\.0\.1:\d+\/graphql /m);
    expect(started.out()).toMatch(/^Typed API {4}http:\/\/127\.0\.0\.1:\d+\/projects\/stroke2\/graphql /m);
    expect(started.out()).toMatch(/^Sandbox {6}http:\/\/127\.0\.0\.1:\d+\/api\/ /m);
    const answer = await ask(url, (JSON.parse(query) as { query: string }).query);
    expect(answer).toMatchObject({
      data: { projects: [{ key: 'stroke2', records: { nodes: expect.any(Array) as unknown } }] },
    });
    expect((answer as { extensions: { redcap: object } }).extensions.redcap).toHaveProperty('calls');
  });

  it('is ready once the sandbox answers', async () => {
    const response = await fetch(`${url}/ready`);
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        status: 'ready',
        signals: ['redcap', 'ban', 'memory', 'event-loop'].map((name) => ({ name, ready: true })),
        projects: [{ project: 'stroke2', ready: true }],
      },
    ]);
  });
});

describe('npm start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops in order at %s and says each step', async (signal) => {
    const { started } = await startGateway();
    started.process.kill(signal);
    expect(await started.ended).toBe(0);
    const messages = started
      .err()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages).toEqual(['listening', 'stopping: no new requests, finishing those under way', 'stopped']);
  });

  it('says in one sentence that its port is taken, and ends with 1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const started = run(['--port', String(port)]);
    expect(await started.ended).toBe(1);
    expect(started.err()).toBe(
      `Port ${port} on 127.0.0.1 is in use already. Stop the other program, or choose another PORT.\n`,
    );
    other.close();
  });

  it('says everything that is wrong with its configuration, and ends with 1', async () => {
    const started = run(['--colour'], { HOST: '0.0.0.0', REDCAP_TOKEN: 'A'.repeat(32) });
    expect(await started.ended).toBe(1);
    expect(started.err()).toBe(
      [
        'The configuration has 3 mistakes:',
        '  - --colour is not an option. "--help" lists them.',
        '  - REDCAP_URL is missing: REDCAP_TOKEN needs to know which REDCap it belongs to.',
        '  - HOST: refusing to listen on 0.0.0.0, because nobody would need a credential. Configure callers.apiKeys (npm start -- api-key NAME) or callers.passThrough, or listen on 127.0.0.1.',
        '',
      ].join('\n'),
    );
  });

  it('says which configuration file it cannot read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'main-test-'));
    const path = join(folder, 'broken.json');
    writeFileSync(path, '{ "projects": [ secret');
    const broken = run(['--config', path]);
    const missing = run(['--config', join(folder, 'none.json')]);
    expect([await broken.ended, await missing.ended]).toEqual([1, 1]);
    expect(broken.err()).toContain(`${path}: is not valid JSON from line 1, column 17 on.`);
    expect(broken.err()).not.toContain('secret');
    expect(missing.err()).toContain('none.json: there is no such file.');
    rmSync(folder, { recursive: true });
  });

  it('explains itself', async () => {
    const started = run(['--help']);
    expect(await started.ended).toBe(0);
    expect(started.out()).toContain('--project FILE.xml');
  });

  it('explains a command, and does nothing else', async () => {
    const started = run(['sandbox', '--help']);
    expect(await started.ended).toBe(0);
    expect(started.out()).toContain('--project FILE.xml');
    expect(started.out()).not.toContain('Super token');
  });

  it('lists the commands for a word that is none, and ends with 1', async () => {
    const started = run(['serve']);
    expect(await started.ended).toBe(1);
    expect(started.err()).toMatch(/^There is no command "serve"\. The commands are:\n {2}gateway {2}Run/);
    expect(started.out()).toBe('');
  });
});

describe('the modules that Node has compiled', () => {
  it('are kept in the cache of the user', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'main-test-'));
    const started = run(['--help'], { NODE_COMPILE_CACHE: '', XDG_CACHE_HOME: folder });
    expect(await started.ended).toBe(0);
    expect(readdirSync(join(folder, 'redcap-graphql', 'compiled'))).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });

  it('are not kept where no file can be written, and the program starts all the same', async () => {
    const started = run(['--help'], { NODE_COMPILE_CACHE: '', XDG_CACHE_HOME: '/dev/null' });
    expect(await started.ended).toBe(0);
    expect(started.out()).toContain('--project FILE.xml');
    expect(started.err()).toBe('');
  });
});

describe('npm start -- schema PROJECT', () => {
  it('prints the graph of that project on stdout, nothing else anywhere, and ends', async () => {
    const started = run(['schema', 'stroke2']);
    expect(await started.ended).toBe(0);
    expect(buildSchema(started.out()).getType('Query')).toBeDefined();
    expect(started.out()).toMatch(/^ {2}nihss: /m);
    expect(started.err()).toBe('');
  });

  it('says in a sentence which projects there are, and ends with 1', async () => {
    const started = run(['schema', 'nope']);
    expect(await started.ended).toBe(1);
    expect(started.err()).toBe('There is no project "nope" in the configuration. There is: stroke2.\n');
    expect(started.out()).toBe('');
  });
});

describe('npm start -- check PROJECT', () => {
  it('ends with 0 when all fits, with 1 when not, and with 2 when it cannot find out', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'main-test-'));
    const page = join(folder, 'page.graphql');
    const gone = join(folder, 'gone.graphql');
    const pinned = join(folder, 'study.graphql');
    const printed = run(['schema', 'stroke2']);
    await printed.ended;
    writeFileSync(pinned, printed.out().replace(/^(type RecordConnection \{)/m, '$1 erstwhile: Int'));
    writeFileSync(page, 'query Page { records(first: 0) { totalCount } }');
    writeFileSync(gone, 'query Gone { records(first: 0) { erstwhile } }');
    const runs = [[page], [page, gone], [join(folder, 'none')]].map((names) =>
      run(['check', 'stroke2', pinned, ...names]),
    );
    expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual([0, 1, 2]);
    expect(runs.map(({ err }) => err())).toEqual(['', '', `${join(folder, 'none')}: matches no file.\n`]);
    expect(runs[1]?.out()).toMatch(/gone\.graphql:1:34 Gone records\.erstwhile: RecordConnection has no field/);
    rmSync(folder, { recursive: true });
  });
});

describe('npm start -- api-key', () => {
  it('prints a key and the entry that lets it in', async () => {
    const started = run(['api-key', 'dashboard']);
    expect(await started.ended).toBe(0);
    const key = /^ {2}(rgk_[\w-]{43})$/m.exec(started.out())?.[1];
    const entry = /^ {2}(\{.*\})$/m.exec(started.out())?.[1] ?? '{}';
    expect(key).toBeDefined();
    expect(JSON.parse(entry)).toEqual({
      name: 'dashboard',
      hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
      projects: 'all',
      scopes: ['read'],
    });
  });

  it('asks for a name', async () => {
    const started = run(['api-key']);
    expect(await started.ended).toBe(1);
    expect(started.err()).toContain('Give the key one name');
  });
});

describe('a gateway in front of a REDCap that needs a key', () => {
  it('answers its holder and nobody else', async () => {
    const { started: sandbox } = { started: run(['sandbox', '--port', '0']) };
    const [, api = ''] = await waitForOutput(sandbox, /(http:\S+\/api\/)/);
    const [, token = ''] = await waitForOutput(sandbox, /^ {4}([0-9A-F]{32})$/m);
    const keyRun = run(['api-key', 'test']);
    await keyRun.ended;
    const key = /rgk_[\w-]{43}/.exec(keyRun.out())?.[0] ?? '';
    const hash = /sha256:[0-9a-f]{64}/.exec(keyRun.out())?.[0] ?? '';
    const { started, url } = await startGateway({
      REDCAP_URL: api,
      REDCAP_TOKEN: token,
      REDCAP_GRAPHQL_API_KEY_HASH: hash,
    });

    const send = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${url}/graphql?query={projects{key}}`, { headers });
    expect((await send({})).status).toBe(401);
    const answer = await send({ authorization: `Bearer ${key}` });
    expect(await answer.json()).toMatchObject({ data: { projects: [{ key: 'project' }] } });
    expect(started.err()).not.toContain(key);
    expect(`${started.err()}${started.out()}`).not.toContain(token);
  });
});
