import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey } from '../../../src/gateway/api-key.ts';
import { clinic } from '../../support/clinic.ts';
import { runMain, waitForOutput } from '../../support/main-program.ts';
import type { MainRun } from '../../support/main-program.ts';
import { startStudy } from '../../support/study.ts';
import type { Study, StudyOptions } from '../../support/study.ts';

let folder: string;
let study: Study;
const runs: MainRun[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reload-test-'));
});

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.process.kill('SIGKILL');
    await run.ended;
  }
  await study.close();
  rmSync(folder, { recursive: true });
});

interface Settings {
  /** API keys by the names of their callers. */
  readonly keys: Readonly<Record<string, { readonly hash: string }>>;
  readonly projects?: readonly string[];
  readonly tokenFile?: string;
  readonly port?: number;
}

const write = (name: string, text: string): void => {
  const path = join(folder, name);
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
};

const configText = ({ keys, projects = ['clinic'], tokenFile = 'token', port }: Settings): string =>
  JSON.stringify({
    port,
    projects: projects.map((key) => ({ key, url: study.url, token: { file: tokenFile } })),
    callers: {
      apiKeys: Object.entries(keys).map(([name, { hash }]) => ({ name, hash, projects: 'all', scopes: ['read'] })),
    },
    stop: { drainSeconds: 0, finishSeconds: 0 },
  });

const configure = (settings: Settings): void => write('gateway.json', configText(settings));

const tokenOf = (user = study.owner): string => user.token ?? '';

const start = async (settings: Settings, options: Partial<StudyOptions> = {}) => {
  study = await startStudy({ project: clinic, ...options });
  write('token', tokenOf());
  configure(settings);
  const run = runMain(['--port', '0', '--config', join(folder, 'gateway.json')]);
  runs.push(run);
  const [, url = ''] = await waitForOutput(run, /GraphQL API {2}(http:\S+)\/graphql\n/);
  return { run, url };
};

/** Lines of the log with one message. */
const linesOf = (run: MainRun, message: string): Record<string, unknown>[] =>
  run
    .err()
    .split('\n')
    .filter((line) => line.includes(message))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const READ = 'the configuration was read anew';
const KEPT = 'a configuration was not taken over';

/** Waits until a message stands in the log so many times. */
const waitForLines = (run: MainRun, message: string, times: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      if (run.err().split(message).length <= times || !run.err().endsWith('\n')) return;
      run.process.stderr?.off('data', look);
      resolve();
    };
    run.process.stderr?.on('data', look);
    void run.ended.then(() => reject(new Error(run.err())));
    look();
  });

const KEYS = '{ projects { key } }';
const WITH_TITLES = '{ projects { key projectTitle } }';

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Sends a request by the agent's connections. */
const send = (url: string, key: string, query = KEYS, agent?: Agent): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const outgoing = request(`${url}/graphql`, { method: 'POST', headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify({ query }));
  });

const keysIn = ({ text }: Reply): string[] =>
  (JSON.parse(text) as { data: { projects: { key: string }[] } }).data.projects.map(({ key }) => key);

describe('SIGHUP', () => {
  it('lets a new configuration count, and ends the old keys at once on connections that are kept', async () => {
    const [one, two] = [createApiKey(), createApiKey()];
    const { run, url } = await start({ keys: { one } });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect((await send(url, one.key, KEYS, agent)).status).toBe(200);
    configure({ keys: { two }, projects: ['clinic', 'second'] });
    run.process.kill('SIGHUP');
    await waitForLines(run, READ, 1);
    expect((await send(url, one.key, KEYS, agent)).status).toBe(401);
    expect(keysIn(await send(url, two.key, KEYS, agent))).toEqual(['clinic', 'second']);
    agent.destroy();
    expect(linesOf(run, READ)[0]).toMatchObject({
      level: 'info',
      counts: { projects: 2, apiKeys: 1, policies: 0, issuers: 0, people: 0, manifests: 0 },
      changes: ['project added: second', 'API key removed: one', 'API key added: two'],
    });
  });

  it('keeps the old configuration where the new one has mistakes, and says each by its name', async () => {
    const one = createApiKey();
    const { run, url } = await start({ keys: { one } });
    const ready = await fetch(`${url}/ready`);
    write('gateway.json', JSON.stringify({ projects: [{ key: '1', url: 'https://example.org/', token: 'SEED' }] }));
    run.process.kill('SIGHUP');
    await waitForLines(run, KEPT, 2);
    expect(linesOf(run, KEPT).map(({ level, problem }) => [level, problem])).toEqual([
      ['error', expect.stringMatching(/^projects\[0\]\.key/)],
      ['error', expect.stringMatching(/^projects\[0\]\.token/)],
    ]);
    expect(run.err()).not.toContain('SEED');
    expect((await send(url, one.key)).status).toBe(200);
    expect((await fetch(`${url}/ready`)).status).toBe(ready.status);
  });

  it('never lets everybody in', async () => {
    const one = createApiKey();
    const { run, url } = await start({ keys: { one } });
    configure({ keys: {} });
    run.process.kill('SIGHUP');
    await waitForLines(run, KEPT, 1);
    expect((await send(url, 'none')).status).toBe(401);
    expect((await send(url, one.key)).status).toBe(200);
  });

  it('names the settings that wait for a restart', async () => {
    const one = createApiKey();
    const { run } = await start({ keys: { one } });
    const text = JSON.parse(configText({ keys: { one } })) as object;
    write('gateway.json', JSON.stringify({ ...text, graphiql: false, limits: { depth: 5 } }));
    run.process.kill('SIGHUP');
    await waitForLines(run, 'need a restart', 1);
    expect(linesOf(run, 'need a restart')[0]).toMatchObject({ level: 'warn', settings: ['graphiql', 'limits'] });
  });

  it('ends no program that has nothing to read', async () => {
    study = await startStudy({ project: clinic });
    const run = runMain(['sandbox', '--port', '0']);
    runs.push(run);
    await waitForOutput(run, /\n/);
    run.process.kill('SIGHUP');
    run.process.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  it('leaves a request under way what it had', async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const intercept: StudyOptions['intercept'] = async (call, answer) => {
      if (call['content'] === 'project' && isHeld) {
        arrive();
        await released;
      }
      return answer();
    };
    let isHeld = false;
    const [one, two] = [createApiKey(), createApiKey()];
    const { run, url } = await start({ keys: { one } }, { intercept });
    await waitForOutput(run, /clinic: "/);
    isHeld = true;
    const underWay = send(url, one.key, WITH_TITLES);
    await arrived;
    configure({ keys: { two }, projects: ['other'] });
    run.process.kill('SIGHUP');
    await waitForLines(run, READ, 1);
    release();
    const answer = await underWay;
    expect(answer.status).toBe(200);
    expect(keysIn(answer)).toEqual(['clinic']);
  });
});

describe('a change of a file', () => {
  it('counts when the configuration is renamed into its place', async () => {
    const [one, two] = [createApiKey(), createApiKey()];
    const { run, url } = await start({ keys: { one } });
    configure({ keys: { two } });
    await waitForLines(run, READ, 1);
    expect((await send(url, one.key)).status).toBe(401);
    expect((await send(url, two.key)).status).toBe(200);
  });

  it('brings a token in that was rotated, by its fingerprint', async () => {
    const one = createApiKey();
    const { run, url } = await start({ keys: { one } });
    const before = tokenOf();
    study.owner.token = 'F'.repeat(32);
    write('token', tokenOf());
    await waitForLines(run, READ, 1);
    const { changes } = linesOf(run, READ)[0] ?? {};
    expect(changes).toEqual([expect.stringMatching(/^token of clinic: [0-9a-f]{12} → [0-9a-f]{12}$/)]);
    expect(JSON.parse((await send(url, one.key, WITH_TITLES)).text)).toMatchObject({
      data: { projects: [{ key: 'clinic' }] },
    });
    for (const token of [before, tokenOf()]) expect(run.err()).not.toContain(token);
  });

  it('is looked for when REDCap refuses the token, and the read is asked again', async () => {
    const one = createApiKey();
    const { url } = await start({ keys: { one } });
    study.owner.token = 'E'.repeat(32);
    write('token', tokenOf());
    // The files are watched too, but a change counts only when it has been quiet for a while.
    const answer = await send(
      url,
      one.key,
      '{ project(key: "clinic") { recordNames: records(first: 1) { totalCount } } }',
    );
    expect(answer.text).not.toContain('errors');
    expect(JSON.parse(answer.text)).toMatchObject({
      data: { project: { recordNames: { totalCount: expect.any(Number) as number } } },
    });
  });

  it('is seen through the links that Kubernetes swaps', async () => {
    const [one, two] = [createApiKey(), createApiKey()];
    study = await startStudy({ project: clinic });
    const mount = (name: string, key: { readonly hash: string }): void => {
      mkdirSync(join(folder, name));
      write(`${name}/token`, tokenOf());
      write(`${name}/gateway.json`, configText({ keys: { one: key } }));
      symlinkSync(name, join(folder, '..data_tmp'));
      renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
    };
    mount('..first', one);
    for (const name of ['gateway.json', 'token']) symlinkSync(`..data/${name}`, join(folder, name));
    const run = runMain(['--port', '0', '--config', join(folder, 'gateway.json')]);
    runs.push(run);
    const [, url = ''] = await waitForOutput(run, /GraphQL API {2}(http:\S+)\/graphql\n/);
    mount('..second', two);
    rmSync(join(folder, '..first'), { recursive: true });
    await waitForLines(run, READ, 1);
    expect((await send(url, two.key)).status).toBe(200);
    mkdirSync(join(folder, 'unused'));
    mount('..third', one);
    await waitForLines(run, READ, 2);
    expect((await send(url, one.key)).status).toBe(200);
  });
});

describe('20 reloads under load', () => {
  it('lose no request, and answer none by parts of two configurations', async () => {
    const key = createApiKey();
    const sets = [['a', 'b', 'c'], ['d', 'e'], ['f']];
    const settingsOf = (turn: number): Settings => ({ keys: { one: key }, projects: sets[turn % sets.length] ?? [] });
    const { run, url } = await start(settingsOf(0));
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const answers: Reply[] = [];
    let isOver = false;
    const client = async (): Promise<void> => {
      while (!isOver) answers.push(await send(url, key.key, WITH_TITLES, agent));
    };
    const clients = Array.from({ length: 8 }, client);
    for (let turn = 1; turn <= 20; turn += 1) {
      configure(settingsOf(turn));
      run.process.kill('SIGHUP');
      await waitForLines(run, READ, turn);
      // So many answers that each client has asked since.
      await Promise.all(Array.from({ length: 3 }, () => send(url, key.key, WITH_TITLES)));
    }
    isOver = true;
    await Promise.all(clients);
    agent.destroy();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const seen = new Set(answers.map((answer) => keysIn(answer).join('')));
    expect([...seen].sort()).toEqual(['abc', 'de', 'f']);
    expect(answers.some(({ text }) => text.includes('errors'))).toBe(false);
  });
});
