import type { Method } from './method.ts';

/** What one call cost, told after it ended well or badly. */
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
  /** Point on `performance.now()`'s clock by which the call must have ended. */
  readonly deadline?: number | undefined;
  readonly onCost?: ((cost: CallCost) => void) | undefined;
}

/** REDCap as one token sees it. */
export interface Redcap {
  /** HMAC of the token, 12 characters; safe to log and to key caches with. */
  readonly fingerprint: string;
  call<Args, Result>(method: Method<Args, Result>, args: Args, options?: CallOptions): Promise<Result>;
}
