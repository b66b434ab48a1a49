import { fingerprintToken } from '../fingerprint.ts';
import type { CallingParty } from './budget/party.ts';
import type { Sharers } from './budget/sharers.ts';
import { CallCostCounter, type CallCost } from './call-cost.ts';
import { pause } from './clock.ts';
import { RedcapError } from './errors.ts';
import { readAnswer, readRefusal } from './answer.ts';
import { holdAfter } from './judge.ts';
import type { FormFields, Method } from './method.ts';
import { retryDelay } from './retry.ts';
import { checkToken } from './token.ts';
import type { Transport } from './transport.ts';
import type { Incoming, Outgoing } from './transport/message.ts';
import { encodeForm } from './wire/form.ts';
import { encodeMultipart } from './wire/multipart.ts';

export interface CallOptions {
  /** Aborts a read that is under way. A write that was sent is not aborted: its outcome is waited for. */
  readonly signal?: AbortSignal | undefined;
  /** Point on the transport's clock by which the call must have ended. */
  readonly deadline?: number | undefined;
  readonly onCost?: ((cost: CallCost) => void) | undefined;
  /** Who called the gateway; nobody is named unless given. */
  readonly caller?: CallingParty | undefined;
  /** Who else waits for the answer; nobody unless given. */
  readonly sharers?: Sharers | undefined;
  /** Whether it is a look at what became of a write, which has the write's turn; false unless given. */
  readonly isLook?: boolean | undefined;
  /**
   * Awaited before each try of the call, when it has its turn. REDCap can do nothing with it yet: no byte has left, and of an
   * upload no token. What it throws keeps the call from leaving.
   */
  readonly beforeSend?: (() => Promise<void>) | undefined;
}

/** REDCap as one token sees it. */
export interface Redcap {
  /**
   * Names what is seen: a token, and what is kept back of it. Safe to log, and to key with it whatever is kept of answers.
   */
  readonly fingerprint: string;
  /** The fingerprint of the token alone, where that is another. For what is about the token, and not about what is seen by it. */
  readonly tokenFingerprint?: string | undefined;
  call<Args, Result>(method: Method<Args, Result>, args: Args, options?: CallOptions): Promise<Result>;
}

/** The fingerprint of a token, whatever is kept back of what is seen by it. */
export const tokenNameOf = ({
  fingerprint,
  tokenFingerprint,
}: Pick<Redcap, 'fingerprint' | 'tokenFingerprint'>): string => tokenFingerprint ?? fingerprint;

export interface RedcapOptions {
  readonly transport: Transport;
  /** Project or super token; kept here and put into nothing but the bodies of calls. */
  readonly token: string;
  /** Key of the fingerprint; of this process unless given. */
  readonly fingerprintKey?: Uint8Array | string | undefined;
}

const formatOf = ({ body }: Pick<Method<never, unknown>, 'body'>, fields: FormFields): string | undefined => {
  if (body === 'csv-rows') return 'csv';
  return body === 'json' || body === 'json-rows' || body === 'json-cells' || fields['data'] !== undefined
    ? 'json'
    : undefined;
};

/** Our parameters come last, so that no method's own can stand in for the token or the content. */
const fieldsOf = <Args, Result>(method: Method<Args, Result>, args: Args, token: string): FormFields => {
  const fields = method.form(args);
  return {
    ...fields,
    token,
    content: method.content,
    action: method.action,
    // Of the answer where that has a format, and of `data`, which is JSON always.
    format: formatOf(method, fields),
    returnFormat: 'json',
  };
};

const encodeBody = (
  fields: FormFields,
  file: Parameters<typeof encodeMultipart>[1] | undefined,
  beforeSend: CallOptions['beforeSend'],
) =>
  file === undefined
    ? { contentType: 'application/x-www-form-urlencoded', body: encodeForm(fields), beforeSend }
    : encodeMultipart(fields, file, beforeSend);

const MAX_REPEATS = 2;

/** One call, with all that its attempts share. */
interface Calling<Args, Result> {
  readonly transport: Transport;
  readonly token: string;
  readonly method: Method<Args, Result>;
  readonly args: Args;
  readonly cost: CallCostCounter;
  /** What each of its requests has besides its body. */
  readonly outgoing: Omit<Outgoing, 'body' | 'contentType' | 'contentLength' | 'hasToken' | 'beforeSend'>;
  readonly beforeSend: CallOptions['beforeSend'];
}

/** Asks once, and counts what that costs. */
const attempt = async <Args, Result>(calling: Calling<Args, Result>): Promise<Result> => {
  const { transport, token, method, args, cost, beforeSend } = calling;
  const encoded = encodeBody(fieldsOf(method, args, token), method.file?.(args), beforeSend);
  let answer: Incoming;
  try {
    answer = await transport.send({ ...encoded, ...calling.outgoing });
  } catch (error) {
    if (!(error instanceof RedcapError && error.notSent)) cost.addRequest(0);
    throw error;
  }
  cost.addRequest(answer.waitedMs);
  // Rows are counted as they are read, and are no page that could ask for a pause.
  if (answer.rows === undefined) {
    cost.addRead({ bytes: answer.bytes.length, rows: 0 });
    const hold = holdAfter(answer);
    if (hold === 'ban') transport.ban();
    else if (hold > 0) transport.pause(hold);
  }
  const { result, rows } = await readAnswer(transport, method, args, {
    answer,
    onRowsEnd: (tally) => cost.addRead(tally),
  });
  cost.addRead({ bytes: 0, rows });
  return result;
};

/** Milliseconds until the call may be repeated; `undefined` when it may not be. */
const pauseBeforeRepeat = (
  { clock, limits, retries, random }: Transport,
  error: unknown,
  repeat: number,
  deadline: number,
): number | undefined => {
  if (!(error instanceof RedcapError) || repeat > Math.min(error.repeats, MAX_REPEATS)) return undefined;
  const asked = (error.retryAfterSeconds ?? 0) * 1000;
  const limited = error.code === 'REDCAP_RATE_LIMITED';
  // After 429 the budget lets nobody in, so that the wait is made there and only its length is judged here.
  if (limited && asked > limits.maxQueueWaitMs) return undefined;
  const delay = limited ? 0 : Math.max(asked, retryDelay(repeat, random));
  return clock.now() + Math.max(asked, delay) < deadline && retries.take() ? delay : undefined;
};

/**
 * REDCap as one token sees it. The token is checked for its form only; throws `UNAUTHENTICATED` when it cannot be one.
 * All clients of one transport share its connections and its budget of calls.
 */
export const createRedcap = ({ transport, token: given, fingerprintKey }: RedcapOptions): Redcap => {
  const token = checkToken(given);
  const fingerprint = fingerprintToken(token, fingerprintKey);
  const { clock, limits } = transport;

  const call = async <Args, Result>(
    method: Method<Args, Result>,
    args: Args,
    options: CallOptions = {},
  ): Promise<Result> => {
    const { signal, onCost, beforeSend } = options;
    const timeoutMs = method.kind === 'read' ? limits.readTimeoutMs : limits.writeTimeoutMs;
    // What a read waits for its turn is taken off its time; a write has its whole time from when it is sent.
    const latest = method.kind === 'read' ? clock.now() + timeoutMs : Number.POSITIVE_INFINITY;
    const deadline = Math.min(options.deadline ?? Number.POSITIVE_INFINITY, latest);
    const cost = new CallCostCounter(method, onCost, clock.now);
    const { caller, sharers, isLook, deadline: rowsDeadline } = options;
    const outgoing = { method, fingerprint, caller, sharers, isLook, signal, deadline, timeoutMs, rowsDeadline };
    const calling: Calling<Args, Result> = { transport, token, method, args, cost, outgoing, beforeSend };

    try {
      for (let repeat = 1; ; repeat += 1) {
        try {
          const result = await attempt(calling);
          cost.succeed();
          return result;
        } catch (error) {
          cost.fail(error);
          const wait = pauseBeforeRepeat(transport, error, repeat, deadline);
          if (wait === undefined) {
            const none = readRefusal(method, args, error);
            cost.succeed();
            return none;
          }
          if (wait > 0) await pause(transport.clock, wait, signal);
        }
      }
    } finally {
      cost.report();
    }
  };

  return { fingerprint, call };
};

/** A client whose calls are all made for one caller. */
export const callFor = (redcap: Redcap, caller: CallingParty | undefined): Redcap =>
  caller === undefined
    ? redcap
    : {
        ...redcap,
        call: (method, args, options) => redcap.call(method, args, { ...options, caller }),
      };
