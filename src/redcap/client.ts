import { pause } from './clock.ts';
import { RedcapError } from './errors.ts';
import { readAnswer, readRefusal } from './answer.ts';
import { pauseAfter } from './judge.ts';
import type { RowTally } from './row-answer.ts';
import type { FormFields, Method } from './method.ts';
import { retryDelay } from './retry.ts';
import { checkToken, fingerprintToken } from './token.ts';
import type { Transport } from './transport.ts';
import type { Outgoing } from './transport/message.ts';
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

const encodeBody = (fields: FormFields, file: Parameters<typeof encodeMultipart>[1] | undefined) =>
  file === undefined
    ? { contentType: 'application/x-www-form-urlencoded', body: encodeForm(fields) }
    : encodeMultipart(fields, file);

const MAX_REPEATS = 2;

/** Adds up what a call costs. */
interface CallCostCounter {
  readonly add: (cost: Partial<Omit<CallCost, 'method'>>) => void;
  readonly addRows: (tally: RowTally) => void;
  /** Reports all that was added. Rows that were handed out are read later, and reported then. */
  readonly report: () => void;
}

const createCallCost = (method: string, onCost: CallOptions['onCost']): CallCostCounter => {
  const none: CallCost = { method, bytes: 0, rows: 0, waitedMs: 0, requests: 0 };
  let sum = none;
  let isReported = false;
  const add: CallCostCounter['add'] = (more) => {
    sum = {
      method,
      bytes: sum.bytes + (more.bytes ?? 0),
      rows: sum.rows + (more.rows ?? 0),
      waitedMs: sum.waitedMs + (more.waitedMs ?? 0),
      requests: sum.requests + (more.requests ?? 0),
    };
  };
  return {
    add,
    addRows: (tally) => {
      if (isReported) onCost?.({ ...none, ...tally });
      else add(tally);
    },
    report: () => {
      isReported = true;
      onCost?.(sum);
    },
  };
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
    const { signal, onCost } = options;
    const timeoutMs = method.kind === 'read' ? limits.readTimeoutMs : limits.writeTimeoutMs;
    // What a read waits for its turn is taken off its time; a write has its whole time from when it is sent.
    const latest = method.kind === 'read' ? clock.now() + timeoutMs : Number.POSITIVE_INFINITY;
    const deadline = Math.min(options.deadline ?? Number.POSITIVE_INFINITY, latest);
    const cost = createCallCost(method.name, onCost);

    const attempt = async (): Promise<Result> => {
      const encoded = encodeBody(fieldsOf(method, args, token), method.file?.(args));
      const outgoing: Outgoing = {
        ...encoded,
        method,
        fingerprint,
        signal,
        deadline,
        timeoutMs,
        rowsDeadline: options.deadline,
      };
      const answer = await transport.send(outgoing).catch((error: unknown) => {
        if (!(error instanceof RedcapError && error.notSent)) cost.add({ requests: 1 });
        throw error;
      });
      cost.add({ requests: 1, waitedMs: answer.waitedMs, bytes: answer.bytes.length });
      const hold = pauseAfter(answer);
      if (hold > 0) transport.holdOff(hold);
      const { result, rows } = await readAnswer(transport, method, args, { answer, onRowsEnd: cost.addRows });
      cost.add({ rows });
      return result;
    };

    try {
      for (let repeat = 1; ; repeat += 1) {
        try {
          return await attempt();
        } catch (error) {
          const wait = pauseBeforeRepeat(transport, error, repeat, deadline);
          if (wait === undefined) return readRefusal(method, args, error);
          if (wait > 0) await pause(transport.clock, wait, signal);
        }
      }
    } finally {
      cost.report();
    }
  };

  return { fingerprint, call };
};
