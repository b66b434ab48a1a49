/** What is under way. */
interface Flight {
  readonly promise: Promise<unknown>;
  readonly controller: AbortController;
  waiting: number;
}

/** Where a flight stands while it is under way. It is emptied then, for the reason that `PassingSet` gives. */
interface Place {
  flight: Flight | undefined;
}

/**
 * Identical reads of one token that are under way at the same time share one REDCap call. Nothing is kept once the call
 * has ended. The call is aborted only when everybody who waits for it has left.
 */
export interface SharedReads {
  /**
   * Joins the read under `key` or starts it. The key must hold the token's fingerprint, the project's write generation
   * and all arguments: a read begun before a write must not answer one begun after it.
   */
  readonly run: <T>(
    key: string,
    signal: AbortSignal | undefined,
    start: (signal: AbortSignal) => Promise<T>,
    onJoin: () => void,
  ) => Promise<T>;
}

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
  return {
    run: (key, signal, start, onJoin) => {
      const known = flights.get(key)?.flight;
      if (known !== undefined && !known.controller.signal.aborted) {
        known.waiting += 1;
        onJoin();
        return join(known, signal);
      }
      const controller = new AbortController();
      const flight: Flight = { promise: start(controller.signal), controller, waiting: 1 };
      const place: Place = { flight };
      flights.set(key, place);
      const end = (): void => {
        if (flights.get(key) === place) flights.delete(key);
        place.flight = undefined;
      };
      // A flight that everybody has left must not surface as an unhandled rejection.
      flight.promise.then(end, end);
      return join(flight, signal);
    },
  };
};
