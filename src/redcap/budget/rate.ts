import type { CallLimits, CallTurn, RecentCalls } from '../../state/recent-calls.ts';
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
const UNKNOWN: CallTurn = { kind: 'full', waitMs: 1_000 };
/** How long a call may be on its way: longer than a write may take, and a wait in front of REDCap with it. */
const LONGEST_MS = 180_000;

/** The rate of one host's calls, and the pause that REDCap asked for: together they say when the next call may begin. */
export class HostRate {
  readonly #limits: CallLimits;
  readonly #counter: HostCounter;
  /** When the next call may begin, as far as this gateway knows. */
  #allowedAt = Number.NEGATIVE_INFINITY;
  /** The end of the pause that this gateway knows of. */
  #heldUntil = Number.NEGATIVE_INFINITY;

  constructor({ callsPerMinute, callsPerFiveSeconds }: RateLimits, counter: HostCounter) {
    const rates = [
      { calls: callsPerMinute, spanMs: MINUTE_MS },
      { calls: callsPerFiveSeconds, spanMs: FIVE_SECONDS_MS },
    ];
    this.#limits = { rates, longestMs: LONGEST_MS };
    this.#counter = counter;
  }

  /** Asks for a call that begins now. Returns at once where the count does. */
  take(): Promise<CallTurn> | CallTurn {
    const { host, calls } = this.#counter;
    const held = this.heldFor();
    if (held > 0) return this.#note({ kind: 'paused', waitMs: held });
    const turn = calls.take(host, this.#limits);
    if (!(turn instanceof Promise)) return this.#note(turn);
    return turn.catch(() => UNKNOWN).then((known) => this.#note(known));
  }

  #note(turn: CallTurn): CallTurn {
    this.#allowedAt = this.#counter.clock.now() + (turn.kind === 'banned' ? 0 : turn.waitMs);
    return turn;
  }

  /** Says that a call has ended, so that it has arrived. One of which that cannot be said counts for longer. */
  end(call: string): void {
    const { host, calls } = this.#counter;
    void Promise.resolve(calls.arrived(host, call)).catch(() => undefined);
  }

  /** Says that a call was not sent, so that it does not count. */
  giveBack(call: string): void {
    const { host, calls } = this.#counter;
    void Promise.resolve(calls.unused(host, call)).catch(() => undefined);
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
    void calls.pause(host, milliseconds).catch(() => undefined);
  }

  /** Ends the pause, for all who share the count. */
  resume(): void {
    const { host, calls } = this.#counter;
    this.#heldUntil = Number.NEGATIVE_INFINITY;
    this.#allowedAt = Number.NEGATIVE_INFINITY;
    void calls.resume(host).catch(() => undefined);
  }
}
