import type { Clock } from '../clock.ts';

/** How many calls may begin in a span of time. */
export interface RateLimits {
  readonly callsPerMinute: number;
  readonly callsPerFiveSeconds: number;
}

const MINUTE_MS = 60_000;
const FIVE_SECONDS_MS = 5_000;

/** The calls of the last minute, and the pause that REDCap asked for: together they say when the next call may begin. */
export class CallRate {
  readonly #limits: RateLimits;
  readonly #clock: Clock;
  /** When the calls of the last minute began, oldest first. */
  #starts: number[] = [];
  #heldUntil = Number.NEGATIVE_INFINITY;

  constructor(limits: RateLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Notes that a call begins now. */
  count(): void {
    this.#starts.push(this.#clock.now());
  }

  /** Milliseconds until the limits and the pause allow the next call. */
  untilAllowed(): number {
    const now = this.#clock.now();
    this.#starts = this.#starts.filter((at) => at > now - MINUTE_MS);
    const { callsPerMinute, callsPerFiveSeconds } = this.#limits;
    return Math.max(
      0,
      this.heldFor(),
      this.#untilFewer(callsPerMinute, MINUTE_MS),
      this.#untilFewer(callsPerFiveSeconds, FIVE_SECONDS_MS),
    );
  }

  /** Milliseconds that the pause still lasts; negative when there is none. */
  heldFor(): number {
    return this.#heldUntil - this.#clock.now();
  }

  /** Lets no call begin for so many milliseconds. A longer pause that runs already stays. */
  holdOff(milliseconds: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#clock.now() + milliseconds);
  }

  /** Ends the pause. */
  resume(): void {
    this.#heldUntil = Number.NEGATIVE_INFINITY;
  }

  /** Milliseconds until fewer than `calls` have begun within the last `span` milliseconds. */
  #untilFewer(calls: number, span: number): number {
    const oldest = this.#starts[this.#starts.length - calls];
    return oldest === undefined ? 0 : oldest + span - this.#clock.now();
  }
}
