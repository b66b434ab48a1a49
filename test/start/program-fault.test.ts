import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mainFile, programEnv, runMain, waitForError, waitForOutput, watchMain } from '../support/main-program.ts';
import type { MainRun } from '../support/main-program.ts';

let folder: string;
const runs: MainRun[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fault-test-'));
});

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.process.kill('SIGKILL');
    await run.ended;
  }
  rmSync(folder, { recursive: true });
});

const addressOf = async (run: MainRun): Promise<string> => {
  runs.push(run);
  const [, url = ''] = await waitForOutput(run, /GraphQL API {2}(http:\S+)\/graphql\n/);
  return url;
};

/** The status of `/health`, over the connections of the agent. */
const askHealth = async (url: string, agent: Agent): Promise<number | undefined> => {
  const request = get(`${url}/health`, { agent });
  const [response] = (await once(request, 'response')) as [{ statusCode?: number; resume: () => void }];
  response.resume();
  await once(request, 'close');
  return response.statusCode;
};

describe('the program', () => {
  it('lives on after a failure that nobody waited for, and logs its class and place without its message', async () => {
    const file = join(folder, 'failure.mjs');
    writeFileSync(file, "process.on('SIGUSR2', () => void Promise.reject(new TypeError('of Ada Lovelace')));");
    const run = runMain(['--port', '0'], { NODE_OPTIONS: `--import=${file}` });
    const url = await addressOf(run);
    run.process.kill('SIGUSR2');
    const [line] = await waitForError(run, /^.*unhandled rejection.*$/m);
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      fault: expect.stringMatching(/^TypeError at /) as unknown,
    });
    expect(run.err()).not.toContain('Lovelace');
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('answers on the connections that it has when no file descriptor is left, and all others later', async () => {
    const script = 'ulimit -n 80 && exec "$0" "$@"';
    const run = watchMain(
      spawn('sh', ['-c', script, process.execPath, mainFile, '--port', '0'], {
        env: programEnv(),
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    const url = await addressOf(run);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await askHealth(url, agent)).toBe(200);

    const port = Number(new URL(url).port);
    const enough = Promise.withResolvers<void>();
    let closed = 0;
    const sockets = Array.from({ length: 200 }, (): Socket => connect(port, '127.0.0.1'));
    for (const socket of sockets) {
      socket.resume();
      socket.on('error', () => undefined).on('close', () => ++closed === 100 && enough.resolve());
    }
    await enough.promise;
    expect(await askHealth(url, agent)).toBe(200);

    for (const socket of sockets) socket.destroy();
    await vi.waitFor(async () => expect((await fetch(`${url}/health`)).status).toBe(200));
    agent.destroy();
  });
});
