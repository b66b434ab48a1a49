import type { CallTurn } from '../../state/recent-calls.ts';
import type { HostCounter } from './counter.ts';

/** A turn of a host that is not called now. */
type HeldTurn = { readonly kind: 'paused'; readonly waitMs: number } | { readonly kind: 'banned' };

/** What happens to a host as a whole, as one gateway learns of it. */
export interface HoldEvents {
  /** REDCap has asked for a pause of so many milliseconds. */
  readonly paused: (milliseconds: number) => void;
  /** REDCap has banned the address. This gateway or another one has seen it. */
  readonly banned: () => void;
  /** The ban is over, because somebody has resumed the host. */
  readonly resumed: () => void;
}

/** What a gateway knows of a hold is good for so long. Then it asks the state, where others may have ended the hold. */
export const LOOK_AGAIN_MS = 1_000;

/** The pause or the ban of one host, as far as this gateway knows. What the state does not take is kept here and sent again. */
export class HostHold {
  readonly #counter: HostCounter;
  readonly #events: HoldEvents | undefined;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #isBanned = false;
  #learnedAt = Number.NEGATIVE_INFINITY;
  /** What the state does not know yet. */
  #owed: (() => Promise<void>) | undefined;
  #changes = 0;

  constructor(counter: HostCounter, events: HoldEvents | undefined) {
    this.#counter = counter;
    this.#events = events;
  }

  get isBanned(): boolean {
    return this.#isBanned;
  }

  /** How often this gateway has changed the hold itself: what the state answered to an earlier question is outdated then. */
  get changes(): number {
    return this.#changes;
  }

  /** Milliseconds that the pause still lasts; negative when there is none. */
  get pauseMs(): number {
    return this.#pausedUntil - this.#counter.clock.now();
  }

  /** The hold that is known without asking; undefined where the state has to be asked. */
  known(): HeldTurn | undefined {
    const held = this.#held();
    if (held === undefined) return undefined;
    const isFresh = this.#counter.clock.now() - this.#learnedAt < LOOK_AGAIN_MS;
    if (!isFresh && this.#owed !== undefined) this.#send(this.#owed);
    return isFresh || this.#owed !== undefined ? held : undefined;
  }

  /** Takes in what the state has answered. */
  learn(turn: CallTurn): void {
    // Mostly there is nothing to learn.
    if (turn.kind === 'booked' && this.#isFree) return;
    const { clock } = this.#counter;
    this.#learnedAt = clock.now();
    this.#pausedUntil = turn.kind === 'paused' ? clock.now() + turn.waitMs : Number.NEGATIVE_INFINITY;
    this.#setBan(turn.kind === 'banned');
  }

  /** Lets no call begin for so many milliseconds. A longer pause that runs already stays. */
  pause(milliseconds: number): void {
    const { host, calls, clock } = this.#counter;
    if (this.#isBanned) return;
    this.#changes += 1;
    this.#pausedUntil = Math.max(this.#pausedUntil, clock.now() + milliseconds);
    this.#events?.paused(milliseconds);
    this.#send(() => calls.pause(host, this.pauseMs));
  }

  /** Lets no call begin until somebody resumes the host. */
  ban(): void {
    const { host, calls, clock } = this.#counter;
    this.#changes += 1;
    this.#setBan(true);
    const since = new Date(clock.date()).toISOString();
    this.#send(() => calls.ban(host, since));
  }

  /** Ends the pause and the ban, for all who share the count. */
  resume(): void {
    const { host, calls } = this.#counter;
    this.#changes += 1;
    this.#owed = undefined;
    this.#pausedUntil = Number.NEGATIVE_INFINITY;
    this.#setBan(false);
    void calls.resume(host).catch(() => undefined);
  }

  get #isFree(): boolean {
    return !this.#isBanned && this.#pausedUntil === Number.NEGATIVE_INFINITY;
  }

  #held(): HeldTurn | undefined {
    if (this.#isFree) return undefined;
    if (this.#isBanned) return { kind: 'banned' };
    const waitMs = this.pauseMs;
    return waitMs > 0 ? { kind: 'paused', waitMs } : undefined;
  }

  #setBan(isBanned: boolean): void {
    if (this.#isBanned === isBanned) return;
    this.#isBanned = isBanned;
    if (isBanned) this.#events?.banned();
    else this.#events?.resumed();
  }

  /** Writes a hold down for all. */
  #send(note: () => Promise<void>): void {
    this.#learnedAt = this.#counter.clock.now();
    this.#owed = note;
    note().then(
      () => {
        if (this.#owed === note) this.#owed = undefined;
      },
      () => undefined,
    );
  }
}
