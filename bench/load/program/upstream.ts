// A REDCap that costs nothing: records are texts that are ready, and all else is answered by a sandbox.
// node bench/load/program/upstream.ts RECORDS [MICROSECONDS_A_CALL MICROSECONDS_A_ROW]     GET /stats: calls and bytes since the last look
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { cellOf, createStudyServer, recordIdField, studyEvents, studyFields, studyInstrument } from '../study.ts';
import { sayReady } from '../ready.ts';

const [records = 1000, perCall = 0, perRow = 0] = process.argv.slice(2).map(Number);
/** Texts of a study beyond this are made when they are asked for, and not kept. */
const MOST_KEPT = 50_000;

const study = await createStudyServer();
let stats = { calls: 0, bytes: 0, rows: 0 };

const quote = (cell: string): string => (/[",\n\r\\ ]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Escapes as REDCap's server does: all but ASCII, and the slash. */
const json = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');

/** The rows of one record, as text. */
const rowsOf = (record: number, events: readonly number[], columns: readonly string[], isCsv: boolean): string => {
  const cells = (event: number): string[] => columns.map((column) => cellOf(record, event, column) ?? '');
  if (isCsv) return events.map((event) => `${cells(event).map(quote).join(',')}\n`).join('');
  const rows = events.map((event) =>
    json(Object.fromEntries(columns.map((column) => [column, cellOf(record, event, column) ?? '']))),
  );
  return rows.join(',');
};

const kept = new Map<string, Map<number, string>>();

const listOf = (form: URLSearchParams, name: string): string[] =>
  [...form].filter(([key]) => key === name || key.startsWith(`${name}[`)).flatMap(([, value]) => value.split(','));

const known = new Set([...studyFields, `${studyInstrument}_complete`]);

/** Waits until more may be written, or nobody listens any more. */
const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });

const exportRecords = async (form: URLSearchParams, response: ServerResponse): Promise<void> => {
  const isCsv = form.get('format') === 'csv';
  const fields = listOf(form, 'fields');
  const wanted = fields.length === 0 ? [...known] : fields.filter((name) => known.has(name));
  const columns = [recordIdField, 'redcap_event_name', ...wanted];
  const asked = listOf(form, 'events');
  const events = studyEvents.flatMap((name, index) => (asked.length === 0 || asked.includes(name) ? [index] : []));
  const named = listOf(form, 'records').map(Number);
  const count = named.length === 0 ? records : named.length;
  const key = [isCsv, columns, events].join(' ');
  const texts = kept.get(key) ?? new Map<number, string>();
  if (records <= MOST_KEPT) kept.set(key, texts);
  const textOf = (record: number): string => {
    const text = texts.get(record) ?? rowsOf(record, events, columns, isCsv);
    if (records <= MOST_KEPT) texts.set(record, text);
    return text;
  };
  if (perCall + perRow > 0) await pause((perCall + perRow * count * events.length) / 1000);
  response.writeHead(200, { 'content-type': isCsv ? 'text/csv' : 'application/json' });
  let part = isCsv ? `${columns.join(',')}\n` : '[';
  const write = async (): Promise<void> => {
    const bytes = Buffer.from(part);
    stats.bytes += bytes.length;
    part = '';
    if (!response.write(bytes) && !response.destroyed) await drained(response);
  };
  for (let index = 0; index < count && !response.destroyed; index += 1) {
    const record = named.length === 0 ? index + 1 : (named[index] ?? 0);
    if (record < 1 || record > records) continue;
    stats.rows += events.length;
    part += `${isCsv || index === 0 ? '' : ','}${textOf(record)}`;
    if (part.length > 65_536) await write();
  }
  part += isCsv ? '' : ']';
  await write();
  response.end();
};

const passOn = async (request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> => {
  const { 'content-type': type = '' } = request.headers;
  const answer = await study.answer(
    new Request('http://sandbox/api/', {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(body),
    }),
  );
  const bytes = Buffer.from(await answer.arrayBuffer());
  stats.bytes += bytes.length;
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }).end(bytes);
};

const server = createServer((request, response) => {
  if (request.url === '/stats') {
    response.end(JSON.stringify(stats));
    stats = { calls: 0, bytes: 0, rows: 0 };
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    stats.calls += 1;
    const body = Buffer.concat(chunks);
    const form = new URLSearchParams(body.toString('utf8'));
    const isExport = form.get('content') === 'record' && !form.has('action') && !form.has('data');
    void (isExport ? exportRecords(form, response) : passOn(request, body, response));
  });
});
sayReady(server, { token: study.token });
