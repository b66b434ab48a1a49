import { CallsUnderWay } from './budget/under-way.ts';
import { WaitingLines } from './budget/line.ts';
import type { Place, Waiter } from './budget/waiter.ts';
import { createRecentCalls } from '../state/memory/recent-calls.ts';
import { aborted, overloaded, shuttingDown, TOO_LATE, TOO_MANY } from './budget/refusal.ts';
import { HostRate } from './budget/rate.ts';
import type { Clock } from './clock.ts';
import type { RedcapError } from './errors.ts';
import type { CallTurn, RecentCalls } from '../state/recent-calls.ts';

/** Limits of the calls to one REDCap host, of all tokens together. REDCap bans an address above 600 calls a minute for good. */
export interface BudgetOptions {
  readonly callsPerMinute?: number | undefined;
  readonly callsPerFiveSeconds?: number | undefined;
  /** Calls under way at once. */
  readonly maxConnections?: number | undefined;
  /** Of these for one token, so that a project that hangs leaves room for the others. */
  readonly maxConnectionsPerToken?: number | undefined;
  readonly maxQueue?: number | undefined;
  readonly maxQueueWaitMs?: number | undefined;
  readonly clock: Clock;
  /** The calls of all budgets that share the host; only those of this budget unless given. */
  readonly recent?: HostCalls | undefined;
}

/** A host, and where its calls are counted. */
export interface HostCalls {
  readonly host: string;
  readonly calls: RecentCalls;
}

/** A call that asks for its place. */
export interface PlaceRequest {
  readonly fingerprint: string;
  readonly signal?: AbortSignal | undefined;
  /** Point on the clock by which the call must have ended. */
  readonly deadline?: number | undefined;
}

/** Who may call one REDCap host, and when. */
export interface Budget {
  /** Waits for a place. Throws `OVERLOADED`, `ABORTED` or `SHUTTING_DOWN`; nothing was sent then. */
  readonly acquire: (request: PlaceRequest) => Promise<Place>;
  /** Lets nobody in for so many milliseconds. */
  readonly holdOff: (milliseconds: number) => void;
  /** Ends the hold, when a person has seen to its reason. */
  readonly resume: () => void;
  /** Refuses everybody from now on and resolves when the last call under way has ended. */
  readonly close: () => Promise<void>;
  readonly waiting: () => number;
}

const untilOf = ({ deadline = Number.POSITIVE_INFINITY }: PlaceRequest): number => deadline;

class HostBudget {
  readonly #clock: Clock;
  readonly #rate: HostRate;
  readonly #lines = new WaitingLines<Waiter>();
  readonly #underWay: CallsUnderWay;
  readonly #maxQueue: number;
  readonly #maxQueueWaitMs: number;
  readonly #empty = Promise.withResolvers<void>();
  #cancelWake: (() => void) | undefined;
  readonly #hasRoom = (fingerprint: string): boolean => this.#underWay.hasRoomFor(fingerprint);
  /** Who has joined the line since it was last looked at. */
  readonly #newcomers: Waiter[] = [];
  #isAdmitting = false;
  #isAsking = false;
  #closed = false;

  constructor(options: BudgetOptions) {
    const { callsPerMinute = 500, callsPerFiveSeconds = 60, maxConnections = 16 } = options;
    const { maxConnectionsPerToken = Math.max(1, Math.ceil(maxConnections / 2)) } = options;
    this.#clock = options.clock;
    const { host, calls } = options.recent ?? { host: '', calls: createRecentCalls(this.#clock.now) };
    this.#rate = new HostRate({ callsPerMinute, callsPerFiveSeconds }, { host, calls, clock: this.#clock });
    this.#underWay = new CallsUnderWay(maxConnections, maxConnectionsPerToken);
    this.#maxQueue = options.maxQueue ?? 200;
    this.#maxQueueWaitMs = options.maxQueueWaitMs ?? 10_000;
  }

  acquire(request: PlaceRequest): Promise<Place> {
    const refused = this.#refusal(request);
    if (refused !== undefined) return Promise.reject(refused);
    return new Promise((enter, refuse) => {
      const { fingerprint, signal } = request;
      const [since, until] = [this.#clock.now(), untilOf(request)];
      const waiter: Waiter = { fingerprint, since, until, signal, enter, refuse, forget: () => undefined };
      this.#lines.join(waiter);
      this.#newcomers.push(waiter);
      this.#admit();
    });
  }

  holdOff(milliseconds: number): void {
    this.#rate.holdOff(milliseconds);
  }

  resume(): void {
    this.#rate.resume();
    this.#admit();
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#cancelWake?.();
    for (const waiter of this.#lines.all()) this.#turnAway(waiter, shuttingDown());
    if (this.#underWay.isEmpty) this.#empty.resolve();
    return this.#empty.promise;
  }

  waiting(): number {
    return this.#lines.size;
  }

  /** Milliseconds that a call may wait for its place. */
  #patience(until: number): number {
    return Math.min(this.#maxQueueWaitMs, until - this.#clock.now());
  }

  /** Why a call need not even stand in line. */
  #refusal(request: PlaceRequest): RedcapError | undefined {
    if (this.#closed) return shuttingDown();
    if (request.signal?.aborted === true) return aborted();
    const held = this.#rate.heldFor();
    if (held > 0 && held > this.#patience(untilOf(request)))
      return overloaded('REDCap asked for a pause in all calls.', held);
    if (this.#lines.size >= this.#maxQueue && !this.#makeRoom(request.fingerprint)) {
      return overloaded(TOO_MANY, this.#rate.untilAllowed());
    }
    return undefined;
  }

  /** Makes room for a token that waits less than the longest line does; false when there is none. */
  #makeRoom(fingerprint: string): boolean {
    const last = this.#lines.lastOfLongest();
    if (last === undefined) return false;
    if (this.#lines.lengthOf(last.fingerprint) <= this.#lines.lengthOf(fingerprint) + 1) return false;
    this.#turnAway(last, overloaded(TOO_MANY, this.#rate.untilAllowed()));
    return true;
  }

  /** Ends a wait without a place; nothing happens to a call that does not wait any more. */
  #turnAway(waiter: Waiter, error: RedcapError): void {
    if (!this.#lines.leave(waiter)) return;
    waiter.forget();
    waiter.refuse(error);
  }

  /** Lets those who have just joined the line go when their time is over, or their caller leaves. */
  #limitWaits(): void {
    for (const waiter of this.#newcomers.splice(0)) if (this.#lines.has(waiter)) this.#limitWait(waiter);
  }

  #limitWait(waiter: Waiter): void {
    const { signal, until } = waiter;
    const onAbort = (): void => this.#turnAway(waiter, aborted());
    const cancelTimer = this.#clock.after(this.#patience(until), () =>
      this.#turnAway(waiter, overloaded(TOO_LATE, this.#rate.untilAllowed())),
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    waiter.forget = () => {
      cancelTimer();
      signal?.removeEventListener('abort', onAbort);
    };
  }

  /** Lets in whom the limits allow, a moment later: who asks in the same moment has the same chance. */
  #admit(): void {
    if (this.#isAdmitting) {
      // Nobody knows how long a count that is not in memory takes.
      if (this.#isAsking) this.#limitWaits();
      return;
    }
    this.#isAdmitting = true;
    queueMicrotask(() => this.#admitAll());
  }

  /** Lets in one after another, as long as the limits allow it. Those who have to wait on do not wait for ever. */
  #admitAll(): void {
    for (const waiter of this.#newcomers) if (waiter.signal?.aborted === true) this.#turnAway(waiter, aborted());
    while (!this.#underWay.isFull && this.#lines.hasNext(this.#hasRoom)) {
      const turn = this.#rate.take();
      if (turn instanceof Promise) {
        this.#isAsking = true;
        this.#limitWaits();
        void turn.then((known) => {
          this.#isAsking = false;
          if (this.#admitNext(known)) this.#admitAll();
          else this.#isAdmitting = false;
        });
        return;
      }
      if (!this.#admitNext(turn)) break;
    }
    this.#isAdmitting = false;
    this.#limitWaits();
  }

  /** Lets in who may begin now, or wakes when somebody may. False where nobody is to be let in behind. */
  #admitNext(turn: CallTurn): boolean {
    if (turn.kind !== 'booked') {
      this.#cancelWake?.();
      this.#cancelWake = this.#clock.after(turn.kind === 'banned' ? 1_000 : turn.waitMs, () => this.#admit());
      return false;
    }
    // Who was first may have left while the rate was asked.
    const waiter = this.#lines.next(this.#hasRoom);
    if (waiter === undefined) {
      this.#rate.giveBack(turn.call);
      return false;
    }
    waiter.forget();
    if (waiter.until > this.#clock.now()) this.#start(waiter, turn.call);
    else {
      this.#rate.giveBack(turn.call);
      waiter.refuse(overloaded(TOO_LATE, 0));
    }
    return true;
  }

  #start({ fingerprint, since, enter }: Waiter, call: string): void {
    this.#underWay.begin(fingerprint);
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      this.#underWay.end(fingerprint);
      this.#rate.end(call);
      if (this.#closed && this.#underWay.isEmpty) this.#empty.resolve();
      this.#admit();
    };
    enter({ waitedMs: this.#clock.now() - since, release });
  }
}

/** The budget of one REDCap host: calls a minute and in 5 seconds, calls at once, and a bounded line that is fair to tokens. */
export const createBudget = (options: BudgetOptions): Budget => {
  const budget = new HostBudget(options);
  return {
    acquire: (request) => budget.acquire(request),
    holdOff: (milliseconds) => budget.holdOff(milliseconds),
    resume: () => budget.resume(),
    close: () => budget.close(),
    waiting: () => budget.waiting(),
  };
};
