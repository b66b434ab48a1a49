import { RedcapError } from './errors.ts';
import type { RedcapErrorCode } from './errors.ts';
import { redcapName } from './method.ts';
import type { AnyMethod } from './method.ts';
import type { RowTally } from './row-answer.ts';

/** What one call cost. It is reported after the call has ended, well or badly. */
export interface CallCost {
  readonly method: string;
  /** REDCap's name of it: `content`, or `content/action`. */
  readonly redcap: string;
  /** How the call ended: a code of docs/errors.md, or nothing where it went well. */
  readonly code: RedcapErrorCode | undefined;
  /** Why connections failed, as the system's codes, such as `ECONNREFUSED`. */
  readonly causes: readonly string[];
  /** Bytes of REDCap's answer, as they came over the wire (decompressed). */
  readonly bytes: number;
  /** Rows of the answer, where it is a list. */
  readonly rows: number;
  /** Milliseconds spent waiting for a place in the call budget. */
  readonly waitedMs: number;
  /** HTTP requests made: 1 plus the repeats. */
  readonly requests: number;
  /** Moments on the clock, of the beginning of the call and of this report. */
  readonly startedAt: number;
  readonly endedAt: number;
}

type OnCost = ((cost: CallCost) => void) | undefined;

/** What a cause may say: the system's code alone. */
const SYSTEM_CODE = /^(?!UNKNOWN$)[A-Z][A-Z0-9_]{1,60}$/;

/** Adds up what a call costs. */
export class CallCostCounter {
  readonly #method: Pick<AnyMethod, 'name' | 'content' | 'action'>;
  readonly #onCost: OnCost;
  readonly #now: () => number;
  readonly #startedAt: number;
  #causes: readonly string[] = [];
  #code: RedcapErrorCode | undefined;
  #bytes = 0;
  #rows = 0;
  #waitedMs = 0;
  #requests = 0;
  #isReported = false;

  constructor(method: Pick<AnyMethod, 'name' | 'content' | 'action'>, onCost: OnCost, now: () => number) {
    this.#method = method;
    this.#onCost = onCost;
    this.#now = now;
    this.#startedAt = now();
  }

  /** Counts a request, and how long it waited for its place. */
  addRequest(waitedMs: number): void {
    this.#requests += 1;
    this.#waitedMs += waitedMs;
  }

  /** Counts what of an answer was read. Rows that were handed out are read after the report, and reported by themselves. */
  addRead({ bytes, rows }: RowTally): void {
    if (this.#isReported) {
      this.#onCost?.({ ...this.#named(), code: undefined, causes: [], bytes, rows, waitedMs: 0, requests: 0 });
      return;
    }
    this.#bytes += bytes;
    this.#rows += rows;
  }

  /** Notes why a request failed; what is noted last is how the call ended. */
  fail(error: unknown): void {
    if (!(error instanceof RedcapError)) return;
    this.#code = error.code;
    const { cause } = error;
    if (cause instanceof Error && SYSTEM_CODE.test(cause.message)) this.#causes = [...this.#causes, cause.message];
  }

  /** Notes that the call went well in the end. */
  succeed(): void {
    this.#code = undefined;
  }

  #named(): Pick<CallCost, 'method' | 'redcap' | 'startedAt' | 'endedAt'> {
    const times = { startedAt: this.#startedAt, endedAt: this.#now() };
    return { method: this.#method.name, redcap: redcapName(this.#method), ...times };
  }

  /** Reports all that was counted. */
  report(): void {
    this.#isReported = true;
    this.#onCost?.({
      ...this.#named(),
      code: this.#code,
      causes: this.#causes,
      bytes: this.#bytes,
      rows: this.#rows,
      waitedMs: this.#waitedMs,
      requests: this.#requests,
    });
  }
}
