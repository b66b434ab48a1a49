import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { listen } from './free-port.ts';

/** A span as the collector got it. */
export interface CollectedSpan {
  readonly name: string;
  readonly id: string;
  readonly traceId: string;
  readonly parentId: string;
}

export interface TraceCollector {
  readonly url: string;
  readonly spans: () => CollectedSpan[];
  /** Everything that came, as Latin-1. */
  readonly text: () => string;
  /** Headers of the last request. */
  readonly headers: () => NodeJS.Dict<string | string[]>;
}

/** The fields of a protobuf message that have bytes, by their numbers. Others are passed over. */
const readFields = (message: Buffer): { readonly field: number; readonly bytes: Buffer }[] => {
  const fields: { field: number; bytes: Buffer }[] = [];
  let at = 0;
  const readNumber = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++] ?? 0;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = readNumber();
    const type = tag % 8;
    if (type === 0) readNumber();
    else {
      const length = type === 2 ? readNumber() : type === 1 ? 8 : 4;
      if (type === 2) fields.push({ field: Math.floor(tag / 8), bytes: message.subarray(at, at + length) });
      at += length;
    }
  }
  return fields;
};

const inside = (messages: readonly Buffer[], field: number): Buffer[] =>
  messages.flatMap((message) => readFields(message).flatMap((one) => (one.field === field ? [one.bytes] : [])));

/** Of a request: resource_spans, scope_spans, spans. */
const readSpans = (request: Buffer): CollectedSpan[] =>
  inside(inside(inside([request], 1), 2), 2).map((span) => {
    const first = (field: number): Buffer => inside([span], field)[0] ?? Buffer.alloc(0);
    const [traceId, id, parentId] = [1, 2, 4].map((field) => first(field).toString('hex'));
    return { name: first(5).toString(), id: id ?? '', traceId: traceId ?? '', parentId: parentId ?? '' };
  });

/** A collector of OpenTelemetry that keeps what it gets. One that `hangs` takes requests and answers none. */
export const startCollector = async ({ hangs = false, status = 200 } = {}): Promise<TraceCollector> => {
  const requests: Buffer[] = [];
  let headers: NodeJS.Dict<string | string[]> = {};
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    ({ headers } = request);
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      requests.push(Buffer.concat(parts));
      if (!hangs) response.writeHead(status, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  const port = await listen(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${String(port)}/v1/traces`,
    spans: () => requests.flatMap(readSpans),
    text: () => Buffer.concat(requests).toString('latin1'),
    headers: () => headers,
  };
};
