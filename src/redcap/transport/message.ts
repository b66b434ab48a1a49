import type { CallingParty } from '../budget/party.ts';
import type { Sharers } from '../budget/sharers.ts';
import type { MethodBody, MethodKind } from '../method.ts';
import type { FileName } from './answer-header.ts';

/** One HTTP request. */
export interface Outgoing {
  readonly method: {
    readonly name: string;
    readonly kind: MethodKind;
    readonly body: MethodBody;
    readonly fileStart?: RegExp;
    readonly isEndless?: boolean;
    readonly collect?: unknown;
  };
  readonly fingerprint: string;
  /** Who called the gateway, for a fair share of the calls; nobody is named unless given. */
  readonly caller?: CallingParty | undefined;
  /** Who else waits for the answer; nobody unless given. */
  readonly sharers?: Sharers | undefined;
  /** Whether it is a look at what became of a write, which has the write's turn; false unless given. */
  readonly isLook?: boolean | undefined;
  readonly contentType: string;
  readonly contentLength?: number | undefined;
  readonly body: string | AsyncIterable<Uint8Array>;
  /** Whether the token has left with the body by now; it leaves with the first byte unless given. */
  readonly hasToken?: (() => boolean) | undefined;
  /** Awaited when the request has its turn and before its first byte leaves. What it throws keeps the request from leaving. */
  readonly beforeSend?: (() => Promise<void>) | undefined;
  readonly signal: AbortSignal | undefined;
  /** The moment by which the call must have ended, the wait for its turn included. */
  readonly deadline: number;
  /** Milliseconds that REDCap has from when the call gets its turn; of an answer in rows, for each of its parts. */
  readonly timeoutMs: number;
  /** The moment by which an answer in rows must have ended, however long it is; no moment unless given. */
  readonly rowsDeadline?: number | undefined;
}

/**
 * An answer to it. In place of bytes it has `file` when a file method was answered with a file. It has `rows` when a method of
 * rows was answered with what begins as rows do: a stream of them, or `atOnce` where all of them are in the bytes.
 */
export interface Incoming {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  readonly waitedMs: number;
  readonly bytes: Uint8Array;
  readonly file?: FileName & { readonly body: AsyncIterable<Uint8Array> };
  readonly rows?: { readonly body: AsyncIterable<Uint8Array>; readonly leave: () => void } | 'atOnce';
}
