import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { openHeldHosts } from '../../src/start/state.ts';
import { clinic } from '../support/clinic.ts';
import { createFolder, openIn, secret as stateSecret } from '../support/data-folder.ts';
import { runMain, waitForOutput, type MainRun } from '../support/main-program.ts';
import { startStudy, type Study } from '../support/study.ts';

const SECRET = 's'.repeat(32);
const CREATE = `mutation {
  importRecords(input: {
    project: "clinic", assignRecordNames: true, idempotencyKey: "K-1"
    rows: [{ clientRef: "a", event: "baseline_arm_1", instrument: "demographics", values: [{ field: "first_name", raw: "Ada" }] }]
  }) { errors { code message } createdCount rows { record } }
}`;

let study: Study;
const runs: MainRun[] = [];

beforeEach(async () => {
  study = await startStudy({ project: clinic });
});

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.process.kill('SIGKILL');
    await run.ended;
  }
  await study.close();
});

/** Runs the program in front of the study, with its data in a folder. */
const run = (data: string, env: Readonly<Record<string, string>> = { REDCAP_GRAPHQL_SECRET: SECRET }): MainRun => {
  const config = join(createFolder(), 'gateway.json');
  const projects = [{ key: 'clinic', url: study.url, token: { env: 'CLINIC_TOKEN' } }];
  writeFileSync(config, JSON.stringify({ projects, stop: { drainSeconds: 0 } }));
  const started = runMain(['--port', '0', '--config', config, '--data', data], {
    CLINIC_TOKEN: study.owner.token ?? '',
    ...env,
  });
  runs.push(started);
  return started;
};

const start = async (...given: Parameters<typeof run>): Promise<{ started: MainRun; url: string }> => {
  const started = run(...given);
  const [, url = ''] = await waitForOutput(started, /GraphQL API {2}(http:\S+)\/graphql\n[^]*-d '/);
  return { started, url };
};

const kill = async (started: MainRun, signal: NodeJS.Signals): Promise<number | null> => {
  started.process.kill(signal);
  return started.ended;
};

const ask = async (url: string, query: string): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return response.json();
};

describe('a gateway with a data folder', () => {
  it('says where its data are, and leaves whole files there when it has ended', async () => {
    const data = join(createFolder(), 'data');
    const { started } = await start(data);
    expect(started.out()).toContain(`Data         ${join(data, 'state.db')}\n`);
    expect(started.out()).not.toContain('Warning');
    expect(await kill(started, 'SIGTERM')).toBe(0);
    expect(readdirSync(data).toSorted()).toEqual(['gateway.lock', 'state.db', 'token-use.json']);
  });

  it('creates a record once for an idempotency key, though it was killed after the first time', async () => {
    const data = createFolder();
    const before = study.project.records.size;
    const first = await start(data);
    const answer = await ask(first.url, CREATE);
    expect(answer).toMatchObject({ data: { importRecords: { errors: [], createdCount: 1 } } });
    await kill(first.started, 'SIGKILL');
    const second = await start(data);
    expect(await ask(second.url, CREATE)).toMatchObject({ data: (answer as { data: object }).data });
    expect(study.project.records.size).toBe(before + 1);
  });

  it('has it alone: another one does not start, and the first goes on', async () => {
    const data = createFolder();
    const first = await start(data);
    const second = run(data);
    expect(await second.ended).toBe(1);
    expect(second.err()).toContain(`Another gateway uses the data folder ${data}.`);
    expect(await ask(first.url, '{ projects { key } }')).toMatchObject({ data: { projects: [{ key: 'clinic' }] } });
    await kill(first.started, 'SIGKILL');
    await start(data);
  });

  it('does not start with a file that is damaged', async () => {
    const data = createFolder();
    writeFileSync(join(data, 'state.db'), 'this is no database at all, whatever its name says');
    const started = run(data);
    expect(await started.ended).toBe(1);
    expect(started.err()).toContain(`${join(data, 'state.db')} is damaged. Nothing was changed.`);
  });

  it('warns where another secret, or none, has sealed its data', async () => {
    const data = createFolder();
    const { started: none } = await start(data, {});
    expect(none.out()).toContain('Until then no later start can read what this one seals');
    await kill(none, 'SIGTERM');
    const { started: other } = await start(data);
    expect(other.out()).toContain('Warning: another secret has sealed the data of earlier starts.');
  });
});

describe('a command beside a gateway', () => {
  const configOf = (data: string) => parseConfig({ env: {}, argv: ['--data', data] });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

  it('sees and resumes the hosts that the gateway does not call', async () => {
    const folder = createFolder();
    const { state } = await openIn(folder);
    await state.recentCalls.ban('redcap.example.org', '2026-01-02T03:04:05.000Z');
    const hosts = await openHeldHosts(configOf(folder), stateSecret, log);
    expect(await hosts.held()).toEqual([
      { host: 'redcap.example.org', pauseMs: 0, bannedSince: '2026-01-02T03:04:05.000Z' },
    ]);
    expect(await hosts.resume('redcap.example.org')).toBe(true);
    await hosts.close();
    expect(await state.recentCalls.held()).toEqual([]);
  });

  it('finds none of a gateway that keeps its data in memory', async () => {
    await expect(openHeldHosts(configOf(':memory:'), stateSecret, log)).rejects.toThrow('in its memory only');
  });
});
