// A REDCap that stores what is imported, in memory and without any check. All but records is answered by a sandbox.
// node bench/load/program/import-upstream.ts [MICROSECONDS_A_CALL MICROSECONDS_A_ROW_READ MICROSECONDS_A_ROW_WRITTEN]
// GET /stats: calls and bytes since the last look
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createStudyServer, recordIdField } from '../study.ts';
import { sayReady } from '../ready.ts';

const [perCall = 0, perRowRead = 0, perRowWritten = 0] = process.argv.slice(2).map(Number);

type Row = Readonly<Record<string, string>>;

const study = await createStudyServer();
/** The rows of each record, by event. */
const stored = new Map<string, Map<string, Row>>();
const none = { calls: 0, bytesIn: 0, bytesOut: 0, read: 0, written: 0 };
let stats = { ...none };

const listOf = (form: URLSearchParams, name: string): string[] =>
  [...form].filter(([key]) => key === name || key.startsWith(`${name}[`)).flatMap(([, value]) => value.split(','));

const importRows = (rows: readonly Row[]): string[] => {
  const names = new Set<string>();
  for (const row of rows) {
    const name = row[recordIdField] ?? '';
    const event = row['redcap_event_name'] ?? '';
    const events = stored.get(name) ?? new Map<string, Row>();
    stored.set(name, events.set(event, { ...events.get(event), ...row }));
    names.add(name);
  }
  return [...names];
};

const exportRows = (form: URLSearchParams): Row[] => {
  const events = listOf(form, 'events');
  const columns = [...new Set([recordIdField, 'redcap_event_name', ...listOf(form, 'fields')])];
  const names = listOf(form, 'records');
  const rows = (names.length === 0 ? [...stored.keys()] : names).flatMap((name) => [
    ...(stored.get(name)?.values() ?? []),
  ]);
  return rows
    .filter((row) => events.length === 0 || events.includes(row['redcap_event_name'] ?? ''))
    .map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? ''])));
};

const answerJson = async (value: readonly unknown[], microseconds: number, response: ServerResponse): Promise<void> => {
  if (perCall + microseconds > 0) await pause((perCall + microseconds) / 1000);
  const bytes = Buffer.from(JSON.stringify(value));
  stats.bytesOut += bytes.length;
  response.writeHead(200, { 'content-type': 'application/json' }).end(bytes);
};

const answerRecords = (form: URLSearchParams, response: ServerResponse): Promise<void> => {
  const data = form.get('data');
  if (data === null) {
    const rows = exportRows(form);
    stats.read += rows.length;
    return answerJson(rows, perRowRead * rows.length, response);
  }
  const rows = JSON.parse(data) as readonly Row[];
  stats.written += rows.length;
  return answerJson(importRows(rows), perRowWritten * rows.length, response);
};

const passOn = async ({ headers }: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> => {
  const request = { method: 'POST', headers: { 'content-type': headers['content-type'] ?? '' } };
  const answer = await study.answer(new Request('http://sandbox/api/', { ...request, body: new Uint8Array(body) }));
  const bytes = Buffer.from(await answer.arrayBuffer());
  stats.bytesOut += bytes.length;
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }).end(bytes);
};

const server = createServer((request, response) => {
  if (request.url === '/stats') {
    response.end(JSON.stringify(stats));
    stats = { ...none };
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    stats.calls += 1;
    stats.bytesIn += body.length;
    const form = new URLSearchParams(body.toString('utf8'));
    const isOfRecords = form.get('content') === 'record' && !form.has('action');
    void (isOfRecords ? answerRecords(form, response) : passOn(request, body, response));
  });
});
sayReady(server, { token: study.token });
