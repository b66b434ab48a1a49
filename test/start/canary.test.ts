import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { clinic } from '../support/clinic.ts';
import { createFolder } from '../support/data-folder.ts';
import { runMain, waitForOutput } from '../support/main-program.ts';
import { startStudy, type Loss, type Study } from '../support/study.ts';

const VALUE = 'Zanzibar-4711';
const RECORD = 'Quetzal-88';

/** What REDCap, or what stands before it, makes of a call: mostly it sends back all that it was sent, and the token. */
type Fault = (echo: string, answer: () => Promise<Response>) => Promise<Response | Loss>;

const refuse: Fault = (echo) => Promise.resolve(Response.json({ error: `Of no use: ${echo}` }, { status: 400 }));
const readFaults: readonly Fault[] = [
  () => Promise.resolve('reset'),
  () => Promise.resolve('cut'),
  refuse,
  (echo) => Promise.resolve(new Response(`<pre>${echo} ${VALUE}</pre>`, { status: 500 })),
  (echo) => Promise.resolve(new Response(`[{"record_id": ${echo} ${VALUE}`)),
  (echo) => Promise.resolve(new Response('', { status: 302, headers: { location: `/?${echo}` } })),
];
/** Those of writes leave no looks to wait for: REDCap has refused the write, or has done it. */
const writeFaults: readonly Fault[] = [
  refuse,
  async (echo, answer) => {
    await answer();
    return new Response(`<pre>${echo} ${VALUE}</pre>`, { status: 502 });
  },
];

const importOf = (values: string, idempotencyKey = 'null'): string => `mutation { importRecords(input: {
  project: "clinic", idempotencyKey: ${idempotencyKey}, rows: [{ record: "${RECORD}", event: "baseline_arm_1",
    instrument: "demographics", values: [${values}] }] }) {
  rows { outcome errors { code message redcapMessage } } errors { code message redcapMessage } } }`;
const WRITE = `{ field: "first_name", raw: "${VALUE}" }`;
const WRONG = `{ field: "sex", raw: "${VALUE}" }, { field: "weight", raw: "${VALUE}" }`;
const READ = `{ project(key: "clinic") { record(name: "${RECORD}") {
  instances(instrument: "demographics") { value(field: "first_name") { raw } } } } }`;

/** What a run of the program was given, and all that it leaves behind, by its place. */
interface Traces {
  readonly canaries: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
}

const bytesOf = (folder: string, pattern: string): string =>
  globSync(pattern, { cwd: folder })
    .map((file) => readFileSync(join(folder, file), 'latin1'))
    .join('\n');

/** Starts the program before the study, with everything that it can write down. */
const start = async ({ url, owner }: Study, hash: string) => {
  const data = createFolder();
  const config = join(createFolder(), 'gateway.json');
  const settings = {
    projects: [{ key: 'clinic', url, token: { env: 'CLINIC_TOKEN' } }],
    callers: { apiKeys: [{ name: 'app', hash, scopes: ['read', 'write'] }] },
    metrics: { enabled: true, port: 0 },
    stop: { drainSeconds: 0 },
  };
  writeFileSync(config, JSON.stringify(settings));
  const env = { CLINIC_TOKEN: owner.token ?? '', REDCAP_GRAPHQL_SECRET: 's'.repeat(32) };
  const run = runMain(['--port', '0', '--config', config, '--data', data], env);
  const [, address = '', metrics = ''] = await waitForOutput(
    run,
    /GraphQL API {2}(http:\S+)\/graphql\n[^]*Metrics {6}(\S+)\n/,
  );
  return { run, data, address, metrics };
};

/** Writes and reads the canaries by an API key, with and without faults, and ends the program. */
const leaveTraces = async (): Promise<Traces> => {
  let fault: { readonly of: 'read' | 'write'; readonly act: Fault } | undefined;
  const study = await startStudy({
    project: clinic,
    intercept: (call, answer) => {
      const kind = call['data'] === undefined ? 'read' : 'write';
      return call['content'] === 'record' && fault?.of === kind
        ? fault.act(`token=${study.owner.token ?? ''} ${study.owner.token ?? ''}`, answer)
        : answer();
    },
  });
  const { key, hash } = createApiKey();
  const { run, data, address, metrics } = await start(study, hash);
  const ask = async (query: string, credential = key): Promise<string> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${credential}` };
    return (await fetch(`${address}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })).text();
  };
  try {
    await ask(importOf(WRITE, '"K-1"'));
    const answer = await ask(READ);
    const errors = [await ask(importOf(WRONG)), await ask(READ, study.owner.token ?? '')];
    for (const act of readFaults) {
      fault = { of: 'read', act };
      errors.push(await ask(READ));
    }
    for (const act of writeFaults) {
      fault = { of: 'write', act };
      errors.push(await ask(importOf(`{ field: "notes", raw: "${VALUE} again" }`)));
    }
    const counted = await (await fetch(metrics)).text();
    run.process.kill('SIGTERM');
    await run.ended;
    return {
      canaries: { value: VALUE, record: RECORD, token: study.owner.token ?? '', key },
      texts: {
        answer,
        errors: errors.join('\n'),
        log: run.err(),
        metrics: counted,
        audit: bytesOf(data, 'audit/*'),
        state: bytesOf(data, '*.*'),
      },
    };
  } finally {
    run.process.kill('SIGKILL');
    await run.ended;
    await study.close();
  }
};

describe('a value, a record name, a token and a key that were used in every way, with faults', () => {
  it('are where they belong, and nowhere else', async () => {
    const { canaries, texts } = await leaveTraces();
    const found = Object.entries(texts).map(([place, text]) => {
      expect([place, text.length > 100]).toEqual([place, true]);
      return [place, Object.keys(canaries).filter((name) => text.includes(canaries[name] ?? ''))];
    });
    expect(Object.fromEntries(found)).toEqual({
      answer: ['value'],
      audit: ['record'],
      log: [],
      errors: [],
      metrics: [],
      state: [],
    });
  });
});
