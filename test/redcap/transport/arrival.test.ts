import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallCost } from '../../../src/redcap/call-cost.ts';
import { RedcapError } from '../../../src/redcap/errors.ts';
import type { AnyMethod } from '../../../src/redcap/method.ts';
import { exportInstruments } from '../../../src/redcap/methods/instrument.ts';
import { exportRecordCells, rowsOf, type CellRow } from '../../../src/redcap/methods/record-cell.ts';
import { exportRecordPlaces } from '../../../src/redcap/methods/record-place.ts';
import { exportRecords, generateNextRecordName } from '../../../src/redcap/methods/record.ts';
import { connect } from '../connect.ts';
import { replyRaw, startServer, type Behaviour } from '../faulty-server.ts';

/** What REDCap may answer at most, unpacked. */
const MOST_BYTES = 20_000;

const packers: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  identity: (body) => body,
  gzip: (body) => gzipSync(body),
  deflate: (body) => deflateSync(body),
  br: (body) => brotliCompressSync(body),
  rot13: (body) => body,
};

/** An answer as its bytes, framed in some way, truly or not. */
interface Given {
  readonly status: number;
  readonly encoding: string;
  readonly body: Buffer;
  readonly framing: 'length' | 'chunks' | 'close';
  /** Bytes that the length promises and that do not come; negative where more come. */
  readonly lie: number;
}

const frame = ({ status, encoding, body, framing, lie }: Given): { head: string; bytes: Buffer } => {
  const coding = encoding === 'identity' ? '' : `Content-Encoding: ${encoding}\r\n`;
  const begin = `HTTP/1.1 ${String(status)} X\r\nConnection: close\r\n${coding}`;
  if (framing === 'close') return { head: `${begin}\r\n`, bytes: body };
  if (framing === 'length') {
    return { head: `${begin}Content-Length: ${String(Math.max(0, body.length + lie))}\r\n\r\n`, bytes: body };
  }
  const middle = Math.floor(body.length / 2);
  const chunks = [body.subarray(0, middle), body.subarray(middle)].filter(({ length }) => length > 0);
  const framed = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}\r\n`),
    chunk,
    Buffer.from('\r\n'),
  ]);
  const end = lie > 0 ? '' : '0\r\n\r\n';
  return { head: `${begin}Transfer-Encoding: chunked\r\n\r\n`, bytes: Buffer.concat([...framed, Buffer.from(end)]) };
};

const sendWhole =
  (given: Given): Behaviour =>
  (_response, _request, socket) => {
    const { head, bytes } = frame(given);
    socket.end(Buffer.concat([Buffer.from(head), bytes]));
  };

const sendPieces = async (socket: Socket, head: string, bytes: Buffer, cuts: readonly number[]): Promise<void> => {
  socket.setNoDelay(true);
  socket.write(head);
  let from = 0;
  for (const cut of [...cuts, 1].sort((a, b) => a - b)) {
    // The reader has its turn between two pieces.
    for (let turn = 0; turn < 4; turn += 1) await nextTurn();
    const to = Math.ceil(cut * bytes.length);
    socket.write(bytes.subarray(from, to));
    from = to;
  }
  socket.end();
};

const sendInPieces =
  (given: Given, cuts: readonly number[]): Behaviour =>
  (_response, _request, socket) => {
    const { head, bytes } = frame(given);
    void sendPieces(socket, head, bytes, cuts);
  };

/** How a call ends: its result and what it read, or all that its error says. */
const outcomeOf = async (method: AnyMethod, args: unknown, behaviour: Behaviour): Promise<unknown> => {
  await using server = await startServer(behaviour);
  await using connection = connect(server.url, { maxResponseBytes: MOST_BYTES });
  const costs: CallCost[] = [];
  try {
    const result = await connection.redcap.call(method, args, { onCost: (cost) => costs.push(cost) });
    // The result of a method of which only the name is known; of this one its type says what it is.
    const rows = method === exportRecordCells ? rowsOf(result as CellRow[]) : result;
    return { result: rows, read: costs.map(({ bytes, rows, requests }) => ({ bytes, rows, requests })) };
  } catch (error) {
    if (!(error instanceof RedcapError)) throw error;
    const { code, message, status, redcapMessage, repeats, notSent } = error;
    return { code, message, status, redcapMessage, repeats, notSent, requests: server.seen.length };
  }
};

const places = { recordIdField: 'id', fields: ['id'], looked: [], dataAccessGroups: null };
const calls: readonly (readonly [AnyMethod, unknown])[] = [
  [exportRecords, {}],
  [exportRecordCells, {}],
  [exportRecordPlaces, places],
  [exportInstruments, undefined],
  [generateNextRecordName, undefined],
];

const row = fc.dictionary(
  fc.constantFrom('id', 'a', '__proto__'),
  fc.oneof(fc.string({ unit: 'binary' }), fc.integer()),
  {
    minKeys: 1,
  },
);
const text = fc.oneof(
  fc.array(row, { maxLength: 8 }).map((rows) => JSON.stringify(rows)),
  // More than is read cell by cell, and more than REDCap may answer.
  fc
    .tuple(fc.array(row, { minLength: 1, maxLength: 3 }), fc.integer({ min: 50, max: 600 }))
    .map(([rows, times]) => JSON.stringify(Array.from({ length: times }, () => rows).flat())),
  fc.array(row, { maxLength: 3 }).map((rows) => `${JSON.stringify(rows)}\n<br /><b>Warning</b>`),
  fc.array(row, { minLength: 1, maxLength: 3 }).map((rows) => JSON.stringify(rows).slice(0, -3)),
  fc.integer({ min: 1, max: 12_000 }).map((count) => `id\n${'1\n'.repeat(count)}`),
  fc.constantFrom(
    '',
    '[]',
    'id\n1\n2',
    '{"error":"You may not."}',
    'ERROR: no',
    '<html><p>Welcome</p></html>',
    '[{"id":"1"}REDCap ran out of server memory.',
    '\ufeff[{"id":"1"}]',
    'null',
    '42',
  ),
);

const given = fc.record({
  status: fc.constantFrom(200, 200, 200, 200, 400, 403, 500, 302),
  encoding: fc.constantFrom('identity', 'identity', ...Object.keys(packers)),
  text,
  badByte: fc.boolean(),
  cutPacked: fc.integer({ min: 0, max: 30 }),
  garbage: fc.constantFrom('', '', '\0\0', 'x'),
  framing: fc.constantFrom('length' as const, 'length' as const, 'chunks' as const, 'close' as const),
  lie: fc.constantFrom(0, 0, 0, 10, -4),
});

/** An answer that came at once, and the same in pieces. */
const answers = given.map(({ text: words, badByte, cutPacked, garbage, encoding, lie, ...rest }): Given => {
  const plain = Buffer.concat([
    Buffer.from(words),
    ...(badByte && words.length % 5 === 0 ? [Buffer.from([0xff])] : []),
  ]);
  const packed = packers[encoding]?.(plain) ?? plain;
  // Of packed bytes that are broken at their end and too many unpacked, it is a matter of time which of both is seen first.
  if (encoding !== 'identity' && plain.length > MOST_BYTES) return { ...rest, encoding, body: packed, lie: 0 };
  const cut = cutPacked < 5 ? packed.subarray(0, Math.max(0, packed.length - cutPacked)) : packed;
  const body = Buffer.concat([cut, Buffer.from(garbage)]);
  // Packed bytes may say themselves that they have ended, and then it is a matter of time whether the rest is missed.
  return { ...rest, encoding, body, lie: encoding === 'identity' ? lie : Math.min(lie, 0) };
});

describe('an answer', () => {
  it('ends a call alike, in one piece or in several', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...calls),
        answers,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
        async ([method, args], answer, cuts) => {
          const whole = await outcomeOf(method, args, sendWhole(answer));
          expect(await outcomeOf(method, args, sendInPieces(answer, cuts))).toEqual(whole);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of a few packed bytes that are many unpacked is read, and may be too many', async () => {
    const rows = JSON.stringify(Array.from({ length: 20_000 }, () => ({ id: '1', a: 'x'.repeat(20) })));
    const body = gzipSync(rows);
    expect(body.length).toBeLessThan(64 * 1024);
    const answer: Given = { status: 200, encoding: 'gzip', body, framing: 'length', lie: 0 };
    await using server = await startServer(sendWhole(answer));
    await using roomy = connect(server.url);
    expect(await roomy.redcap.call(exportRecords, {})).toHaveLength(20_000);
    await using narrow = connect(server.url, { maxResponseBytes: rows.length - 1 });
    await expect(narrow.redcap.call(exportRecords, {})).rejects.toMatchObject({ code: 'REDCAP_RESPONSE_TOO_LARGE' });
  });

  it('that breaks off behind its headers has begun, and is asked for again', async () => {
    await using server = await startServer(replyRaw('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n'));
    await using connection = connect(server.url);
    await expect(connection.redcap.call(exportRecords, {})).rejects.toMatchObject({
      code: 'REDCAP_BAD_RESPONSE',
      message: "REDCap's answer broke off.",
    });
    expect(server.seen).toHaveLength(3);
  });
});
