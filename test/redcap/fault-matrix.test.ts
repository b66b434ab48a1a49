import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/redcap/clock.ts';
import { createRedcap } from '../../src/redcap/client.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import type { RedcapErrorCode } from '../../src/redcap/errors.ts';
import type { AnyMethod, FileReply } from '../../src/redcap/method.ts';
import { methods } from '../../src/redcap/methods/index.ts';
import { exportInstruments } from '../../src/redcap/methods/instrument.ts';
import { exportVersion } from '../../src/redcap/methods/version.ts';
import { setImmediate as settled } from 'node:timers/promises';
import { createFakeClock } from '../support/fake-clock.ts';
import { rowsOf, type CellRow } from '../../src/redcap/methods/record-cell.ts';
import { createTransport } from '../../src/redcap/transport.ts';
import type { TransportOptions } from '../../src/redcap/transport.ts';
import { createSandbox } from '../../src/sandbox/http/app.ts';
import { createControl } from '../../src/sandbox/control/control.ts';
import type { Control } from '../../src/sandbox/control/control.ts';
import { sandboxMethods } from '../../src/sandbox/contents/index.ts';
import { createDemoProject } from '../../src/sandbox/demo/study.ts';
import { faults, findFault } from '../../src/sandbox/fault/index.ts';
import type { RecordRow } from '../../src/redcap/methods/record.ts';
import type { FaultOrder } from '../../src/sandbox/fault/plan.ts';
import type { ListeningSandbox } from '../../src/sandbox/http/listen.ts';
import { listenSandbox } from '../../src/sandbox/http/listen.ts';
import { createStore } from '../../src/sandbox/state/store.ts';
import { manyRecordsXml } from '../support/many-records.ts';
import { projectFromXml, startStudy } from '../support/study.ts';
import type { SandboxCall } from '../support/study.ts';
import { reply, startServer } from './faulty-server.ts';
import { ScannedRow } from '../../src/redcap/wire/cell-row.ts';

/** Arguments of the methods that cannot do without, or would export the whole demo study. */
const argumentsOf: Record<string, unknown> = {
  exportRecords: { records: ['1', '42'] },
  exportRecordCells: { records: ['1', '42'] },
  exportRecordPlaces: {
    recordIdField: 'record_id',
    fields: ['record_id', 'screening_date'],
    looked: [{ name: 'screening_date', columns: ['screening_date'], isCheckbox: false }],
    dataAccessGroups: null,
  },
  exportRecordSummary: {
    fields: ['record_id', 'screening_date'],
    kept: 'names',
    start: () => {
      const names: (string | undefined)[] = [];
      return {
        take: (rows: readonly RecordRow[]) => void names.push(...rows.map((row) => row['record_id'])),
        end: () => names,
      };
    },
  },
  // Every export adds a line to the log of its day.
  exportLogging: { endTime: '2024-12-31 00:00' },
  exportReport: { reportId: 1 },
  exportReportRows: { reportId: 1 },
  exportSurveyParticipants: { instrument: 'quality_of_life', event: '21_day_follow_up_arm_1' },
  exportSurveyQueueLink: { record: '1' },
  exportSurveyReturnCode: { record: '1', instrument: 'quality_of_life', event: '21_day_follow_up_arm_1' },
  exportPdf: { instrument: 'demographics' },
  exportFile: { record: '1', field: 'consent_pdf', event: 'screening_arm_1' },
};

const token = 'DE300000000000000000000000000001';

let control: Control;
let sandbox: ListeningSandbox;

beforeAll(async () => {
  // The time stands still, and there are few records, so that an answer is the same each time and quickly made.
  const store = createStore({ seed: 'faults', now: () => new Date(2025, 0, 1) });
  const project = createDemoProject(store);
  for (const name of [...project.records.keys()].slice(20)) if (name !== '42') project.records.delete(name);
  project.log.splice(100);
  const columns = 'record_id,screening_date,consent_date';
  project.reports = [{ reportId: 1, attributes: { title: 'Consent', redcap_reports_fields: columns } }];
  control = createControl(store);
  sandbox = await listenSandbox(control.watch(createSandbox(store)), { host: '127.0.0.1', port: 0 });
});

afterAll(() => sandbox.close(0));

/** Puts a file into the file repository, and gives its `doc_id`. */
const addRepositoryFile = async (): Promise<number> => {
  const post = async (action: string, file?: Blob): Promise<Response> => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ token, content: 'fileRepository', action, format: 'json' })) {
      form.set(name, value);
    }
    if (file !== undefined) form.set('file', file, 'plan.txt');
    return fetch(sandbox.url, { method: 'POST', body: form });
  };
  await post('import', new Blob(['The plan']));
  const listed = (await (await post('list')).json()) as { doc_id?: number }[];
  return listed.find(({ doc_id }) => doc_id !== undefined)?.doc_id ?? 0;
};

beforeAll(async () => {
  argumentsOf['exportFileRepositoryFile'] = { docId: await addRepositoryFile() };
});

/** How one call ends: with a result, a file read to its end, or a code. */
type Outcome = { readonly result: unknown } | { readonly code: RedcapErrorCode; readonly text: string };

const isFile = (value: unknown): value is FileReply =>
  typeof value === 'object' && value !== null && 'fileName' in value && 'body' in value;

const areRows = (value: unknown): value is AsyncIterable<readonly unknown[]> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** The first rows that were handed out, and how many there were. The rest is let go, for there may be any number. */
const readSome = async (batches: AsyncIterable<readonly unknown[]>): Promise<unknown> => {
  const first: unknown[] = [];
  let count = 0;
  for await (const batch of batches) {
    count += batch.length;
    if (first.length < 100) first.push(...batch);
  }
  return { first, count };
};

/** Rows whose cells are read one by one. */
const areCells = (value: unknown): value is readonly CellRow[] =>
  Array.isArray(value) && value.some((row) => row instanceof ScannedRow);

const settle = async (value: unknown): Promise<unknown> => {
  if (areCells(value)) return rowsOf(value);
  if (areRows(value)) return readSome(value);
  if (!isFile(value)) return value;
  const pieces: Uint8Array[] = [];
  for await (const piece of value.body) pieces.push(piece);
  return { fileName: value.fileName, bytes: Buffer.concat(pieces).toString('base64') };
};

/** A call of its own client, so that no fault of one method slows another down. */
const call = async (method: AnyMethod, options: Partial<TransportOptions> = {}): Promise<Outcome> => {
  const transport = createTransport({
    url: sandbox.url,
    clock: systemClock,
    random: () => 0,
    readTimeoutMs: 20_000,
    ...options,
  });
  try {
    const redcap = createRedcap({ transport, token });
    return { result: await settle(await redcap.call(method, argumentsOf[method.name] ?? {})) };
  } catch (error) {
    if (!(error instanceof RedcapError)) throw error;
    return { code: error.code, text: JSON.stringify({ ...error, message: error.message, stack: error.stack }) };
  } finally {
    await transport.close(0);
  }
};

const isAnswered = (method: AnyMethod): boolean =>
  sandboxMethods.some(({ content, action }) => content === method.content && action === (method.action ?? 'export'));

const reads = methods.filter((method) => method.kind === 'read' && isAnswered(method));

/** The right answer, or one of these codes; `lists rejected`: a list with rows must be refused, and all else be right. */
type Demand = 'right' | 'anything' | 'lists rejected' | readonly (RedcapErrorCode | 'right')[];

/** What is injected, and what a read must make of it: a method that answers JSON, plain text, or a file. */
interface Row {
  readonly fault: string;
  readonly settings?: FaultOrder['settings'];
  readonly times?: number;
  readonly json: Demand;
  /** As `json` unless given. */
  readonly text?: Demand;
  readonly file?: Demand;
  /** As `file` unless given: a file that is known by its first bytes, because REDCap gives it the headers of a page. */
  readonly document?: Demand;
  /** As `json` unless given: rows that are handed out as they arrive, and cannot be asked for again. */
  readonly handedOut?: Demand;
  /** As `json` unless given: rows that pass by, so that they may be any number. */
  readonly passingBy?: Demand;
  readonly options?: Partial<TransportOptions>;
  /** The time is over once REDCap has the request, and not before: a busy machine must not decide how a test ends. */
  readonly isLate?: boolean;
  /** HTTP requests that each call may make; any number unless given. */
  readonly requests?: number;
}

const bad = ['REDCAP_BAD_RESPONSE'] as const;
const badOrDown = ['REDCAP_BAD_RESPONSE', 'REDCAP_UNAVAILABLE'] as const;
const down = ['REDCAP_UNAVAILABLE'] as const;
const late = ['REDCAP_TIMEOUT'] as const;
const rejected = ['REDCAP_REJECTED'] as const;
const small = { maxResponseBytes: 1024 * 1024, maxFileBytes: 1024 * 1024 };

/**
 * One row or more for each fault that can be injected. Nothing shows whether plain text is what REDCap meant: a record
 * may be called `null`. Texts that could be a name are therefore `anything`, and so are documents that are whole by
 * their framing: they are passed on byte for byte.
 */
const rows: readonly Row[] = [
  { fault: 'reset', times: 1, json: 'right', requests: 2 },
  { fault: 'reset', json: down, requests: 3 },
  { fault: 'reset-after-commit', json: down, requests: 3 },
  { fault: 'hang', json: late, isLate: true, requests: 1 },
  { fault: 'hang-after-commit', json: late, isLate: true, requests: 1 },
  { fault: 'slow', settings: { delayMs: 200 }, json: 'right', requests: 1 },
  { fault: 'idle-reset', json: 'right', requests: 1 },
  { fault: 'drip-body', json: late, settings: { delayMs: 300 }, isLate: true, requests: 1 },
  { fault: 'drip-header', json: late, settings: { delayMs: 20 }, isLate: true, requests: 1 },
  { fault: 'cut-body', json: bad },
  { fault: 'cut-body', times: 1, json: 'right', file: ['right', ...bad], handedOut: ['right', ...bad] },
  { fault: 'cut-body-cleanly', json: bad },
  { fault: 'cut-chunked', json: bad },
  { fault: 'cut-json', json: bad, text: 'anything', file: 'right', document: 'anything' },
  { fault: 'bad-chunk', json: badOrDown },
  { fault: 'not-http', json: badOrDown },
  { fault: 'long-header', json: badOrDown },
  { fault: 'smuggled-answer', json: 'right', requests: 1 },
  { fault: 'continue-flood', json: ['right', ...badOrDown] },
  { fault: 'set-cookie', json: 'right', requests: 1 },
  { fault: 'redirect-to-login', json: bad, requests: 1 },
  { fault: 'redirect-elsewhere', json: bad, requests: 1 },
  { fault: 'rate-limited', times: 1, json: 'right', requests: 2 },
  { fault: 'rate-limited', settings: { retryAfterSeconds: 3600 }, json: ['REDCAP_RATE_LIMITED'], requests: 1 },
  { fault: 'unavailable', times: 1, json: 'right', requests: 2 },
  { fault: 'unavailable', json: down, requests: 3 },
  { fault: 'bad-gateway', json: down, requests: 3 },
  { fault: 'gateway-timeout', json: down, requests: 3 },
  { fault: 'server-error', json: ['REDCAP_ERROR'], requests: 2 },
  { fault: 'server-error-empty', json: ['REDCAP_ERROR'], requests: 2 },
  { fault: 'bad-request', json: rejected, requests: 1 },
  { fault: 'not-acceptable', json: rejected, requests: 1 },
  { fault: 'not-implemented', json: rejected, requests: 1 },
  { fault: 'unauthorized', json: ['UNAUTHENTICATED'], requests: 1 },
  { fault: 'forbidden', json: ['FORBIDDEN'], requests: 1 },
  { fault: 'not-found', json: bad, requests: 1 },
  { fault: 'banned', json: down, requests: 1 },
  { fault: 'ban-above-rate', settings: { callsPerMinute: 1_000_000 }, json: 'right', requests: 1 },
  { fault: 'ban-above-rate', settings: { callsPerMinute: 0 }, json: down, requests: 1 },
  { fault: 'maintenance', json: ['REDCAP_MAINTENANCE'], requests: 1 },
  { fault: 'maintenance-503', json: ['REDCAP_MAINTENANCE', 'REDCAP_UNAVAILABLE'] },
  { fault: 'database-down', json: down },
  { fault: 'error-with-200', json: rejected, requests: 1 },
  { fault: 'xml-error-with-200', json: ['REDCAP_REJECTED', 'REDCAP_BAD_RESPONSE'] },
  { fault: 'leaky-error', json: rejected, requests: 1 },
  { fault: 'empty-body', json: bad },
  { fault: 'null-body', json: bad, text: 'anything' },
  { fault: 'number-body', json: bad, text: 'anything' },
  { fault: 'object-body', json: bad, text: 'anything' },
  { fault: 'broken-rows', json: bad, text: 'anything' },
  { fault: 'byte-order-mark', json: 'right', document: 'anything' },
  { fault: 'php-warning-before', json: bad, file: 'right', document: 'anything' },
  { fault: 'php-warning-after', json: bad, file: 'right', document: 'anything' },
  { fault: 'invalid-utf8', json: bad, file: 'right', document: 'anything' },
  { fault: 'labelled-html', json: 'right', requests: 1 },
  {
    fault: 'gzip-bomb',
    settings: { mebibytes: 8 },
    json: ['REDCAP_RESPONSE_TOO_LARGE'],
    passingBy: 'anything',
    options: small,
    requests: 1,
  },
  { fault: 'many-encodings', json: bad },
  {
    fault: 'huge-body',
    settings: { mebibytes: 8 },
    json: ['REDCAP_RESPONSE_TOO_LARGE'],
    passingBy: 'anything',
    options: small,
    requests: 1,
  },
  { fault: 'deep-json', json: bad },
  // What dropped rows leave is a list in good order: only the loaders, which know what was asked for, can miss them.
  { fault: 'drop-rows', json: 'anything', text: 'right', file: 'right' },
  { fault: 'odd-names', json: 'anything', text: 'right', file: 'right' },
  { fault: 'out-of-memory', settings: { rows: 0 }, json: 'lists rejected' },
  { fault: 'unable-to-complete', settings: { rows: 0 }, json: 'lists rejected' },
  { fault: 'count-zero', json: bad, text: 'anything' },
];

const describeRow = ({ fault, settings, times }: Row): string =>
  [fault, ...(times === undefined ? [] : [`${String(times)} time`]), JSON.stringify(settings ?? {})].join(' ');

const hasRows = (result: unknown): boolean =>
  Array.isArray(result)
    ? result.length > 0
    : typeof result === 'object' && result !== null && ('kinds' in result || 'first' in result);

const meets = (outcome: Outcome, demand: Demand, right: Outcome): boolean => {
  const isRight = 'result' in outcome && JSON.stringify(outcome) === JSON.stringify(right);
  if (demand === 'anything') return true;
  if (demand === 'right') return isRight;
  if (demand === 'lists rejected') {
    const isList = 'result' in right && hasRows(right.result);
    return meets(outcome, isList ? rejected : 'right', right);
  }
  return isRight ? demand.includes('right') : 'code' in outcome && demand.includes(outcome.code);
};

const isHandedOut = ({ isEndless, collect }: AnyMethod): boolean => isEndless === true && collect === undefined;

/** Rows of any length pass by one after another, so that no size is too much. */
const isPassingBy = ({ isEndless, body }: AnyMethod): boolean => isEndless === true && body === 'json-rows';

const demandOf = (row: Row, method: AnyMethod): Demand => {
  if (method.body === 'text') return row.text ?? row.json;
  if (isPassingBy(method) && row.passingBy !== undefined) return row.passingBy;
  if (isHandedOut(method)) return row.handedOut ?? row.json;
  const file = row.file ?? row.json;
  if (method.body === 'file') return 'fileStart' in method ? (row.document ?? file) : file;
  return row.json;
};

/** What is wrong with how a read went under a fault; undefined when nothing is. */
const judge = async (row: Row, method: AnyMethod, right: Outcome): Promise<string | undefined> => {
  const { fault, settings, times } = row;
  const { content, action = 'export' } = method;
  const match = { content, action };
  const injected = control.faults.inject({
    fault,
    match,
    ...(settings === undefined ? {} : { settings }),
    ...(times === undefined ? {} : { times }),
  });
  const clock = createFakeClock();
  const requestsMade = () =>
    control.journal.entries().filter((entry) => entry.content === content && entry.action === action);
  const calling = call(method, { ...row.options, ...(row.isLate === true ? { clock } : {}) });
  while (row.isLate === true && requestsMade().length === 0) await settled();
  await clock.advance(60_000);
  const outcome = await calling;
  control.faults.clear(injected.id);
  const demand = demandOf(row, method);
  const told = 'code' in outcome ? `${outcome.code}: ${outcome.text}` : JSON.stringify(outcome.result).slice(0, 200);
  if (!meets(outcome, demand, right)) return `${method.name} must end with ${String(demand)}, but ended with ${told}`;
  if ('code' in outcome && /DE3000000000|redcap\.example|\/var\/www/i.test(outcome.text)) {
    return `${method.name} tells what must not leave: ${outcome.text}`;
  }
  const requests = requestsMade();
  if (row.requests !== undefined && requests.length !== row.requests) {
    return `${method.name} made ${String(requests.length)} requests and not ${String(row.requests)}`;
  }
  return undefined;
};

const callOf = ({ content, action = 'export' }: AnyMethod): string => `${content} ${action}`;

/** How many reads before this one make the same call. */
const callsBefore = (method: AnyMethod, index: number): number =>
  reads.slice(0, index).filter((other) => callOf(other) === callOf(method)).length;

/** Reads that may be tried at once, since a fault is injected by content and action. */
const rounds = [0, 1, 2, 3].map((round) => reads.filter((method, index) => callsBefore(method, index) === round));

describe('the reads under test', () => {
  it('are all that the client has, in rounds of which none makes one call twice', () => {
    expect(reads.length).toBeGreaterThan(12);
    expect(rounds.flat()).toHaveLength(reads.length);
    for (const round of rounds) expect(new Set(round.map(callOf)).size).toBe(round.length);
    expect(rounds.slice(1).map((round) => round.map(({ name }) => name))).toEqual([
      ['exportRecordCells', 'exportReportRows'],
      ['exportRecordPlaces'],
      ['exportRecordSummary'],
    ]);
  });

  it.each(reads)('include $name, which succeeds without a fault, twice alike', async (method) => {
    const outcome = await call(method);
    expect(outcome).toHaveProperty('result');
    expect(await call(method)).toEqual(outcome);
  });
});

describe('each read under a fault', () => {
  const right = new Map<AnyMethod, Outcome>();
  beforeAll(async () => {
    for (const method of reads) {
      const outcome = await call(method);
      // A test above reports what fails without a fault.
      if ('result' in outcome) right.set(method, outcome);
    }
  });

  it('is tried with every fault that there is', () => {
    const tried = new Set(['hold', ...rows.map(({ fault }) => fault)]);
    expect([...tried].sort()).toEqual(faults.map(({ name }) => name).sort());
  });

  it.each(rows.map((row) => [describeRow(row), row] as const))(
    'ends as it must, and never with half a list: %s',
    async (_title, row) => {
      for (const round of rounds) {
        control.journal.clear();
        const problems = await Promise.all(
          [...right]
            .filter(([method]) => round.includes(method))
            .map(([method, outcome]) => judge(row, method, outcome)),
        );
        expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
      }
    },
  );
});

describe('a connection that meets a fault', () => {
  const connect = (options: Partial<TransportOptions> = {}) =>
    createTransport({ url: sandbox.url, clock: systemClock, random: () => 0, maxConnections: 1, ...options });

  it.each(['idle-reset', 'smuggled-answer'])('gives the right answer to the call after %s', async (fault) => {
    const transport = connect();
    const redcap = createRedcap({ transport, token });
    const injected = control.faults.inject({ fault, times: 1 });
    expect(await redcap.call(exportVersion, undefined)).toBe('16.1.3');
    expect(await redcap.call(exportInstruments, undefined)).toHaveLength(11);
    expect(control.faults.clear(injected.id)).toBe(1);
    await transport.close(0);
  });

  it('waits for an answer that is held, and asks once', async () => {
    control.journal.clear();
    const injected = control.faults.inject({ fault: 'hold' });
    const outcome = call(exportVersion);
    await vi.waitFor(() => expect(control.journal.entries()).toHaveLength(1));
    control.faults.release();
    expect(await outcome).toEqual({ result: '16.1.3' });
    expect(control.journal.entries()).toHaveLength(1);
    control.faults.clear(injected.id);
  });

  it.each([301, 302, 303, 307, 308])('sends nothing to where a redirect (%i) leads', async (status) => {
    await using trap = await startServer(reply(200, '[]'));
    const settings = { status, location: trap.url };
    const injected = control.faults.inject({ fault: 'redirect-elsewhere', settings });
    expect(await call(exportInstruments)).toMatchObject({ code: 'REDCAP_BAD_RESPONSE' });
    expect(trap.seen).toEqual([]);
    control.faults.clear(injected.id);
  });

  it('calls a REDCap that has banned it no more, not even when the ban is lifted', async () => {
    control.journal.clear();
    const injected = control.faults.inject({ fault: 'ban-above-rate', settings: { callsPerMinute: 2 } });
    const transport = connect();
    const redcap = createRedcap({ transport, token });
    const codes: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      await redcap.call(exportVersion, undefined).then(
        () => codes.push('right'),
        (error: unknown) => codes.push(error instanceof RedcapError ? error.code : 'another error'),
      );
    }
    expect(codes).toEqual(['right', 'right', 'REDCAP_UNAVAILABLE', 'REDCAP_UNAVAILABLE', 'REDCAP_UNAVAILABLE']);
    expect(control.journal.entries()).toHaveLength(3);
    control.faults.clear(injected.id);
    await transport.close(0);
  });

  it('leaves the prototype of all objects alone', async () => {
    const injected = control.faults.inject({ fault: 'odd-names' });
    expect(await call(exportInstruments)).toHaveProperty('result');
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect({}.constructor).toBe(Object);
    control.faults.clear(injected.id);
  });
});

describe('rows that are dropped', () => {
  const query = `{ project(key: "study") { records(first: 20) {
    nodes { name instances(instrument: "base") { value(field: "age") { raw } } } completeness { isComplete missingRecordCount }
  } } }`;

  /** A study of 12 records, whose exports of named records lack their last row so many times. */
  const startDropping = (times: number) => {
    const drop = findFault('drop-rows')?.inject({ rows: 1 });
    let left = times;
    const intercept = async (asked: SandboxCall, answer: () => Promise<Response>): Promise<Response> => {
      if (drop === undefined || asked['records[0]'] === undefined || left === 0) return answer();
      left -= 1;
      const { signal } = new AbortController();
      return drop({ parameter: (name) => asked[name], now: 0, signal, answer, released: Promise.resolve() });
    };
    return startStudy({ project: projectFromXml(manyRecordsXml(12)), intercept });
  };

  it('once are asked for again', async () => {
    const study = await startDropping(1);
    const { data, errors } = await study.run(query);
    expect(errors).toEqual([]);
    expect(data.project.records.nodes).toHaveLength(12);
    expect(study.callsOf('record')).toHaveLength(3);
    expect(data.project.records.completeness).toEqual({ isComplete: true, missingRecordCount: 0 });
    await study.close();
  });

  it('again and again are missed, and the list says so', async () => {
    const study = await startDropping(Number.POSITIVE_INFINITY);
    const { data } = await study.run(query);
    expect(data.project.records.completeness).toEqual({ isComplete: false, missingRecordCount: 1 });
    await study.close();
  });
});
