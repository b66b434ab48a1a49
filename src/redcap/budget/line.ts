import type { Account, Share } from './account.ts';

/** What waits in the line: all that decides about its turn. */
export interface Waiting {
  /** Whose turns it takes. A call for which others wait as well may pass into the share of one of them. */
  share: Share;
  /** Whether it belongs to a write: the write itself, or a look at what became of it. */
  readonly isWrite: boolean;
  /** Whether it lets all others go first. */
  isBackground: boolean;
  /** Whether all callers wait for it. */
  readonly isForAll: boolean;
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

/** The orders of the turns of a round. Where `isForAllFirst`, what all callers wait for goes before everything else. */
const ROUND: readonly { readonly order: Order; readonly isForAllFirst: boolean }[] = [
  { order: byWriteFirst, isForAllFirst: false },
  { order: byCaller, isForAllFirst: true },
  { order: byToken, isForAllFirst: false },
  { order: byCaller, isForAllFirst: true },
];

/** So many calls with a token that all its callers wait for go first, one after another: twice those of a design. */
const FIRST_AT_ONCE = 20;
/** One of them is made up for by so many turns. So nobody gets the turns of others by making all wait again and again. */
const TURNS_FOR_FIRST = 8;

const count = ({ token, caller, pair }: Share, number: 1 | -1): void => {
  token.waiting += number;
  caller.waiting += number;
  pair.waiting += number;
};

/**
 * The calls that wait. One turn in four goes to a write, if one waits, and two to what all callers wait for. Every other turn
 * goes to whoever had none for the longest time, so that nobody waits longer for having a neighbour who asks for more. Half of
 * the turns go by caller and then by token, half by token and then by caller. So neither a caller with many tokens nor a token
 * with many callers gets the turns of the others. Calls for which nobody waits go when no other call can.
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

  /** Lets a waiter stand in the share of who waits for it too, where fewer calls wait. False where it stays, or does not wait any more. */
  passInto(waiter: Waiter, share: Share): boolean {
    // Somebody waits for it now.
    waiter.isBackground = false;
    if (share.pair.waiting + 1 >= waiter.share.pair.waiting || !this.has(waiter)) return false;
    count(waiter.share, -1);
    waiter.share = share;
    count(share, 1);
    return true;
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
    const { order = byCaller, isForAllFirst = false } = ROUND[this.#turn % ROUND.length] ?? {};
    const first = isForAllFirst
      ? this.#waiting.find((waiter) => this.#goesFirst(waiter) && hasRoom(waiter))
      : undefined;
    const next = first ?? this.#nextBy(order, hasRoom);
    if (next === undefined) return undefined;
    this.leave(next);
    this.#serve(next);
    if (first !== undefined)
      first.share.pair.madeUpAt = Math.max(first.share.pair.madeUpAt, this.#turn) + TURNS_FOR_FIRST;
    return next;
  }

  /** How many turns pass before a call of this caller that joined now would have one, if nobody else joined. */
  turnsBefore(caller: Account): number {
    const others = new Set(this.#waiting.map(({ share }) => share.caller));
    others.delete(caller);
    return Math.min(this.#waiting.length, caller.waiting + others.size * (caller.waiting + 1));
  }

  /** The call that came last, of the caller who has most of them waiting. What all callers wait for is no such call. */
  lastOfLongest(): Waiter | undefined {
    let last: Waiter | undefined;
    for (const waiter of this.#waiting) {
      if (waiter.isForAll) continue;
      if (last === undefined || waiter.share.caller.waiting >= last.share.caller.waiting) last = waiter;
    }
    return last;
  }

  #nextBy(order: Order, hasRoom: (waiter: Waiter) => boolean): Waiter | undefined {
    let next: Waiter | undefined;
    for (const waiter of this.#waiting) {
      if (!hasRoom(waiter)) continue;
      if (next === undefined || (byUrgency(waiter, next) || order(waiter, next) || byKind(waiter, next)) < 0)
        next = waiter;
    }
    return next;
  }

  #goesFirst({ isForAll, share: { pair } }: Waiter): boolean {
    return isForAll && pair.madeUpAt - this.#turn < FIRST_AT_ONCE * TURNS_FOR_FIRST;
  }

  #serve({ share: { token, caller, pair }, isWrite }: Waiter): void {
    this.#turn += 1;
    token.servedAt = this.#turn;
    caller.servedAt = this.#turn;
    pair.servedAt = this.#turn;
    pair.writesInARow = isWrite ? pair.writesInARow + 1 : 0;
  }
}
