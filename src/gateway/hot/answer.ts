import type { ServerResponse } from 'node:http';
import { setImmediate as turnEnd } from 'node:timers/promises';
import { logRequest } from '../access-log.ts';
import type { Log } from '../access-log.ts';
import { choosePacking, packText } from '../compression.ts';
import type { MarkOrigin } from '../cors.ts';
import { secureHeaders } from '../headers.ts';
import type { OperationResult } from '../operation-run.ts';
import type { AnswerHeaders } from '../header-set.ts';
import type { RequestState } from '../request-state.ts';
import type { Stoppage } from '../stop.ts';
import { dropBytes } from '../../text-piece.ts';
import type { Encoding } from '../encoding.ts';
import { collectHeaders } from './headers.ts';
import type { HotRequest } from './request.ts';

/** What the answers of a gateway have in common. */
export interface AnswerParts {
  readonly log: Log;
  readonly markOrigin: MarkOrigin;
  readonly stoppage: Stoppage;
}

/** Packs the text of an answer, of which nothing but the packed bytes is left. */
const packAll = async (headers: AnswerHeaders, encoding: Encoding, text: string | Uint8Array): Promise<Uint8Array> => {
  const packed = await packText(headers, encoding, text);
  dropBytes(text);
  return packed;
};

/** Sends the body of an answer, and lets its bytes go when they have left. */
const send = (response: ServerResponse, headers: Record<string, string>, body: string | Uint8Array): void => {
  response.writeHead(200, headers).end(body, () => {
    if (!response.destroyed) dropBytes(body);
  });
};

/** Writes one result without errors. The line of the log is written also when nobody is there any more to read the answer. */
export const writeAnswer = async (
  request: HotRequest,
  response: ServerResponse,
  state: RequestState,
  result: OperationResult,
  { log, markOrigin, stoppage }: AnswerParts,
): Promise<void> => {
  let body = (result.stringify ?? JSON.stringify)(result);
  const bytes = Buffer.byteLength(body);
  const record: Record<string, string> = {
    'content-type': `${request.answerType}; charset=utf-8`,
    'content-length': String(bytes),
  };
  const headers = collectHeaders(record);
  secureHeaders(headers, state.id);
  markOrigin(request.headers, headers);
  if (state.mayPack) {
    const encoding = choosePacking(request.headers, headers, bytes);
    if (encoding !== undefined) body = await packAll(headers, encoding, body);
  }
  // Answers that become ready in one turn of the event loop leave in one go at its end, and wake their reader once.
  await turnEnd();
  logRequest(log, state, { method: request.method, url: request.url, status: 200 });
  if (stoppage.isAsked()) headers.set('connection', 'close');
  if (!response.closed && !response.destroyed) send(response, record, body);
  state.texts.giveBack();
};
