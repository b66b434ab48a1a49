import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { clinic } from '../support/clinic.ts';
import { createFolder } from '../support/data-folder.ts';
import { runMain, waitForError, waitForOutput, type MainRun } from '../support/main-program.ts';
import { startStudy, type SandboxCall, type Study } from '../support/study.ts';

let study: Study | undefined;
const runs: MainRun[] = [];

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.process.kill('SIGKILL');
    await run.ended;
  }
  await study?.close();
  study = undefined;
});

/** A REDCap that keeps the first write, does it when it is released, and counts all writes. */
const startHeld = async (isWrite: (call: SandboxCall) => boolean) => {
  const { promise: arrived, resolve: report } = Promise.withResolvers<void>();
  let writes = 0;
  let commit = (): Promise<unknown> => Promise.resolve();
  study = await startStudy({
    project: clinic,
    intercept: async (call, answer, left) => {
      if (!isWrite(call)) return answer();
      writes += 1;
      if (writes > 1) return answer();
      commit = answer;
      report();
      await left;
      return 'reset';
    },
  });
  return { study, arrived, commit: () => commit(), writes: () => writes };
};

const start = async (data: string, { url, owner }: Study): Promise<{ run: MainRun; url: string }> => {
  const config = join(createFolder(), 'gateway.json');
  writeFileSync(config, JSON.stringify({ projects: [{ key: 'clinic', url, token: { env: 'CLINIC_TOKEN' } }] }));
  const run = runMain(['--port', '0', '--config', config, '--data', data], {
    CLINIC_TOKEN: owner.token ?? '',
    REDCAP_GRAPHQL_SECRET: 's'.repeat(32),
  });
  runs.push(run);
  const [, address = ''] = await waitForOutput(run, /GraphQL API {2}(http:\S+)\/graphql\n/);
  return { run, url: address };
};

const ask = async (url: string, query: string) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  // The test states the shape that it expects by reading it.
  return (await response.json()) as { data: Record<string, { errors: { code: string; operationId: string }[] }> };
};

const CREATE = `mutation {
  importRecords(input: {
    project: "clinic", assignRecordNames: true, idempotencyKey: "K-kill-1"
    rows: [{ clientRef: "a", event: "baseline_arm_1", instrument: "demographics", values: [{ field: "first_name", raw: "Ada" }] }]
  }) { errors { code operationId } }
}`;
const RENAME = `mutation {
  renameRecord(input: { project: "clinic", record: "2", newName: "22" }) { errors { code operationId } }
}`;

describe('kill -9 in the middle of a write', () => {
  it('doubles no record: the same key is answered with what is known, and never sent again', async () => {
    const held = await startHeld((call) => call['data'] !== undefined);
    const data = createFolder();
    const before = held.study.project.records.size;
    const first = await start(data, held.study);
    void ask(first.url, CREATE).catch(() => undefined);
    await held.arrived;
    first.run.process.kill('SIGKILL');
    await first.run.ended;
    await held.commit();
    const second = await start(data, held.study);
    const answer = await ask(second.url, CREATE);
    expect(answer.data['importRecords']?.errors).toMatchObject([{ code: 'UNKNOWN_OUTCOME' }]);
    expect([held.writes(), held.study.project.records.size]).toEqual([1, before + 1]);
    const id = answer.data['importRecords']?.errors[0]?.operationId ?? '';
    expect(await ask(second.url, `{ operation(id: "${id}") { state mutation } }`)).toMatchObject({
      data: { operation: { state: 'UNKNOWN', mutation: 'importRecords' } },
    });
  });

  it('is found out by the next start, and is in its log', async () => {
    const held = await startHeld((call) => call['action'] === 'rename');
    const data = createFolder();
    const first = await start(data, held.study);
    void ask(first.url, RENAME).catch(() => undefined);
    await held.arrived;
    first.run.process.kill('SIGKILL');
    await first.run.ended;
    await held.commit();
    const second = await start(data, held.study);
    const [line] = await waitForError(second.run, /\{.*what became of a write[^\n]*/);
    expect(line).toContain('"mutation":"renameRecord"');
    expect(line).toContain('"outcome":"done"');
    expect(line).not.toMatch(/"22"|"2"/);
    expect(held.writes()).toBe(1);
  });
});
