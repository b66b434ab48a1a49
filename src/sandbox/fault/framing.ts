import type { ServerResponse } from 'node:http';

import type { Fault, FaultCall } from './fault.ts';
import { plainFault, takeAnswer } from './fault.ts';
import { RawAnswer, destroyWhenClosing } from './raw-answer.ts';

type Taken = Awaited<ReturnType<typeof takeAnswer>>;

const writeHead = ({ status, headers }: Taken, framing: string): string => {
  const lines = [...headers].filter(([name]) => name !== 'content-length').map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${String(status)} OK`, ...lines, framing, '', ''].join('\r\n');
};

const promiseLength = (taken: Taken): string => `content-length: ${String(Math.max(1, taken.bytes.length))}`;

const firstHalf = ({ bytes }: Taken): Buffer => bytes.subarray(0, Math.floor(bytes.length / 2));

/**
 * Writes one piece after another with a pause between. Stops after the last piece, or when the caller or the server
 * stops.
 */
const drip = (outgoing: ServerResponse, closing: AbortSignal, pieces: Iterator<string | Buffer>, ms: number): void => {
  const { socket } = outgoing;
  if (socket === null) return;
  const timer = setInterval(() => {
    const next = pieces.next();
    if (next.done === true) socket.end();
    else socket.write(next.value);
  }, ms);
  socket.once('close', () => {
    clearInterval(timer);
  });
  destroyWhenClosing(outgoing, closing);
};

function* bodyPieces(taken: Taken): Generator<string | Buffer> {
  yield writeHead(taken, promiseLength(taken));
  for (let index = 0; index < taken.bytes.length; index += 1) yield taken.bytes.subarray(index, index + 1);
}

function* headPieces(): Generator<string> {
  yield 'HTTP/1.1 200 OK\r\n';
  for (let line = 1; ; line += 1) yield `x-line-${String(line)}: 1\r\n`;
}

const raw = (name: string, about: string, write: (outgoing: ServerResponse, taken: Taken) => void): Fault =>
  plainFault(name, about, async (call) => {
    const taken = await takeAnswer(call);
    return new RawAnswer((outgoing) => {
      write(outgoing, taken);
    });
  });

/** The true answer as Node writes it, with something added behind it or before it. */
const writeWell = (outgoing: ServerResponse, taken: Taken, after?: () => void): void => {
  outgoing.statusCode = taken.status;
  outgoing.setHeaders(taken.headers);
  outgoing.setHeader('content-length', taken.bytes.length);
  outgoing.end(taken.bytes, after);
};

const smuggled = '[{"record_id":"smuggled"}]';

const addHeader = async (call: FaultCall, name: string, value: string): Promise<Response> => {
  const { status, headers, bytes } = await takeAnswer(call);
  headers.set(name, value);
  return new Response(new Uint8Array(bytes), { status, headers });
};

/** Faults of the framing of HTTP. The call is carried out, and its answer does not arrive whole or well formed. */
export const framingFaults: readonly Fault[] = [
  {
    name: 'drip-body',
    about: 'The right answer, a byte every `delayMs` (100).',
    settings: ['delayMs'],
    inject:
      ({ delayMs = 100 }) =>
      async (call) => {
        const pieces = bodyPieces(await takeAnswer(call));
        return new RawAnswer((outgoing, closing) => {
          drip(outgoing, closing, pieces, delayMs);
        });
      },
  },
  {
    name: 'drip-header',
    about: 'Header lines without end, one every `delayMs` (100).',
    settings: ['delayMs'],
    inject:
      ({ delayMs = 100 }) =>
      () =>
        new RawAnswer((outgoing, closing) => {
          drip(outgoing, closing, headPieces(), delayMs);
        }),
  },
  raw('cut-body', 'Half of the answer, its length announced, then a reset.', (outgoing, taken) => {
    outgoing.socket?.write(writeHead(taken, promiseLength(taken)));
    outgoing.socket?.write(firstHalf(taken), () => outgoing.socket?.resetAndDestroy());
  }),
  raw('cut-body-cleanly', 'Half of the answer, its length announced, then the end.', (outgoing, taken) => {
    outgoing.socket?.end(Buffer.concat([Buffer.from(writeHead(taken, promiseLength(taken))), firstHalf(taken)]));
  }),
  raw('cut-chunked', 'Half of the answer in chunks, then the end without a last chunk.', (outgoing, taken) => {
    const half = firstHalf(taken);
    const head = `${writeHead(taken, 'transfer-encoding: chunked')}${half.length.toString(16)}\r\n`;
    outgoing.socket?.end(Buffer.concat([Buffer.from(head), half]));
  }),
  raw('bad-chunk', 'A chunk whose size is no number.', (outgoing, taken) => {
    outgoing.socket?.end(`${writeHead(taken, 'transfer-encoding: chunked')}zz\r\n`);
  }),
  raw('not-http', 'The greeting of another kind of server.', (outgoing) => {
    outgoing.socket?.end('SSH-2.0-OpenSSH_9.2\r\n');
  }),
  plainFault('long-header', 'The right answer with a header of 1 MiB.', (call) =>
    addHeader(call, 'x-long', 'x'.repeat(1024 * 1024)),
  ),
  raw(
    'smuggled-answer',
    'The right answer, and a second answer behind it that nobody asked for.',
    (outgoing, taken) => {
      const second = `HTTP/1.1 200 OK\r\ncontent-length: ${String(smuggled.length)}\r\n\r\n${smuggled}`;
      const { socket } = outgoing;
      writeWell(outgoing, taken, () => socket?.write(second));
    },
  ),
  raw('continue-flood', 'The answer 100 Continue 500 times, then the right answer.', (outgoing, taken) => {
    for (let count = 0; count < 500; count += 1) outgoing.writeContinue();
    writeWell(outgoing, taken);
  }),
  plainFault('set-cookie', 'The right answer, with a cookie.', (call) =>
    addHeader(call, 'set-cookie', 'PHPSESSID=0123456789; path=/; HttpOnly'),
  ),
];
