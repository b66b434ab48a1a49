import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { RedcapError } from './errors.ts';

/** Limits of what one REDCap host is asked, whoever asks. REDCap bans an address above 600 calls a minute for good. */
export interface BudgetOptions {
  readonly callsPerMinute?: number | undefined;
  readonly callsPerFiveSeconds?: number | undefined;
  /** Calls under way at once. */
  readonly maxConnections?: number | undefined;
  /** Of these for one token, so that a project that hangs leaves room for the others. */
  readonly maxConnectionsPerToken?: number | undefined;
  readonly maxQueue?: number | undefined;
  readonly maxQueueWaitMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

export interface PlaceRequest {
  readonly fingerprint: string;
  readonly signal?: AbortSignal | undefined;
  /** Point on the clock by which the call must have ended. */
  readonly deadline?: number | undefined;
}

/** A place among the calls under way; to be released once, when the call has ended. */
export interface Place {
  readonly waitedMs: number;
  readonly release: () => void;
}

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

interface Waiter {
  readonly fingerprint: string;
  readonly since: number;
  /** Point on the clock after which it no longer wants its place. */
  readonly until: number;
  readonly enter: (place: Place) => void;
  readonly refuse: (error: RedcapError) => void;
  readonly forget: () => void;
}

const TOO_LATE = 'REDCap could not be asked in time.';
const MINUTE_MS = 60_000;
const FIVE_SECONDS_MS = 5_000;

const overloaded = (message: string, waitMs: number): RedcapError =>
  new RedcapError('OVERLOADED', { message, notSent: true, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });

/** The error of a call that came after closing. */
export const shuttingDown = (): RedcapError =>
  new RedcapError('SHUTTING_DOWN', {
    message: 'The gateway is shutting down; the call was not started.',
    notSent: true,
  });

const aborted = (): RedcapError =>
  new RedcapError('ABORTED', { message: 'The caller left before the call was sent.', notSent: true });

/** The budget of one REDCap host: calls a minute and in 5 seconds, calls at once, and a bounded line that is fair to tokens. */
export const createBudget = (options: BudgetOptions = {}): Budget => {
  const { callsPerMinute = 500, callsPerFiveSeconds = 60, maxConnections = 16, maxQueue = 200 } = options;
  const { maxConnectionsPerToken = Math.max(1, Math.ceil(maxConnections / 2)), maxQueueWaitMs = 10_000 } = options;
  const clock = options.clock ?? systemClock;

  let starts: number[] = [];
  const underWay = new Map<string, number>();
  let total = 0;
  /** Lines by token, in the order in which the tokens have their turn. */
  const lines = new Map<string, Waiter[]>();
  let queued = 0;
  let heldUntil = Number.NEGATIVE_INFINITY;
  let cancelWake: (() => void) | undefined;
  let closed = false;
  const empty = Promise.withResolvers<void>();

  /** Milliseconds until the rates and the hold allow the next call. */
  const untilAllowed = (): number => {
    const now = clock.now();
    starts = starts.filter((at) => at > now - MINUTE_MS);
    const after = (calls: number, span: number): number => {
      const oldest = starts[starts.length - calls];
      return oldest === undefined ? 0 : oldest + span - now;
    };
    return Math.max(0, heldUntil - now, after(callsPerMinute, MINUTE_MS), after(callsPerFiveSeconds, FIVE_SECONDS_MS));
  };

  const remove = (waiter: Waiter): boolean => {
    const line = lines.get(waiter.fingerprint);
    const index = line?.indexOf(waiter) ?? -1;
    if (line === undefined || index < 0) return false;
    line.splice(index, 1);
    if (line.length === 0) lines.delete(waiter.fingerprint);
    queued -= 1;
    waiter.forget();
    return true;
  };

  const release = (fingerprint: string): void => {
    const left = (underWay.get(fingerprint) ?? 1) - 1;
    if (left === 0) underWay.delete(fingerprint);
    else underWay.set(fingerprint, left);
    total -= 1;
    if (closed && total === 0) empty.resolve();
    admit();
  };

  const start = (waiter: Waiter): void => {
    const { fingerprint } = waiter;
    const now = clock.now();
    starts.push(now);
    total += 1;
    underWay.set(fingerprint, (underWay.get(fingerprint) ?? 0) + 1);
    let released = false;
    waiter.enter({
      waitedMs: now - waiter.since,
      release: () => {
        if (released) return;
        released = true;
        release(fingerprint);
      },
    });
  };

  /** The first waiter of the token whose turn it is; that token then goes to the end of the round. */
  const next = (): Waiter | undefined => {
    for (const [fingerprint, line] of lines) {
      const waiter = line[0];
      if (waiter === undefined || (underWay.get(fingerprint) ?? 0) >= maxConnectionsPerToken) continue;
      remove(waiter);
      if (line.length > 0) {
        lines.delete(fingerprint);
        lines.set(fingerprint, line);
      }
      return waiter;
    }
    return undefined;
  };

  const admit = (): void => {
    while (queued > 0 && total < maxConnections) {
      const wait = untilAllowed();
      if (wait > 0) {
        cancelWake?.();
        cancelWake = clock.after(wait, admit);
        return;
      }
      const waiter = next();
      if (waiter === undefined) return;
      if (waiter.until > clock.now()) start(waiter);
      else waiter.refuse(overloaded(TOO_LATE, wait));
    }
  };

  /** Makes room for a token that waits less than the longest line does; false when there is none. */
  const makeRoom = (fingerprint: string): boolean => {
    let longest: Waiter[] = [];
    for (const line of lines.values()) if (line.length > longest.length) longest = line;
    const last = longest.at(-1);
    if (last === undefined || longest.length <= (lines.get(fingerprint)?.length ?? 0) + 1) return false;
    if (remove(last)) last.refuse(overloaded('Too many calls to REDCap are waiting.', untilAllowed()));
    return true;
  };

  const refusal = (request: PlaceRequest): RedcapError | undefined => {
    if (closed) return shuttingDown();
    if (request.signal?.aborted === true) return aborted();
    const held = heldUntil - clock.now();
    const patience = Math.min(maxQueueWaitMs, (request.deadline ?? Number.POSITIVE_INFINITY) - clock.now());
    if (held > 0 && held > patience) return overloaded('REDCap asked for a pause in all calls.', held);
    if (queued >= maxQueue && !makeRoom(request.fingerprint)) {
      return overloaded('Too many calls to REDCap are waiting.', untilAllowed());
    }
    return undefined;
  };

  const acquire = (request: PlaceRequest): Promise<Place> =>
    new Promise((enter, reject) => {
      const refused = refusal(request);
      if (refused !== undefined) {
        reject(refused);
        return;
      }
      const since = clock.now();
      const leave = (error: RedcapError): void => {
        if (remove(waiter)) reject(error);
      };
      const patience = Math.min(maxQueueWaitMs, (request.deadline ?? Number.POSITIVE_INFINITY) - since);
      const onAbort = (): void => leave(aborted());
      let cancelTimer = (): void => undefined;
      const forget = (): void => {
        cancelTimer();
        request.signal?.removeEventListener('abort', onAbort);
      };
      const { fingerprint } = request;
      const waiter: Waiter = {
        fingerprint,
        since,
        until: request.deadline ?? Number.POSITIVE_INFINITY,
        enter,
        refuse: reject,
        forget,
      };
      const line = lines.get(fingerprint);
      if (line === undefined) lines.set(fingerprint, [waiter]);
      else line.push(waiter);
      queued += 1;
      admit();
      if (lines.get(fingerprint)?.includes(waiter) !== true) return;
      const tooLong = (): void => leave(overloaded(TOO_LATE, untilAllowed()));
      cancelTimer = clock.after(patience, tooLong);
      request.signal?.addEventListener('abort', onAbort, { once: true });
    });

  return {
    acquire,
    holdOff: (milliseconds) => {
      heldUntil = Math.max(heldUntil, clock.now() + milliseconds);
    },
    resume: () => {
      heldUntil = Number.NEGATIVE_INFINITY;
      admit();
    },
    close: () => {
      closed = true;
      cancelWake?.();
      for (const waiter of [...lines.values()].flat()) if (remove(waiter)) waiter.refuse(shuttingDown());
      if (total === 0) empty.resolve();
      return empty.promise;
    },
    waiting: () => queued,
  };
};
