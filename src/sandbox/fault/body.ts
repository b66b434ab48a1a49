import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createGzip } from 'node:zlib';

import type { Fault, FaultCall, FaultSettings } from './fault.ts';
import { isFile, plainFault, takeAnswer } from './fault.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };

/** A fault that changes the bytes of the true answer; files stay as they are. */
const spoil = (name: string, about: string, change: (bytes: Buffer, headers: Headers) => Buffer): Fault =>
  plainFault(name, about, async (call) => {
    const { status, headers, bytes } = await takeAnswer(call);
    const spoilt = isFile(headers) ? bytes : change(bytes, headers);
    return new Response(new Uint8Array(spoilt), { status, headers });
  });

/** A fault that is another body under status 200. */
const replace = (name: string, about: string, body: string, contentType = json['content-type']): Fault =>
  plainFault(
    name,
    `200 with ${about} Nothing is done.`,
    () => new Response(body, { headers: { 'content-type': contentType } }),
  );

const join = (...pieces: (string | Buffer)[]): Buffer => Buffer.concat(pieces.map((piece) => Buffer.from(piece)));

const warning =
  '<br />\n<b>Warning</b>:  Undefined array key "x" in <b>/var/www/redcap/api/index.php</b> on line <b>42</b><br />\n';

const mebibyte = 1024 * 1024;

/** JSON rows of about so many mebibytes, made as they are asked for. */
function* makeRows(mebibytes: number): Generator<Buffer> {
  const row = `{"record_id":"${'9'.repeat(1000)}"}`;
  const piece = Buffer.from(`${row},`.repeat(Math.floor(mebibyte / (row.length + 1))));
  yield Buffer.from('[');
  for (let count = 0; count < mebibytes; count += 1) yield piece;
  yield Buffer.from(`${row}]`);
}

const stream = (readable: Readable): ReadableStream => Readable.toWeb(readable);

const writeBomb = ({ mebibytes = 256 }: FaultSettings): Response => {
  const packed = Readable.from(makeRows(mebibytes)).pipe(createGzip({ level: 1 }));
  return new Response(stream(packed) as BodyInit, { headers: { ...json, 'content-encoding': 'gzip' } });
};

const writeHuge = ({ mebibytes = 512 }: FaultSettings): Response =>
  new Response(stream(Readable.from(makeRows(mebibytes))) as BodyInit, { headers: json });

const deep = 200_000;

/** An error that quotes what must not leave a gateway. */
const echo = ({ parameter }: FaultCall): Response => {
  const token = parameter('token') ?? '';
  const place = 'at https://redcap.example.org/api/ in /var/www/redcap/api/index.php';
  return Response.json({ error: `Query failed for token=${token} (${token}) ${place}` }, { status: 400 });
};

/** Faults of the body: what it holds, and how it is packed. */
export const bodyFaults: readonly Fault[] = [
  spoil('cut-json', 'The first half of the answer, as if it were all.', (bytes) =>
    bytes.subarray(0, Math.floor(bytes.length / 2)),
  ),
  spoil('byte-order-mark', 'The right answer behind a byte-order mark.', (bytes) => join('\ufeff', bytes)),
  spoil('php-warning-before', 'A warning of PHP before the right answer.', (bytes) => join(warning, bytes)),
  spoil('php-warning-after', 'A warning of PHP behind the right answer.', (bytes) => join(bytes, warning)),
  spoil('invalid-utf8', 'The right answer with a byte in it that is not UTF-8.', (bytes) => {
    const quote = bytes.indexOf('"');
    const at = quote < 0 ? bytes.length : quote + 1;
    return join(bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at));
  }),
  spoil('labelled-html', 'The right answer, labelled text/html.', (bytes, headers) => {
    headers.set('content-type', 'text/html; charset=UTF-8');
    return bytes;
  }),
  replace('error-with-200', 'an error object.', '{"error":"There were errors in the request"}'),
  replace(
    'xml-error-with-200',
    'an error in XML, whatever was asked for.',
    '<?xml version="1.0" encoding="UTF-8" ?><hash><error>There were errors in the request</error></hash>',
    'text/xml; charset=utf-8',
  ),
  plainFault('leaky-error', '400 with an error that quotes the token, the address and a path. Nothing is done.', echo),
  replace('empty-body', 'nothing.', ''),
  replace('null-body', '`null`.', 'null'),
  replace('number-body', 'a number.', '1'),
  replace('object-body', 'an empty object.', '{}'),
  replace('broken-rows', 'a list whose rows are no rows.', '[null,1,"x",[]]'),
  replace('deep-json', 'a list in a list, 200,000 times.', '['.repeat(deep) + ']'.repeat(deep)),
  {
    name: 'gzip-bomb',
    about: 'A small packed answer that unpacks to `mebibytes` (256). Nothing is done.',
    settings: ['mebibytes'],
    inject: (settings) => () => writeBomb(settings),
  },
  plainFault('many-encodings', 'The right answer, said to be packed 500 times.', async (call) => {
    const { status, headers, bytes } = await takeAnswer(call);
    headers.set('content-encoding', Array<string>(500).fill('gzip').join(', '));
    return new Response(new Uint8Array(bytes), { status, headers });
  }),
  {
    name: 'huge-body',
    about: 'An answer of `mebibytes` (512). Nothing is done.',
    settings: ['mebibytes'],
    inject: (settings) => () => writeHuge(settings),
  },
];
