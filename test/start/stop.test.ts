import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clinic } from '../support/clinic.ts';
import { runMain, waitForError, waitForOutput } from '../support/main-program.ts';
import type { MainRun } from '../support/main-program.ts';
import { startStudy } from '../support/study.ts';
import type { Study, StudyOptions } from '../support/study.ts';

let folder: string;
let study: Study | undefined;
const runs: MainRun[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stop-test-'));
});

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.process.kill('SIGKILL');
    await run.ended;
  }
  await study?.close();
  study = undefined;
  rmSync(folder, { recursive: true });
});

const start = async (...given: Parameters<typeof runMain>): Promise<{ run: MainRun; url: string }> => {
  const run = runMain(...given);
  runs.push(run);
  const [, url = ''] = await waitForOutput(run, /GraphQL API {2}(http:\S+)\/graphql\n/);
  return { run, url };
};

interface StopSettings {
  readonly drainSeconds: number;
  readonly finishSeconds: number;
}

/** The program in front of a study that the test can look into. */
const startBefore = async (
  stop: StopSettings,
  intercept: NonNullable<StudyOptions['intercept']>,
): Promise<{ run: MainRun; url: string }> => {
  study = await startStudy({ project: clinic, intercept });
  const path = join(folder, 'gateway.json');
  const projects = [{ key: 'clinic', url: study.url, token: { env: 'CLINIC_TOKEN' } }];
  writeFileSync(path, JSON.stringify({ projects, stop }));
  return start(['--port', '0', '--config', path], {
    CLINIC_TOKEN: study.owner.token ?? '',
    XDG_DATA_HOME: folder,
  });
};

const post = (url: string, query: string): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });

const RENAME =
  'mutation { importArms(input: { project: "clinic", arms: [{ armNum: 1, name: "Renamed" }] }) { errors { code } } }';

/** An interception that keeps the calls of one content and action, and reports the first. */
const keep = (content: string, action: string | undefined) => {
  const { promise: arrived, resolve: report } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const intercept: NonNullable<StudyOptions['intercept']> = async (call, answer, left) => {
    if (call['content'] !== content || call['action'] !== action) return answer();
    report();
    await Promise.race([released, left]);
    return answer();
  };
  return { arrived, release, intercept };
};

describe('SIGTERM', () => {
  it('lets a write under way end, answers it, and ends with 0', async () => {
    const { arrived, release, intercept } = keep('arm', 'import');
    const { run, url } = await startBefore({ drainSeconds: 0, finishSeconds: 3600 }, intercept);
    const answer = post(url, RENAME);
    await arrived;
    run.process.kill('SIGTERM');
    await waitForError(run, /finishing those under way/);
    release();
    expect(await (await answer).json()).toMatchObject({ data: { importArms: { errors: [] } } });
    expect(await run.ended).toBe(0);
  });

  it('answers a write that outlasts the grace as unknown, and ends with 0', async () => {
    const { arrived, intercept } = keep('arm', 'import');
    const { run, url } = await startBefore({ drainSeconds: 0, finishSeconds: 0 }, intercept);
    const answer = post(url, RENAME);
    await arrived;
    run.process.kill('SIGTERM');
    const response = await answer;
    expect(await response.json()).toMatchObject({ data: { importArms: { errors: [{ code: 'UNKNOWN_OUTCOME' }] } } });
    expect(response.headers.get('connection')).toBe('close');
    expect(await run.ended).toBe(0);
    expect(run.err()).toContain('what was left was answered as unfinished');
    expect(run.err()).toMatch(
      /"operations":\["[0-9a-f-]{36}"\],"msg":"stopping: what became of these writes is not known"/,
    );
  });

  it('answers a read that outlasts the grace as not done, and ends with 0', async () => {
    const { arrived, intercept } = keep('arm', undefined);
    const { run, url } = await startBefore({ drainSeconds: 0, finishSeconds: 0 }, intercept);
    const answer = post(url, '{ project(key: "clinic") { arms { armNum } } }');
    await arrived;
    run.process.kill('SIGTERM');
    expect(await (await answer).json()).toMatchObject({ errors: [{ extensions: { code: 'SHUTTING_DOWN' } }] });
    expect(await run.ended).toBe(0);
  });

  it('says first that it is not ready, and still takes requests until it has drained', async () => {
    const { run, url } = await startBefore({ drainSeconds: 3600, finishSeconds: 0 }, (_call, answer) => answer());
    run.process.kill('SIGTERM');
    await waitForError(run, /still taking requests/);
    expect((await fetch(`${url}/ready`)).status).toBe(503);
    const response = await post(url, '{ projects { key } }');
    expect(await response.json()).toMatchObject({ data: { projects: [{ key: 'clinic' }] } });
    expect(response.headers.get('connection')).toBe('close');
    run.process.kill('SIGTERM');
    expect(await run.ended).toBe(1);
  });
});

describe('a log that nobody reads', () => {
  /** A FIFO that is full, so that not one line more goes into it. */
  const openFullPipe = (): number => {
    const path = join(folder, 'log');
    execFileSync('mkfifo', [path]);
    const filler = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const bytes = Buffer.alloc(4096, 'x');
    try {
      for (;;) writeSync(filler, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
    // The filler stays open: a pipe without a reader would break, and not block.
    const pipe = openSync(path, constants.O_RDWR);
    open.push(filler, pipe);
    return pipe;
  };
  const open: number[] = [];

  afterEach(() => {
    for (const descriptor of open.splice(0)) closeSync(descriptor);
  });

  it('keeps no request from its answer, and the process not alive', async () => {
    const { run, url } = await start(['--port', '0'], {}, openFullPipe());
    expect((await post(url, '{ projects { key } }')).status).toBe(200);
    run.process.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });
});
