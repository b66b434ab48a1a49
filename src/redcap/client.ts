import { pause } from './clock.ts';
import { RedcapError, unusableAnswer } from './errors.ts';
import { judgeAnswer, pauseAfter } from './judge.ts';
import type { FormFields, Method } from './method.ts';
import { retryDelay } from './retry.ts';
import { checkToken, fingerprintToken } from './token.ts';
import type { Transport } from './transport.ts';
import type { Incoming, Outgoing } from './transport/message.ts';
import { encodeForm } from './wire/form.ts';
import { encodeMultipart } from './wire/multipart.ts';

/** What one call cost. It is reported after the call has ended, well or badly. */
export interface CallCost {
  readonly method: string;
  /** Bytes of REDCap's answer, as they came over the wire (decompressed). */
  readonly bytes: number;
  /** Rows of the answer, where it is a list. */
  readonly rows: number;
  /** Milliseconds spent waiting for a place in the call budget. */
  readonly waitedMs: number;
  /** HTTP requests made: 1 plus the repeats. */
  readonly requests: number;
}

export interface CallOptions {
  /** Aborts a read that is under way. A write that was sent is not aborted: its outcome is waited for. */
  readonly signal?: AbortSignal | undefined;
  /** Point on the transport's clock by which the call must have ended. */
  readonly deadline?: number | undefined;
  readonly onCost?: ((cost: CallCost) => void) | undefined;
}

/** REDCap as one token sees it. */
export interface Redcap {
  /** HMAC of the token, 12 characters; safe to log and to key caches with. */
  readonly fingerprint: string;
  call<Args, Result>(method: Method<Args, Result>, args: Args, options?: CallOptions): Promise<Result>;
}

export interface RedcapOptions {
  readonly transport: Transport;
  /** Project or super token; kept here and put into nothing but the bodies of calls. */
  readonly token: string;
  /** Key of the fingerprint; of this process unless given. */
  readonly fingerprintKey?: Uint8Array | string | undefined;
}

/** Our parameters come last, so that no method's own can stand in for the token or the content. */
const fieldsOf = <Args, Result>(method: Method<Args, Result>, args: Args, token: string): FormFields => {
  const fields = method.form(args);
  return {
    ...fields,
    token,
    content: method.content,
    action: method.action,
    // Of the answer where that has a format, and of `data`, which is JSON always.
    format: method.body === 'json' || fields['data'] !== undefined ? 'json' : undefined,
    returnFormat: 'json',
  };
};

const encodeBody = (fields: FormFields, file: Parameters<typeof encodeMultipart>[1] | undefined) =>
  file === undefined
    ? { contentType: 'application/x-www-form-urlencoded', body: encodeForm(fields) }
    : encodeMultipart(fields, file);

const MAX_REPEATS = 2;

/** An answer to the result; throws when the answer is an error or has not the promised form. */
const readAnswer = <Args, Result>(transport: Transport, method: Method<Args, Result>, args: Args, answer: Incoming) => {
  const value = answer.file ?? judgeAnswer(method, answer);
  const rows = Array.isArray(value) ? value.length : 0;
  if (rows > transport.limits.maxRows) {
    const message = `REDCap's answer has more than ${String(transport.limits.maxRows)} rows. Ask for less at once.`;
    throw unusableAnswer(method, 'REDCAP_RESPONSE_TOO_LARGE', { message, status: answer.status });
  }
  try {
    return { result: method.decode({ value }, args), rows };
  } catch (error) {
    if (method.kind === 'read' && !(error instanceof RedcapError)) throw error;
    const message = error instanceof RedcapError ? error.message : 'The answer could not be read.';
    const repeats = error instanceof RedcapError ? error.repeats : 0;
    throw unusableAnswer(method, 'REDCAP_BAD_RESPONSE', { message, status: answer.status, repeats });
  }
};

/** Some refusals only mean "there are none": they become an empty list. All others stay. */
const readRefusal = <Args, Result>(method: Method<Args, Result>, args: Args, error: unknown): Result => {
  const refused = error instanceof RedcapError && error.code === 'REDCAP_REJECTED' && error.status === 400;
  if (!refused || method.meansNone?.test(error.redcapMessage ?? '') !== true) throw error;
  return method.decode({ value: [] }, args);
};

/**
 * REDCap as one token sees it. The token is checked for its form only; throws `UNAUTHENTICATED` when it cannot be one.
 * All clients of one transport share its connections and its budget of calls.
 */
export const createRedcap = ({ transport, token: given, fingerprintKey }: RedcapOptions): Redcap => {
  const token = checkToken(given);
  const fingerprint = fingerprintToken(token, fingerprintKey);
  const { clock, limits } = transport;

  /** Milliseconds until the call may be repeated; `undefined` when it may not be. */
  const pauseBeforeRepeat = (error: unknown, repeat: number, deadline: number): number | undefined => {
    if (!(error instanceof RedcapError) || repeat > Math.min(error.repeats, MAX_REPEATS)) return undefined;
    const asked = (error.retryAfterSeconds ?? 0) * 1000;
    const limited = error.code === 'REDCAP_RATE_LIMITED';
    // After 429 the budget lets nobody in, so that the wait is made there and only its length is judged here.
    if (limited && asked > limits.maxQueueWaitMs) return undefined;
    const delay = limited ? 0 : Math.max(asked, retryDelay(repeat, transport.random));
    return clock.now() + Math.max(asked, delay) < deadline && transport.retries.take() ? delay : undefined;
  };

  const call = async <Args, Result>(
    method: Method<Args, Result>,
    args: Args,
    options: CallOptions = {},
  ): Promise<Result> => {
    const { signal, onCost } = options;
    const timeoutMs = method.kind === 'read' ? limits.readTimeoutMs : limits.writeTimeoutMs;
    // What a read waits for its turn is taken off its time; a write has its whole time from when it is sent.
    const latest = method.kind === 'read' ? clock.now() + timeoutMs : Number.POSITIVE_INFINITY;
    const deadline = Math.min(options.deadline ?? Number.POSITIVE_INFINITY, latest);
    const cost = { method: method.name, bytes: 0, rows: 0, waitedMs: 0, requests: 0 };

    const attempt = async (): Promise<Result> => {
      const encoded = encodeBody(fieldsOf(method, args, token), method.file?.(args));
      const outgoing: Outgoing = { ...encoded, method, fingerprint, signal, deadline, timeoutMs };
      const answer = await transport.send(outgoing);
      cost.requests += 1;
      cost.waitedMs += answer.waitedMs;
      cost.bytes += answer.bytes.length;
      const hold = pauseAfter(answer);
      if (hold > 0) transport.holdOff(hold);
      const { result, rows } = readAnswer(transport, method, args, answer);
      cost.rows = rows;
      return result;
    };

    try {
      for (let repeat = 1; ; repeat += 1) {
        try {
          return await attempt();
        } catch (error) {
          if (error instanceof RedcapError && error.status === undefined && !error.notSent) cost.requests += 1;
          const wait = pauseBeforeRepeat(error, repeat, deadline);
          if (wait === undefined) return readRefusal(method, args, error);
          if (wait > 0) await pause(transport.clock, wait, signal);
        }
      }
    } finally {
      onCost?.(cost);
    }
  };

  return { fingerprint, call };
};
