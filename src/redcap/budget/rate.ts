import type { CallLimits, CallTurn } from '../../state/recent-calls.ts';
import type { HostCounter } from './counter.ts';
import { HostHold } from './hold.ts';
import type { HoldEvents } from './hold.ts';

/** How many calls may arrive in a span of time. */
export interface RateLimits {
  readonly callsPerMinute: number;
  readonly callsPerFiveSeconds: number;
  /** How long a call may be on its way. */
  readonly longestMs: number;
}

const MINUTE_MS = 60_000;
const FIVE_SECONDS_MS = 5_000;
/** Of a minute's calls, how many may begin at once after a rest: 16 of 500. */
const BURST = 0.032;
/**
 * Of a minute's calls, how many begin in a minute of steady work: 475 of 500. With the burst that is less than the rates allow,
 * so that no rate is used up by steady work, and nobody waits for a window to pass.
 */
const STEADY = 0.95;
/** What the budget takes for an answer of a count that cannot be asked: to send uncounted calls could get the address banned. */
const UNKNOWN: CallTurn = { kind: 'full', waitMs: 1_000 };
/** REDCap has a request by then that was let go of: what was on its way arrives although nobody waits for its answer. */
const LET_GO_MS = 5_000;

const limitsOf = ({ callsPerMinute, callsPerFiveSeconds, longestMs }: RateLimits): CallLimits => ({
  rates: [
    { calls: callsPerMinute, spanMs: MINUTE_MS },
    { calls: callsPerFiveSeconds, spanMs: FIVE_SECONDS_MS },
  ],
  pace: { burst: Math.max(1, Math.ceil(callsPerMinute * BURST)), everyMs: MINUTE_MS / (callsPerMinute * STEADY) },
  longestMs: longestMs + LET_GO_MS,
});

const ignore = (pending: Promise<void> | void): void => {
  // What the state does not take counts for longer.
  if (pending instanceof Promise) pending.catch(() => undefined);
};

/** When the next call of one host may begin: by the calls of all gateways, by their pace, and by a pause or a ban. */
export class HostRate {
  readonly hold: HostHold;
  readonly #limits: CallLimits;
  readonly #counter: HostCounter;
  /** When the next call may begin, as far as this gateway knows. */
  #allowedAt = Number.NEGATIVE_INFINITY;
  /** The call that is counted already and has not begun. */
  #booked: { readonly call: string; readonly at: number } | undefined;

  constructor(limits: RateLimits, counter: HostCounter, events: HoldEvents | undefined) {
    this.#limits = limitsOf(limits);
    this.#counter = counter;
    this.hold = new HostHold(counter, events);
  }

  /** Milliseconds between two calls of steady work. */
  get everyMs(): number {
    return this.#limits.pace?.everyMs ?? 0;
  }

  /** The turn of the next call, which is booked where it can be. Returns at once where the count does. */
  turn(): Promise<CallTurn> | CallTurn {
    const { host, calls, clock } = this.#counter;
    const held = this.hold.known();
    if (held !== undefined) {
      this.giveBack();
      return held;
    }
    if (this.#booked !== undefined) {
      const { call, at } = this.#booked;
      return { kind: 'booked', call, waitMs: Math.max(0, at - clock.now()) };
    }
    const turn = calls.take(host, this.#limits);
    if (!(turn instanceof Promise)) return this.#note(turn);
    const { changes } = this.hold;
    return turn.then((known) => this.#noteLate(known, changes)).catch(() => UNKNOWN);
  }

  /** Begins the call that is booked. Returns its end: `true` when it has arrived, `false` when nobody waits for it any more. */
  begin(): (hasArrived: boolean) => void {
    const { host, calls, clock } = this.#counter;
    const call = this.#booked?.call ?? '';
    this.#booked = undefined;
    let hasEnded = false;
    return (hasArrived) => {
      if (hasEnded) return;
      hasEnded = true;
      if (hasArrived) ignore(calls.arrived(host, call));
      else clock.after(LET_GO_MS, () => ignore(calls.arrived(host, call)));
    };
  }

  /** Gives back the call that is booked, because nobody wants it. */
  giveBack(): void {
    const { host, calls } = this.#counter;
    if (this.#booked === undefined) return;
    ignore(calls.unused(host, this.#booked.call));
    this.#booked = undefined;
  }

  /** Milliseconds until the limits and a pause allow the next call, as far as is known without asking. */
  untilAllowed(): number {
    return Math.max(0, this.hold.pauseMs, this.#allowedAt - this.#counter.clock.now());
  }

  #note(turn: CallTurn): CallTurn {
    const { clock } = this.#counter;
    this.hold.learn(turn);
    const waitMs = turn.kind === 'banned' ? 0 : turn.waitMs;
    this.#allowedAt = waitMs === 0 ? Number.NEGATIVE_INFINITY : clock.now() + waitMs;
    if (turn.kind === 'booked') this.#booked = { call: turn.call, at: this.#allowedAt };
    return turn;
  }

  /** Notes an answer that took its time. A pause or a ban that was seen meanwhile is newer. */
  #noteLate(turn: CallTurn, changes: number): CallTurn {
    if (this.hold.changes === changes) return this.#note(turn);
    if (turn.kind === 'booked') this.#booked = { call: turn.call, at: 0 };
    this.giveBack();
    return this.hold.known() ?? UNKNOWN;
  }
}
