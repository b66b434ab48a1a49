import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuditLine } from '../../src/audit/chain.ts';
import { verifyFiles } from '../../src/audit/file-verification.ts';
import { listFiles } from '../../src/audit/folder.ts';
import { parseConfig } from '../../src/config.ts';
import type { Gateway } from '../../src/gateway.ts';
import type { LogFields } from '../../src/gateway/access-log.ts';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { schema } from '../../src/schema/index.ts';
import { systemClock } from '../../src/redcap/clock.ts';
import { openAudit } from '../../src/start/audit.ts';
import { composeGateway, type ComposedGateway } from '../../src/start/gateway.ts';
import { startSandbox } from '../../src/start/sandbox.ts';
import { noEnds, type OperationNote } from '../../src/writers/operation/note.ts';
import type { State } from '../../src/state/state.ts';
import { createFolder } from '../support/data-folder.ts';
import { createPlainState } from '../support/state.ts';

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

interface Started {
  readonly gateway: Pick<Gateway, 'fetch'>;
  readonly key: string;
  readonly folder: string;
  readonly controlUrl: string;
  readonly log: LogFields[];
  readonly close: () => Promise<void>;
}

/** What a gateway has besides its audit. */
interface Surroundings {
  readonly state?: State;
  /** What the key opens, by a policy. */
  readonly policy?: object;
}

/** A gateway in front of the embedded sandbox, which audits into a folder. */
const start = async (audit: object = {}, { state, policy }: Surroundings = {}): Promise<Started> => {
  const { key, hash } = createApiKey();
  const folder = join(createFolder(), 'audit');
  const policies = policy === undefined ? {} : { policies: ['narrow'] };
  const file = {
    callers: {
      apiKeys: [{ name: 'dashboard', hash, scopes: ['read', 'write', 'logging'], ...policies }],
      ...(policy === undefined ? {} : { policies: [{ name: 'narrow', projects: 'all', ...policy }] }),
    },
    audit: { enabled: true, folder, instance: 'one', ...audit },
  };
  const sandbox = await startSandbox(parseConfig({ env: {}, argv: [], file }));
  const log: LogFields[] = [];
  const write = (fields: LogFields): void => void log.push(fields);
  const gateway: ComposedGateway = composeGateway(sandbox.config, {
    schema,
    log: { info: write, warn: write, error: write },
    audit: openAudit(sandbox.config, systemClock),
    ...(state === undefined ? {} : { state }),
  });
  running.push(
    () => gateway.close(),
    () => sandbox.close(),
  );
  return { gateway, key, folder, controlUrl: sandbox.controlUrl ?? '', log, close: () => gateway.close() };
};

const headersOf = ({ key }: Started, more: Record<string, string> = {}): Record<string, string> => ({
  'content-type': 'application/json',
  authorization: `Bearer ${key}`,
  ...more,
});

const ask = async (started: Started, query: string, headers: Record<string, string> = {}, path = '/graphql') => {
  const response = await started.gateway.fetch(
    new Request(`http://127.0.0.1${path}`, {
      method: 'POST',
      headers: headersOf(started, headers),
      body: JSON.stringify({ query }),
    }),
  );
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
  return (await response.json()) as { data: any; errors?: { message: string; extensions: { code: string } }[] };
};

const linesIn = async (folder: string): Promise<AuditLine[]> => {
  const files = await listFiles(folder);
  const { files: verified } = await verifyFiles(
    files.map(({ path }) => path),
    null,
  );
  expect(verified.map(({ broken }) => broken)).toEqual(files.map(() => null));
  const texts = await Promise.all(files.map(({ path }) => readFile(path, 'utf8')));
  return texts.flatMap((text) => text.trimEnd().split('\n')).map((text) => JSON.parse(text) as AuditLine);
};

/** How often the sandbox was called with this content. */
const callsOf = async ({ controlUrl }: Started, content: string): Promise<number> => {
  const response = await fetch(`${controlUrl}journal?content=${content}`);
  return ((await response.json()) as unknown[]).length;
};

const project = (selection: string): string => `{ project(key: "stroke2") { ${selection} } }`;
const valuesOf = (instrument: string): string =>
  project(`record(name: "1") { instances(instrument: "${instrument}") { values { field { fieldName } raw } } }`);

const importOf = (value: string, more = ''): string => `mutation {
  importRecords(input: { project: "stroke2", reason: "a correction" ${more} rows: [
    { record: "1", event: "baseline_arm_1", instrument: "demographics", values: [{ field: "last_name", raw: "${value}" }] }
  ] }) { rows { outcome } errors { code message } } }`;

describe('the audit of reads', () => {
  it('has a line for identifiers that were read, and none for other fields', async () => {
    const started = await start();
    await ask(started, valuesOf('vitals'));
    expect(await readdir(started.folder).catch(() => [])).toEqual([]);
    const { data } = await ask(started, valuesOf('demographics'), { 'x-request-id': 'caller-17' });
    const lastName = data.project.record.instances[0].values.find(
      ({ field }: { field: { fieldName: string } }) => field.fieldName === 'last_name',
    );
    const lines = await linesIn(started.folder);
    expect(lines).toMatchObject([
      {
        act: 'read',
        instance: 'one',
        who: { subject: 'dashboard', kind: 'apiKey', apiKey: 'dashboard' },
        requestId: 'caller-17',
        project: 'stroke2',
        action: 'project',
        redcap: ['record'],
        records: { names: ['1'], count: 1 },
      },
    ]);
    expect(lines[0]?.fields?.names).toContain('last_name');
    expect(lines[0]?.fields?.names).not.toContain('smoker');
    expect(lines[0]?.token).toMatch(/^[0-9a-f]{12}$/);
    expect(lastName.raw.length).toBeGreaterThan(2);
    expect(JSON.stringify(lines)).not.toContain(lastName.raw);
  });

  it('has the names of the records of a page', async () => {
    const started = await start();
    const query = project(
      'records(first: 3) { nodes { name instances(instrument: "demographics") { values { raw } } } }',
    );
    const { data } = await ask(started, query);
    const names = data.project.records.nodes.map(({ name }: { name: string }) => name);
    const lines = await linesIn(started.folder);
    expect(lines).toMatchObject([{ act: 'read', records: { names: names.toSorted(), count: 3 } }]);
  });

  it('has a line for the details of the log, and none for the rest of it', async () => {
    const started = await start();
    const logging = (selection: string): string =>
      project(`logging(beginTime: "2020-01-01T00:00", first: 2) { nodes { ${selection} } }`);
    await ask(started, logging('action record'));
    expect(await linesIn(started.folder)).toEqual([]);
    await ask(started, logging('details'));
    expect(await linesIn(started.folder)).toMatchObject([
      { act: 'read', redcap: ['log'], fields: { names: ['details'] }, rows: 2 },
    ]);
  });

  it('has lines for a table, which is fetched without a credential, with who asked for it', async () => {
    const started = await start();
    const { data } = await ask(
      started,
      project('tableDownload(instrument: "demographics", format: CSV) { downloadUrl }'),
      {
        'x-request-id': 'asked',
      },
    );
    const before = await linesIn(started.folder);
    const response = await started.gateway.fetch(
      new Request(`http://127.0.0.1${data.project.tableDownload.downloadUrl}`),
    );
    const rows = (await response.text()).trimEnd().split('\n').length - 1;
    const lines = (await linesIn(started.folder)).slice(before.length);
    expect(rows).toBeGreaterThan(10);
    expect(new Set(lines.map(({ who, requestId }) => `${who?.subject} ${requestId}`))).toEqual(
      new Set(['dashboard asked']),
    );
    expect(lines.flatMap(({ records }) => records?.names ?? []).length).toBeGreaterThan(10);
  });

  it('has a line for a PDF of a record before its first byte', async () => {
    const started = await start();
    const { data } = await ask(started, project('instrumentPdf(record: "1") { downloadUrl }'));
    expect(await linesIn(started.folder)).toEqual([]);
    await started.gateway.fetch(new Request(`http://127.0.0.1${data.project.instrumentPdf.downloadUrl}`));
    expect(await linesIn(started.folder)).toMatchObject([{ act: 'read', redcap: ['pdf'], records: { names: ['1'] } }]);
  });
});

describe('the audit of writes', () => {
  it('has the intent and the outcome of a write, with its reason and without a value', async () => {
    const started = await start();
    const { data } = await ask(started, importOf('Zanzibar'));
    expect(data.importRecords).toEqual({ rows: [{ outcome: 'UPDATED' }], errors: [] });
    const lines = (await linesIn(started.folder)).filter(({ act }) => act !== 'read');
    const both = {
      who: { subject: 'dashboard' },
      project: 'stroke2',
      action: 'importRecords',
      redcap: ['record'],
      records: { names: ['1'], count: 1 },
      events: { names: ['baseline_arm_1'], count: 1 },
      fields: { names: ['last_name'], count: 1 },
      rows: 1,
      reason: 'a correction',
    };
    expect(lines).toMatchObject([
      { act: 'intent', ...both },
      { act: 'outcome', outcome: 'done', ...both },
    ]);
    expect(lines[0]?.operationId).toBe(lines[1]?.operationId);
    expect(JSON.stringify(await linesIn(started.folder))).not.toContain('Zanzibar');
    expect(started.log.at(-1)).toMatchObject({ outcomes: ['done'], projects: ['stroke2'] });
  });

  it('names new records by the names that REDCap has given, once it has', async () => {
    const started = await start();
    const { data } = await ask(
      started,
      `mutation { importRecords(input: { project: "stroke2", assignRecordNames: true, rows: [
        { clientRef: "a", event: "baseline_arm_1", instrument: "demographics", values: [{ field: "last_name", raw: "Zanzibar" }] }
      ] }) { rows { record } errors { code message } } }`,
    );
    const name = String(data.importRecords.rows[0].record);
    const lines = (await linesIn(started.folder)).filter(({ act }) => act !== 'read');
    expect(lines.map(({ act, records }) => [act, records?.names ?? []])).toEqual([
      ['intent', []],
      ['outcome', [name]],
    ]);
  });

  it('has no line for a dry run, and none for what was refused before it was sent', async () => {
    const started = await start();
    await ask(started, importOf('Zanzibar', 'dryRun: true'));
    await ask(started, importOf('Zanzibar').replace('last_name', 'no_such_field'));
    expect((await linesIn(started.folder)).filter(({ act }) => act !== 'read')).toEqual([]);
  });

  it('names the token of a caller with a policy as that of any other', async () => {
    const policy = { allow: ['read', 'write'], identifiers: true };
    const started = await start({}, { policy });
    await ask(started, valuesOf('demographics'));
    const { data, errors } = await ask(started, importOf('Zanzibar'));
    expect(errors).toBeUndefined();
    expect(data.importRecords.errors).toEqual([]);
    const lines = await linesIn(started.folder);
    expect(new Set(lines.map(({ act }) => act))).toEqual(new Set(['read', 'intent', 'outcome']));
    expect(new Set(lines.map(({ token }) => token)).size).toBe(1);
    expect(lines[0]?.token).toMatch(/^[0-9a-f]{12}$/);
  });

  it('has the outcome of a write that a gateway left open which is gone', async () => {
    const state = createPlainState({ now: systemClock.now });
    const target = { project: 'stroke2', host: 'redcap.example', space: 'redcap.example 0123456789ab.policy stroke2' };
    const open: OperationNote = {
      mutation: 'importRecords',
      target,
      startedAt: 1,
      endedAt: null,
      sentAt: null,
      ends: noEnds,
      current: { methods: ['importRecords'], sent: 0, backupId: null, outcome: null },
      mayGoOn: false,
      outcome: null,
    };
    const sealed = { subject: 'dashboard', calls: [] };
    await state.journal.begin({ id: 'left-open', owner: 'gone', open, sealed }, 60_000);
    const started = await start({}, { state });
    await started.close();
    const lines = await linesIn(started.folder);
    expect(lines).toMatchObject([
      {
        act: 'outcome',
        operationId: 'left-open',
        action: 'importRecords',
        project: 'stroke2',
        token: '0123456789ab',
        outcome: 'not sent',
      },
    ]);
    expect(lines[0]?.who).toBeUndefined();
  });

  it('names what was deleted', async () => {
    const started = await start();
    await ask(
      started,
      'mutation { deleteRecords(input: { project: "stroke2", records: ["2"], arm: 1, confirmCount: 1 }) { errors { code } } }',
    );
    const lines = (await linesIn(started.folder)).filter(({ act }) => act === 'outcome');
    expect(lines).toMatchObject([
      { action: 'deleteRecords', redcap: ['record/delete'], records: { names: ['2'] }, outcome: 'done' },
    ]);
    expect(await callsOf(started, 'record&action=delete')).toBe(1);
  });
});

describe('an audit that cannot be written', () => {
  /** A folder that cannot be one, because it is a file. */
  const startBlocked = async (audit: object = {}): Promise<Started> => {
    const path = join(createFolder(), 'file');
    await writeFile(path, '');
    return start({ folder: path, ...audit });
  };

  it('lets no write be sent, and says so', async () => {
    const started = await startBlocked();
    const { data, errors } = await ask(
      started,
      'mutation { deleteRecords(input: { project: "stroke2", records: ["2"], arm: 1, confirmCount: 1 }) { deletedCount errors { code } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.deleteRecords).toEqual({ deletedCount: 0, errors: [{ code: 'OVERLOADED' }] });
    expect(await callsOf(started, 'record&action=delete')).toBe(0);
    expect(started.log.at(-1)).toMatchObject({ codes: ['OVERLOADED'] });
  });

  it('lets no identifier be answered, but all else', async () => {
    const started = await startBlocked();
    expect((await ask(started, valuesOf('vitals'))).errors).toBeUndefined();
    const { data, errors } = await ask(started, valuesOf('demographics'));
    expect(data.project.record).toBeNull();
    expect(errors?.map(({ message, extensions }) => [extensions.code, message])).toEqual([
      [
        'OVERLOADED',
        'The audit cannot be written, so that nothing that identifies people is answered. Ask the operator of the gateway.',
      ],
    ]);
  });

  it('lets identifiers be answered where the operator wants that, and still no write', async () => {
    const started = await startBlocked({ readsWithoutAudit: 'answer' });
    expect((await ask(started, valuesOf('demographics'))).errors).toBeUndefined();
    const { data } = await ask(started, importOf('Zanzibar'));
    expect(data.importRecords.errors).toMatchObject([{ code: 'OVERLOADED' }]);
  });

  it('makes the gateway not ready until it can be written', async () => {
    const path = join(createFolder(), 'file');
    await writeFile(path, '');
    const started = await start({ folder: path });
    const ready = async () => {
      const request = new Request('http://127.0.0.1/ready', { headers: headersOf(started) });
      const { signals } = (await (await started.gateway.fetch(request)).json()) as {
        signals: { name: string; problem?: string }[];
      };
      return signals.find(({ name }) => name === 'audit')?.problem;
    };
    expect(await ready()).toBeUndefined();
    await ask(started, valuesOf('demographics'));
    expect(await ready()).toBe('The audit cannot be written (EEXIST).');
    const { unlink } = await import('node:fs/promises');
    await unlink(path);
    expect(await ready()).toBeUndefined();
    expect(await linesIn(path)).toMatchObject([{ act: 'check' }]);
  });

  it.each([
    ['refuse', 503],
    ['answer', 200],
  ])('takes the gateway away from its load balancer unless reads go on: %s', async (readsWithoutAudit, status) => {
    const started = await startBlocked({ readsWithoutAudit });
    await ask(started, valuesOf('demographics'));
    const headers = headersOf(started);
    const answer = await started.gateway.fetch(new Request('http://127.0.0.1/ready', { headers }));
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { signals: unknown[] }).signals).toContainEqual({
      name: 'audit',
      ready: false,
      problem: 'The audit cannot be written (EEXIST).',
    });
  });
});

describe('the audit of refusals', () => {
  it('has ten lines of a minute, and one that counts the rest', async () => {
    const started = await start();
    for (let attempt = 0; attempt < 13; attempt += 1)
      await ask(started, '{ __typename }', { authorization: 'Bearer no' });
    await started.close();
    const lines = await linesIn(started.folder);
    expect(lines).toHaveLength(11);
    expect(lines[0]).toMatchObject({ act: 'refused', codes: ['UNAUTHENTICATED'] });
    expect(lines[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(lines.at(-1)).toMatchObject({ act: 'refused', codes: ['UNAUTHENTICATED'], times: 3 });
    expect(started.log.at(-1)).toMatchObject({ sequence: 11, hash: lines.at(-1)?.hash });
  });
});

describe('a gateway in front of the sandbox', () => {
  it('has no audit unless it is asked for', async () => {
    const started = await start({ enabled: undefined });
    await ask(started, valuesOf('demographics'));
    await ask(started, importOf('Zanzibar'));
    await expect(readdir(started.folder)).rejects.toThrow('ENOENT');
  });
});
