import type { CallLimits, CallTurn, RecentCalls } from '../../state/recent-calls.ts';
import type { CallingParty } from './party.ts';
import { rateLimited } from './refusal.ts';

const MINUTE_MS = 60_000;

/** What callers ask of the gateway, counted by caller against limits of their own. */
export class CallerRates {
  readonly #calls: RecentCalls;

  constructor(calls: RecentCalls) {
    this.#calls = calls;
  }

  /**
   * Counts a call of REDCap for its caller. Throws `RATE_LIMITED` where they have caused as many as they may. What belongs to a
   * write is never refused: a write that has begun is seen to its end.
   */
  call({ name, callsPerMinute }: CallingParty, isWrite: boolean): Promise<void> | undefined {
    if (callsPerMinute === undefined || callsPerMinute === null) return undefined;
    return this.#take(`caller ${name}`, callsPerMinute, isWrite ? null : 'calls to REDCap');
  }

  /** Counts a request of a caller. Throws `RATE_LIMITED` where they have sent as many as they may. */
  request(name: string, requestsPerMinute: number): Promise<void> {
    return this.#take(`requests ${name}`, requestsPerMinute, 'requests');
  }

  /** Throws `RATE_LIMITED` where a caller may cause no call of REDCap now, so that nothing need be begun. */
  async look({ name, callsPerMinute }: CallingParty): Promise<void> {
    if (callsPerMinute === undefined || callsPerMinute === null) return;
    const turn = await this.#turn(`caller ${name}`, callsPerMinute);
    if (turn?.kind === 'booked') await this.#calls.unused(`caller ${name}`, turn.call);
    else if (turn?.kind === 'full') throw rateLimited('calls to REDCap', callsPerMinute, turn.waitMs);
  }

  async #take(name: string, most: number, what: string | null): Promise<void> {
    const turn = await this.#turn(name, most);
    if (turn?.kind === 'booked') await this.#calls.arrived(name, turn.call);
    else if (turn?.kind === 'full' && what !== null) throw rateLimited(what, most, turn.waitMs);
  }

  /** Undefined where the count cannot be asked. The limit of the host, which is counted there too, refuses what it has to. */
  async #turn(name: string, most: number): Promise<CallTurn | undefined> {
    const limits: CallLimits = { rates: [{ calls: most, spanMs: MINUTE_MS }], longestMs: 0 };
    try {
      return await this.#calls.take(name, limits);
    } catch {
      return undefined;
    }
  }
}
