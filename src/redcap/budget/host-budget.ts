import type { CallTurn } from '../../state/recent-calls.ts';
import type { Clock } from '../clock.ts';
import type { RedcapError } from '../errors.ts';
import { Accounts, type Account } from './account.ts';
import { LOOK_AGAIN_MS } from './hold.ts';
import { WaitingLine } from './line.ts';
import type { HostRate } from './rate.ts';
import { aborted, banned, overloaded, PAUSED, shuttingDown, TOO_LATE, TOO_MANY } from './refusal.ts';
import type { CallsUnderWay } from './under-way.ts';
import type { Budget, BudgetStanding, Place, PlaceRequest } from './place.ts';
import { callerOf, createWaiter, limitWait } from './waiter.ts';
import type { Waiter } from './waiter.ts';

/** What the budget of a host is made of. */
export interface HostBudgetParts {
  readonly clock: Clock;
  readonly rate: HostRate;
  readonly underWay: CallsUnderWay;
  readonly maxQueue: number;
  readonly maxQueueWaitMs: number;
}

const notSent = { notSent: true };

/** Who may call one REDCap host, and when: those who wait, those who call, and the rate at which they begin. */
export class HostBudget implements Budget {
  readonly #clock: Clock;
  readonly #rate: HostRate;
  readonly #line = new WaitingLine<Waiter>();
  readonly #accounts = new Accounts();
  readonly #underWay: CallsUnderWay;
  readonly #maxQueue: number;
  readonly #maxQueueWaitMs: number;
  readonly #empty = Promise.withResolvers<void>();
  readonly #hasRoom = (waiter: Waiter): boolean => this.#underWay.hasRoomFor(waiter.share);
  /** Who has joined the line since it was last looked at. */
  readonly #newcomers: Waiter[] = [];
  #cancelWake: (() => void) | undefined;
  #isAdmitting = false;
  #isAsking = false;
  #closed = false;
  #taken = 0;
  #refused = 0;

  constructor({ clock, rate, underWay, maxQueue, maxQueueWaitMs }: HostBudgetParts) {
    this.#clock = clock;
    this.#rate = rate;
    this.#underWay = underWay;
    this.#maxQueue = maxQueue;
    this.#maxQueueWaitMs = maxQueueWaitMs;
  }

  acquire(request: PlaceRequest): Promise<Place> {
    const refused = this.#refusal(request);
    if (refused !== undefined) {
      this.#refused += 1;
      return Promise.reject(refused);
    }
    return new Promise((enter, refuse) => {
      const share = this.#accounts.share(request.fingerprint, callerOf(request));
      const waiter = createWaiter(request, this.#clock.now(), share, enter, refuse);
      this.#line.join(waiter);
      this.#newcomers.push(waiter);
      request.sharers?.follow((caller) => this.#letShare(waiter, caller));
      this.#admit();
    });
  }

  pause(milliseconds: number): void {
    this.#rate.hold.pause(milliseconds);
    this.#admit();
  }

  ban(): void {
    this.#rate.hold.ban();
    this.#admit();
  }

  resume(): void {
    this.#rate.hold.resume();
    this.#admit();
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#cancelWake?.();
    this.#rate.giveBack();
    for (const waiter of this.#line.all()) this.#turnAway(waiter, shuttingDown);
    if (this.#underWay.size === 0) this.#empty.resolve();
    return this.#empty.promise;
  }

  standing(): BudgetStanding {
    const { isBanned, pauseMs } = this.#rate.hold;
    return {
      waiting: this.#line.size,
      underWay: this.#underWay.size,
      taken: this.#taken,
      refused: this.#refused,
      pauseMs: Math.max(0, pauseMs),
      isBanned,
    };
  }

  /** Milliseconds that a call may wait for its place. */
  #patience(until: number): number {
    return Math.min(this.#maxQueueWaitMs, until - this.#clock.now());
  }

  /** Why a call gets no place, and when a call of its caller would probably get one. */
  #busy(message: string, caller: Account): RedcapError {
    const waitMs = this.#line.turnsBefore(caller) * this.#rate.everyMs;
    return overloaded(message, Math.max(this.#rate.untilAllowed(), waitMs));
  }

  /** Lets a call that waits have the turn of somebody else who waits for its answer, where that comes sooner. */
  #letShare(waiter: Waiter, caller: string): void {
    if (!this.#line.passInto(waiter, this.#accounts.share(waiter.fingerprint, caller))) return;
    // Who has joined has just begun to wait.
    this.#limitWait(waiter);
  }

  /** Why a call need not even stand in line. */
  #refusal(request: PlaceRequest): RedcapError | undefined {
    const { signal, deadline = Number.POSITIVE_INFINITY } = request;
    if (this.#closed) return shuttingDown();
    if (signal?.aborted === true) return aborted();
    const held = this.#rate.hold.known();
    if (held?.kind === 'banned') return banned(notSent);
    if (held !== undefined && held.waitMs > this.#patience(deadline)) return overloaded(PAUSED, held.waitMs);
    const caller = this.#accounts.caller(callerOf(request));
    const hasPlace = this.#line.size < this.#maxQueue || this.#makeRoom(caller, request.isForAll === true);
    return hasPlace ? undefined : this.#busy(TOO_MANY, caller);
  }

  /** Makes room for a caller who has fewer calls waiting than another, or for all callers; false when there is none. */
  #makeRoom(caller: Account, isForAll: boolean): boolean {
    const last = this.#line.lastOfLongest();
    if (last === undefined || (!isForAll && last.share.caller.waiting <= caller.waiting + 1)) return false;
    this.#turnAway(last, () => this.#busy(TOO_MANY, last.share.caller));
    return true;
  }

  /** Ends a wait without a place; nothing happens to a call that does not wait any more. */
  #turnAway(waiter: Waiter, why: () => RedcapError): void {
    if (!this.#line.leave(waiter)) return;
    this.#refused += 1;
    waiter.forget();
    waiter.refuse(why());
  }

  /** Lets those who have just joined the line go when their time is over, or their caller leaves. */
  #limitWaits(): void {
    for (const waiter of this.#newcomers.splice(0)) if (this.#line.has(waiter)) this.#limitWait(waiter);
  }

  #limitWait(waiter: Waiter): void {
    limitWait(waiter, this.#clock, this.#patience(waiter.until), {
      isLate: () => this.#turnAway(waiter, () => this.#busy(TOO_LATE, waiter.share.caller)),
      isLeft: () => this.#turnAway(waiter, aborted),
    });
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
    for (const waiter of this.#newcomers) if (waiter.signal?.aborted === true) this.#turnAway(waiter, aborted);
    while (!this.#closed && !this.#underWay.isFull && this.#line.hasNext(this.#hasRoom)) {
      const turn = this.#rate.turn();
      if (turn instanceof Promise) {
        this.#isAsking = true;
        this.#limitWaits();
        void turn.then((known) => {
          this.#isAsking = false;
          if (this.#use(known)) this.#admitAll();
          else this.#isAdmitting = false;
        });
        return;
      }
      if (!this.#use(turn)) break;
    }
    this.#isAdmitting = false;
    if (this.#line.size === 0) this.#rate.giveBack();
    this.#limitWaits();
  }

  /** Lets in whose turn it is, or wakes when somebody's turn may come. False where nobody is to be let in behind. */
  #use(turn: CallTurn): boolean {
    if (turn.kind === 'banned') for (const waiter of this.#line.all()) this.#turnAway(waiter, () => banned(notSent));
    if (turn.kind === 'paused') this.#turnAwayBefore(turn.waitMs);
    if (turn.kind !== 'booked' || turn.waitMs > 0) {
      this.#wakeIn(turn);
      return false;
    }
    const waiter = this.#line.next(this.#hasRoom);
    if (waiter === undefined) {
      this.#rate.giveBack();
      return false;
    }
    waiter.forget();
    if (waiter.until > this.#clock.now()) this.#start(waiter);
    else {
      this.#refused += 1;
      waiter.refuse(this.#busy(TOO_LATE, waiter.share.caller));
    }
    return true;
  }

  /** Ends the waits that cannot outlast a pause. */
  #turnAwayBefore(pauseMs: number): void {
    for (const waiter of this.#line.all()) {
      if (pauseMs > this.#patience(waiter.until)) this.#turnAway(waiter, () => overloaded(PAUSED, pauseMs));
    }
  }

  #wakeIn(turn: CallTurn): void {
    this.#cancelWake?.();
    const waitMs = turn.kind === 'banned' ? LOOK_AGAIN_MS : turn.waitMs;
    // A pause may be ended by somebody else.
    const sleepMs = turn.kind === 'paused' ? Math.min(waitMs, LOOK_AGAIN_MS) : waitMs;
    this.#cancelWake = this.#clock.after(sleepMs, () => this.#admit());
  }

  #start(waiter: Waiter): void {
    this.#underWay.begin(waiter.share);
    this.#taken += 1;
    const end = this.#rate.begin();
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      end(false);
      this.#underWay.end(waiter.share);
      if (this.#closed && this.#underWay.size === 0) this.#empty.resolve();
      this.#admit();
    };
    waiter.enter({ waitedMs: this.#clock.now() - waiter.since, arrived: () => end(true), release });
  }
}
