import type { CallRate, RecentCalls } from '../../state/recent-calls.ts';
import type { Clock } from '../clock.ts';

/** How many calls may begin in a span of time. */
export interface RateLimits {
  readonly callsPerMinute: number;
  readonly callsPerFiveSeconds: number;
}

/** Where the calls of a host are counted. */
export interface HostCounter {
  readonly host: string;
  readonly calls: RecentCalls;
  readonly clock: Clock;
}

const MINUTE_MS = 60_000;
const FIVE_SECONDS_MS = 5_000;
/** How long the budget waits when the count cannot be asked: to send uncounted calls could get the address banned. */
const COUNT_AGAIN_MS = 1_000;

/** The rate of one host's calls, and the pause that REDCap asked for: together they say when the next call may begin. */
export class HostRate {
  readonly #rates: readonly CallRate[];
  readonly #counter: HostCounter;
  /** When the next call may begin, as far as this gateway knows. */
  #allowedAt = Number.NEGATIVE_INFINITY;
  /** The end of the pause that this gateway knows of. */
  #heldUntil = Number.NEGATIVE_INFINITY;

  constructor({ callsPerMinute, callsPerFiveSeconds }: RateLimits, counter: HostCounter) {
    this.#rates = [
      { calls: callsPerMinute, spanMs: MINUTE_MS },
      { calls: callsPerFiveSeconds, spanMs: FIVE_SECONDS_MS },
    ];
    this.#counter = counter;
  }

  /**
   * Counts a call that begins now, and returns 0; or counts nothing and returns the milliseconds until one may begin. Returns at
   * once where the count does.
   */
  take(): Promise<number> | number {
    const { host, calls } = this.#counter;
    const held = this.heldFor();
    if (held > 0) return this.#note(held);
    const wait = calls.take(host, this.#rates);
    if (typeof wait === 'number') return this.#note(wait);
    return wait.catch(() => COUNT_AGAIN_MS).then((milliseconds) => this.#note(milliseconds));
  }

  #note(wait: number): number {
    this.#allowedAt = this.#counter.clock.now() + wait;
    return wait;
  }

  /** Milliseconds until the limits and the pause allow the next call, as far as is known without asking. */
  untilAllowed(): number {
    return Math.max(0, this.heldFor(), this.#allowedAt - this.#counter.clock.now());
  }

  /** Milliseconds that the pause still lasts; negative when there is none. */
  heldFor(): number {
    return this.#heldUntil - this.#counter.clock.now();
  }

  /** Lets no call begin for so many milliseconds. A longer pause that runs already stays. */
  holdOff(milliseconds: number): void {
    const { host, calls, clock } = this.#counter;
    this.#heldUntil = Math.max(this.#heldUntil, clock.now() + milliseconds);
    void calls.hold(host, milliseconds).catch(() => undefined);
  }

  /** Ends the pause, for all who share the count. */
  resume(): void {
    const { host, calls } = this.#counter;
    this.#heldUntil = Number.NEGATIVE_INFINITY;
    this.#allowedAt = Number.NEGATIVE_INFINITY;
    void calls.resume(host).catch(() => undefined);
  }
}
