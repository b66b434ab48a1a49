// A REDCap for benchmarks: records are texts that are ready, and all else is answered by a sandbox. See ../upstream/option.ts.
// node bench/load/program/upstream.ts '{"study":"ready","records":1000}'
// GET /stats: what was asked since the last look     GET /records/N: has so many records from now on
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { sayReady } from '../ready.ts';
import { readShortened, sendLarge } from '../upstream/large-file.ts';
import type { UpstreamOptions } from '../upstream/option.ts';
import { createPassing } from '../upstream/passing.ts';
import { createReadyExport } from '../upstream/ready-export.ts';
import { createStoredRecords } from '../upstream/stored-record.ts';
import { createStudySandbox } from '../upstream/sandbox.ts';
import { createTally } from '../upstream/tally.ts';

// `startUpstream` writes them so.
const options = JSON.parse(process.argv[2] ?? '') as UpstreamOptions & { records: number };
const sandbox = await createStudySandbox(options);
const tally = createTally(options.keepsCalls === true);
const passOn = createPassing(options, tally, sandbox);
const exportReady = createReadyExport(options, tally);
const answerStored = createStoredRecords(options, tally);

const readWhole = async (request: IncomingMessage): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Buffer[] = [];
  // Node gives the chunks no type. Without an encoding they are bytes.
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { 'content-type': type = '' } = request.headers;
  const isUpload = type.startsWith('multipart/');
  const body = isUpload ? await readShortened(request) : await readWhole(request);
  const text = isUpload ? '' : body.toString('utf8');
  tally.call(text);
  const form = new URLSearchParams(text);
  const content = form.get('content');
  const isExport = content === 'record' && !form.has('data') && (form.get('action') ?? 'export') === 'export';
  if (isExport && options.study === 'ready') return exportReady(form, response);
  if (content === 'record' && !form.has('action') && options.study === 'stored') return answerStored(form, response);
  if (content === 'file' && options.fileMiB !== undefined) return sendLarge(options.fileMiB, response);
  return passOn(type, body, response);
};

const server = createServer((request, response) => {
  if (request.url === '/stats') {
    response.end(JSON.stringify(tally.look()));
    return;
  }
  const records = /^\/records\/(\d+)$/.exec(request.url ?? '')?.[1];
  if (records !== undefined) {
    options.records = Number(records);
    response.end();
    return;
  }
  // A client that breaks off its request is past being answered.
  answer(request, response).catch(() => request.socket.destroy());
});
sayReady(server, { token: sandbox.token });
