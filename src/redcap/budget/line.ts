import type { Share } from './account.ts';

/** What waits in the line: all that decides about its turn. */
export interface Waiting {
  readonly share: Share;
  /** Whether it belongs to a write: the write itself, or a look at what became of it. */
  readonly isWrite: boolean;
  /** Whether it lets all others go first. */
  readonly isBackground: boolean;
}

/** So many writes go before the reads of the same caller, and then one of the reads. */
const WRITES_IN_A_ROW = 3;

/** Who comes first in a turn: below 0 for the one, above 0 for the other, and 0 where they are alike. */
type Order = (one: Waiting, other: Waiting) => number;

const byWrite: Order = (one, other) => Number(other.isWrite) - Number(one.isWrite);

/** Of one caller's calls with a token, writes go first, but not for ever. */
const byKind: Order = (one, other) =>
  one.share.pair.writesInARow < WRITES_IN_A_ROW ? byWrite(one, other) : byWrite(other, one);

const byUrgency: Order = (one, other) => Number(one.isBackground) - Number(other.isBackground);

const byToken: Order = ({ share: one }, { share: other }) =>
  one.token.servedAt - other.token.servedAt || one.pair.servedAt - other.pair.servedAt;

const byCaller: Order = ({ share: one }, { share: other }) =>
  one.caller.servedAt - other.caller.servedAt || one.pair.servedAt - other.pair.servedAt;

const byWriteFirst: Order = (one, other) => byWrite(one, other) || byToken(one, other);

/** The orders of the turns of a round. */
const ROUND: readonly Order[] = [byWriteFirst, byCaller, byToken, byCaller];

const count = ({ token, caller, pair }: Share, number: 1 | -1): void => {
  token.waiting += number;
  caller.waiting += number;
  pair.waiting += number;
};

/**
 * The calls that wait. One turn in four goes to a write, if one waits. Every other turn goes to whoever had none for the longest
 * time, so that nobody waits longer for having a neighbour who asks for more. Half of the turns go by caller and then by token,
 * half by token and then by caller. So neither a caller with many tokens nor a token with many callers gets the turns of the
 * others. Calls for which nobody waits go when no other call can.
 */
export class WaitingLine<Waiter extends Waiting> {
  /** In the order in which they came. They are few, and a set would keep those who have left: see `PassingSet`. */
  readonly #waiting: Waiter[] = [];
  #turn = 0;

  /** How many wait, of all tokens. */
  get size(): number {
    return this.#waiting.length;
  }

  has(waiter: Waiter): boolean {
    return this.#waiting.includes(waiter);
  }

  /** All who wait. */
  all(): Waiter[] {
    return [...this.#waiting];
  }

  /** Puts a waiter at the end of the line. */
  join(waiter: Waiter): void {
    this.#waiting.push(waiter);
    count(waiter.share, 1);
  }

  /** Takes a waiter out; false when it does not wait any more. */
  leave(waiter: Waiter): boolean {
    const place = this.#waiting.indexOf(waiter);
    if (place === -1) return false;
    this.#waiting.splice(place, 1);
    count(waiter.share, -1);
    return true;
  }

  /** Whether anybody waits for whom there is room. */
  hasNext(hasRoom: (waiter: Waiter) => boolean): boolean {
    for (const waiter of this.#waiting) if (hasRoom(waiter)) return true;
    return false;
  }

  /** Takes out the waiter whose turn it is, of those for whom there is room. */
  next(hasRoom: (waiter: Waiter) => boolean): Waiter | undefined {
    const order = ROUND[this.#turn % ROUND.length] ?? byCaller;
    let next: Waiter | undefined;
    for (const waiter of this.#waiting) {
      if (!hasRoom(waiter)) continue;
      if (next === undefined || (byUrgency(waiter, next) || order(waiter, next) || byKind(waiter, next)) < 0)
        next = waiter;
    }
    if (next === undefined) return undefined;
    this.leave(next);
    this.#serve(next);
    return next;
  }

  /** The call that came last, of the caller who has most of them waiting. */
  lastOfLongest(): Waiter | undefined {
    let last: Waiter | undefined;
    for (const waiter of this.#waiting) {
      if (last === undefined || waiter.share.caller.waiting >= last.share.caller.waiting) last = waiter;
    }
    return last;
  }

  #serve({ share: { token, caller, pair }, isWrite }: Waiter): void {
    this.#turn += 1;
    token.servedAt = this.#turn;
    caller.servedAt = this.#turn;
    pair.servedAt = this.#turn;
    pair.writesInARow = isWrite ? pair.writesInARow + 1 : 0;
  }
}
