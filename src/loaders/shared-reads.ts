import { JoinedSharers, type Sharers } from '../redcap/budget/sharers.ts';
import { RedcapError } from '../redcap/errors.ts';

/** What is under way. */
interface Flight {
  readonly promise: Promise<unknown>;
  readonly controller: AbortController;
  /** Who has begun it. */
  readonly caller: string | undefined;
  readonly sharers: JoinedSharers;
  waiting: number;
}

/** Where a flight stands while it is under way. It is emptied then, for the reason that `PassingSet` gives. */
interface Place {
  flight: Flight | undefined;
}

/** A read that may be answered by another one. */
export interface SharedRead {
  /**
   * Names what is read: the token's fingerprint, the project's write generation and all arguments. A read begun before a write
   * must not answer one begun after it.
   */
  readonly key: string;
  /** Who reads; nobody is named unless given. */
  readonly caller?: string | undefined;
  /** Lets the reader leave. */
  readonly signal?: AbortSignal | undefined;
  /** Called when another read answers this one. */
  readonly onJoin?: (() => unknown) | undefined;
}

/** Begins a read, which ends with its signal. `sharers` are those who join it. */
export type StartRead<T> = (signal: AbortSignal, sharers: Sharers) => Promise<T>;

/**
 * Identical reads of one token that are under way at the same time share one REDCap call. Nothing is kept once the call
 * has ended. The call is aborted only when everybody who waits for it has left.
 */
export interface SharedReads {
  /** Joins a read that is under way, or starts it. Where another caller's read is refused its turn, this one is made after all. */
  readonly run: <T>(read: SharedRead, start: StartRead<T>) => Promise<T>;
}

/** Whether a read was not sent because its caller had asked for too much: nobody else is meant by that. */
const isCallersOwn = (error: unknown): error is RedcapError =>
  error instanceof RedcapError && error.notSent && (error.code === 'RATE_LIMITED' || error.code === 'OVERLOADED');

/** Waits for a read as long as its caller stays. Who leaves last aborts it. */
const join = <T>(flight: Flight, signal: AbortSignal | undefined): Promise<T> => {
  // Whoever joins a read under one key has asked for the same.
  const promise = flight.promise as Promise<T>;
  if (signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => {
      flight.waiting -= 1;
      if (flight.waiting === 0) flight.controller.abort(signal.reason);
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    if (signal.aborted) {
      leave();
      return;
    }
    signal.addEventListener('abort', leave, { once: true });
    promise.then(
      (value) => {
        signal.removeEventListener('abort', leave);
        resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', leave);
        reject(error instanceof Error ? error : new Error('read failed'));
      },
    );
  });
};

/** An empty table of reads under way; one for the whole gateway. */
export const createSharedReads = (): SharedReads => {
  const flights = new Map<string, Place>();

  const begin = <T>({ key, caller, signal }: SharedRead, start: StartRead<T>): Promise<T> => {
    const controller = new AbortController();
    const sharers = new JoinedSharers();
    const flight: Flight = { promise: start(controller.signal, sharers), controller, caller, sharers, waiting: 1 };
    const place: Place = { flight };
    flights.set(key, place);
    const end = (): void => {
      if (flights.get(key) === place) flights.delete(key);
      place.flight = undefined;
    };
    // A flight that everybody has left must not surface as an unhandled rejection.
    flight.promise.then(end, end);
    return join(flight, signal);
  };

  /** `tries` are left for who joins a read that is not sent for want of a place. */
  const run = <T>(read: SharedRead, start: StartRead<T>, tries: number): Promise<T> => {
    const { key, caller, signal } = read;
    const known = flights.get(key)?.flight;
    if (known === undefined || known.controller.signal.aborted) return begin(read, start);
    known.waiting += 1;
    read.onJoin?.();
    const joined = join<T>(known, signal);
    if (caller === undefined || caller === known.caller) return joined;
    known.sharers.join(caller);
    return joined.catch((error: unknown) => {
      if (!isCallersOwn(error)) throw error;
      // Each read that is refused for a limit takes its caller out of those who ask.
      const left = error.code === 'RATE_LIMITED' ? tries : tries - 1;
      if (left < 0) throw error;
      // All others ask anew together.
      return run({ key, caller, signal }, start, left);
    });
  };

  return { run: (read, start) => run(read, start, 1) };
};
