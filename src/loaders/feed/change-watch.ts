import type { Clock } from '../../redcap/clock.ts';
import { knowChanges, lookForChanges, type ChangeSource } from './change.ts';
import type { ChangeFeed } from './change-feed.ts';
import { placeIn, type ChangePlace, type KnownChanges } from './change-page.ts';
import type { WatchRequests } from './look-request.ts';
import type { WatchPace } from './watch-pace.ts';
import { createWatchPatience, type WatchPatience } from './watch-patience.ts';

/** Who follows the changes of a project. */
export interface WatchMember {
  /** Up to where the member has received everything; null until it is known where "from now on" begins. */
  place: ChangePlace | null;
  /** False when the gateway has lost what it reported to the member before, until that was reported to the member. */
  namesChecked: boolean;
}

/** What a watch is made with. */
export interface ChangeWatchOptions {
  /** The project for one look, past every request. */
  readonly open: () => ChangeSource;
  readonly pace: WatchPace;
  readonly requests: WatchRequests;
  readonly clock: Clock;
  /** Hears of each look that was made. */
  readonly onLook: (outcome: 'done' | 'failed') => void;
  /** Is called when the watch has ended: nobody follows any more, or an error will not pass. */
  readonly onEnd: () => void;
}

/** How often a watch asks the state whether there is something to do. It costs no call of REDCap. */
const TICK_MS = 1_000;

/** A feed that is asked once, however many members have come to the same number. */
const shareFeed = (feed: ChangeFeed): ChangeFeed => {
  let asked: { readonly seq: number; readonly answer: ReturnType<ChangeFeed['after']> } | undefined;
  return {
    ...feed,
    after: (seq) => {
      if (asked?.seq !== seq) asked = { seq, answer: feed.after(seq) };
      return asked.answer;
    },
  };
};

/**
 * Looks for the changes of one project by one token, for as long as somebody follows them, and once for all who do. Over all
 * gateways that share the state one looks at a time. The others find what it saw in the feed.
 */
export class ChangeWatch {
  readonly #options: ChangeWatchOptions;
  readonly #patience: WatchPatience;
  readonly #members = new Set<WatchMember>();
  readonly #waiting = new Set<() => void>();
  #known: KnownChanges | null = null;
  #last = 0;
  #lookedUpAt = Number.NEGATIVE_INFINITY;
  #version = 0;
  #isBusy = false;
  #error: Error | null = null;
  #stop: (() => void) | null = null;

  constructor(options: ChangeWatchOptions) {
    this.#options = options;
    this.#patience = createWatchPatience(options.clock, options.pace.pollMs);
  }

  /** What is known, once it is known where a member stands in it; null before. Throws when the watch has ended by an error. */
  knownTo({ place }: WatchMember): KnownChanges | null {
    if (this.#error !== null) throw this.#error;
    return place !== null && place.registerId === this.#known?.register.id ? this.#known : null;
  }

  /** Another number whenever there may be something new. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#members.size;
  }

  join(member: WatchMember): void {
    this.#members.add(member);
    this.#stop ??= this.#options.clock.every(TICK_MS, () => void this.#step());
    if (member.place === null && this.#known !== null) member.place = this.#now(this.#known);
    void this.#step();
  }

  leave(member: WatchMember): void {
    this.#members.delete(member);
    if (this.#members.size === 0) this.#end();
  }

  /** Finds out at once whether somebody has asked for a look, and not only at the next tick. */
  hear(): void {
    void this.#step();
  }

  /** Resolves when the version is another one, or when the signal is aborted. */
  async change(version: number, signal: AbortSignal): Promise<void> {
    if (this.#version !== version || this.#error !== null || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    this.#waiting.add(wake);
    signal.addEventListener('abort', wake);
    await promise;
    this.#waiting.delete(wake);
    signal.removeEventListener('abort', wake);
  }

  #now({ register }: KnownChanges): ChangePlace {
    return { registerId: register.id, minute: register.minute, seq: this.#last, lastName: null };
  }

  #end(): void {
    this.#stop?.();
    this.#stop = null;
    this.#options.onEnd();
  }

  #wake(): void {
    this.#version += 1;
    for (const resolve of [...this.#waiting]) resolve();
  }

  /** Members whose place is of another register than this one. */
  #strangersTo(registerId: string | undefined): WatchMember[] {
    return [...this.#members].filter(({ place }) => place !== null && place.registerId !== registerId);
  }

  async #step(): Promise<void> {
    if (this.#isBusy || this.#stop === null || this.#patience.isPaused()) return;
    this.#isBusy = true;
    try {
      await this.#advance();
    } catch (error) {
      this.#options.onLook('failed');
      const final = this.#patience.judge(error);
      if (final !== null) {
        this.#error = final;
        this.#end();
        this.#wake();
      }
    } finally {
      this.#isBusy = false;
    }
  }

  async #advance(): Promise<void> {
    const { pace, requests } = this.#options;
    const request = await requests.open();
    const hasStrangers = this.#known !== null && this.#strangersTo(this.#known.register.id).length > 0;
    const isAsked = request !== null || hasStrangers;
    const isDue = (await pace.mayLook(isAsked)) || (!(await this.#lookUp()) && (await pace.mayLook(true)));
    if (!isDue) return;
    if (request !== null) await requests.answer(request);
    await this.#look();
    await pace.looked();
    this.#options.onLook('done');
    this.#patience.succeeded();
  }

  /** Looks at REDCap. */
  async #look(): Promise<void> {
    const { open, clock } = this.#options;
    const source = open();
    await source.changes.inTurn(async () => {
      const kept = (await source.changes.get()) ?? undefined;
      const strangers = this.#strangersTo(kept?.register.id);
      const minutes = strangers.flatMap(({ place }) => place?.minute ?? []);
      const lost = minutes.length === 0 ? null : Math.min(...minutes);
      const known = await lookForChanges(source, kept?.register, lost, clock.date());
      for (const member of strangers) {
        member.place = await placeIn(known, member.place);
        member.namesChecked = false;
      }
      await this.#publish(known);
    });
  }

  /** Takes from the state what another gateway, or a request, has seen. False where the state knows nothing. */
  async #lookUp(): Promise<boolean> {
    const { open, clock, pace } = this.#options;
    const isRecent = clock.now() - this.#lookedUpAt < pace.pollMs;
    if (this.#known !== null && isRecent && (await this.#known.feed.last()) === this.#last) return true;
    const source = open();
    const kept = await source.changes.get();
    if (kept === null) return false;
    this.#lookedUpAt = clock.now();
    await this.#publish(knowChanges(source, kept.register));
    return true;
  }

  async #publish({ register, feed }: KnownChanges): Promise<void> {
    this.#last = await feed.last();
    this.#known = { register, feed: shareFeed(feed) };
    for (const member of this.#members) member.place ??= this.#now(this.#known);
    this.#wake();
  }
}
