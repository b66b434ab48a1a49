import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MIB } from '../mebibyte.ts';

/** What of an upload is kept at its begin and at its end: its parameters, and not its file. */
const ENDS = 16_384;

/** The type of a multipart body's parts' border. */
const borderOf = (contentType: string): string => `--${/boundary="?([^";]+)/.exec(contentType)?.[1] ?? ''}`;

/** Reads an upload to its end, and returns it with one byte in place of its file. */
export const readShortened = async (request: IncomingMessage): Promise<Buffer<ArrayBuffer>> => {
  let start = Buffer.alloc(0);
  let end = Buffer.alloc(0);
  // Node gives the chunks no type. Without an encoding they are bytes.
  for await (const chunk of request as AsyncIterable<Buffer<ArrayBuffer>>) {
    if (start.length < ENDS) start = Buffer.concat([start, chunk]).subarray(0, ENDS);
    end = Buffer.concat([end.subarray(-ENDS), chunk.subarray(-ENDS)]).subarray(-ENDS);
  }
  const head = start.subarray(0, start.indexOf('\r\n\r\n') + 4);
  const tail = end.subarray(end.indexOf(`\r\n${borderOf(request.headers['content-type'] ?? '')}`));
  return Buffer.concat([head, Buffer.from('x'), tail]);
};

/** Answers a download with so many MiB. */
export const sendLarge = async (fileMiB: number, response: ServerResponse): Promise<void> => {
  const part = Buffer.alloc(65_536, 'redcap ');
  const parts = function* (): Generator<Buffer> {
    for (let sent = 0; sent < fileMiB * MIB; sent += part.length) yield part;
  };
  response.writeHead(200, { 'content-type': 'application/octet-stream; name="scan.bin"' });
  // A client that breaks off is none of the upstream's concern.
  await pipeline(Readable.from(parts()), response).catch(() => undefined);
};
