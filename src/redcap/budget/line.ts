import { Accounts } from './account.ts';
import type { Account } from './account.ts';

/** What waits in the line: all that decides about its turn. */
export interface Waiting {
  readonly fingerprint: string;
  /** Who called the gateway. */
  readonly caller: string;
  /** Both together. */
  readonly pair: string;
  /** Whether it belongs to a write: the write itself, or a look at what became of it. */
  readonly isWrite: boolean;
}

/** Whose turns a call is. */
interface Share {
  readonly token: Account;
  readonly caller: Account;
  /** The caller's calls with this token. */
  readonly pair: Account;
}

/** So many writes go before the reads of the same caller, and then one of the reads. */
const WRITES_IN_A_ROW = 3;

/** A call in the line, with its shares. */
interface Place<Waiter> {
  readonly waiter: Waiter;
  readonly share: Share;
}

/** Who comes first in a turn: below 0 for the one, above 0 for the other, and 0 where they are alike. */
type Order = (one: Place<Waiting>, other: Place<Waiting>) => number;

const byWrite: Order = (one, other) => Number(other.waiter.isWrite) - Number(one.waiter.isWrite);

/** Of one caller's calls with a token, writes go first, but not for ever. */
const byKind: Order = (one, other) =>
  one.share.pair.writesInARow < WRITES_IN_A_ROW ? byWrite(one, other) : byWrite(other, one);

const byToken: Order = (one, other) =>
  one.share.token.servedAt - other.share.token.servedAt ||
  one.share.pair.servedAt - other.share.pair.servedAt ||
  byKind(one, other);

const byCaller: Order = (one, other) =>
  one.share.caller.servedAt - other.share.caller.servedAt ||
  one.share.pair.servedAt - other.share.pair.servedAt ||
  byKind(one, other);

const byWriteFirst: Order = (one, other) => byWrite(one, other) || byToken(one, other);

/** The orders of the turns of a round. */
const ROUND: readonly Order[] = [byWriteFirst, byCaller, byToken, byCaller];

/**
 * The calls that wait. One turn in four goes to a write, if one waits. Every other turn goes to whoever had none for the longest time, so that nobody waits longer for having a
 * neighbour who asks for more. Half of the turns go by caller and then by token, half by token and then by caller. So neither a
 * caller with many tokens nor a token with many callers gets the turns of the others.
 */
export class WaitingLine<Waiter extends Waiting> {
  /** In the order in which they came. */
  readonly #waiting = new Map<Waiter, Share>();
  readonly #tokens = new Accounts();
  readonly #callers = new Accounts();
  readonly #pairs = new Accounts();
  #turn = 0;

  /** How many wait, of all tokens. */
  get size(): number {
    return this.#waiting.size;
  }

  /** How many calls of one caller wait. */
  lengthOf(caller: string): number {
    return this.#callers.of(caller).waiting;
  }

  has(waiter: Waiter): boolean {
    return this.#waiting.has(waiter);
  }

  /** All who wait. */
  all(): Waiter[] {
    return [...this.#waiting.keys()];
  }

  /** Puts a waiter at the end of the line. */
  join(waiter: Waiter): void {
    const share: Share = {
      token: this.#tokens.of(waiter.fingerprint),
      caller: this.#callers.of(waiter.caller),
      pair: this.#pairs.of(waiter.pair),
    };
    this.#waiting.set(waiter, share);
    share.caller.waiting += 1;
    share.token.waiting += 1;
    share.pair.waiting += 1;
  }

  /** Takes a waiter out; false when it does not wait any more. */
  leave(waiter: Waiter): boolean {
    const share = this.#waiting.get(waiter);
    if (share === undefined) return false;
    this.#waiting.delete(waiter);
    share.caller.waiting -= 1;
    share.token.waiting -= 1;
    share.pair.waiting -= 1;
    return true;
  }

  /** Whether anybody waits for whom there is room. */
  hasNext(hasRoom: (waiter: Waiter) => boolean): boolean {
    for (const waiter of this.#waiting.keys()) if (hasRoom(waiter)) return true;
    return false;
  }

  /** Takes out the waiter whose turn it is, of those for whom there is room. */
  next(hasRoom: (waiter: Waiter) => boolean): Waiter | undefined {
    const next = this.#find(hasRoom);
    if (next === undefined) return undefined;
    this.leave(next.waiter);
    this.#serve(next);
    return next.waiter;
  }

  /** The call that came last, of the caller who has most of them waiting. */
  lastOfLongest(): Waiter | undefined {
    let last: Waiter | undefined;
    let most = 0;
    for (const [waiter, { caller }] of this.#waiting) {
      if (caller.waiting < most) continue;
      most = caller.waiting;
      last = waiter;
    }
    return last;
  }

  #find(hasRoom: (waiter: Waiter) => boolean): Place<Waiter> | undefined {
    const order = ROUND[this.#turn % ROUND.length] ?? byCaller;
    let best: Place<Waiter> | undefined;
    for (const [waiter, share] of this.#waiting) {
      if (!hasRoom(waiter)) continue;
      const found = { waiter, share };
      if (best === undefined || order(found, best) < 0) best = found;
    }
    return best;
  }

  #serve({ waiter, share }: Place<Waiter>): void {
    this.#turn += 1;
    this.#tokens.serve(share.token, this.#turn);
    this.#callers.serve(share.caller, this.#turn);
    this.#pairs.serve(share.pair, this.#turn);
    share.pair.writesInARow = waiter.isWrite ? share.pair.writesInARow + 1 : 0;
  }
}
