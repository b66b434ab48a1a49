interface Flight {
  readonly promise: Promise<unknown>;
  readonly controller: AbortController;
  waiting: number;
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

const leaveOnAbort = <T>(flight: Flight, signal: AbortSignal | undefined): Promise<T> => {
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
    const stay = (): void => {
      signal.removeEventListener('abort', leave);
    };
    promise.then(
      (value) => {
        stay();
        resolve(value);
      },
      (error: unknown) => {
        stay();
        reject(error instanceof Error ? error : new Error('read failed'));
      },
    );
  });
};

/** An empty table of reads under way; one for the whole gateway. */
export const createSharedReads = (): SharedReads => {
  const flights = new Map<string, Flight>();
  return {
    run: (key, signal, start, onJoin) => {
      const known = flights.get(key);
      if (known !== undefined && !known.controller.signal.aborted) {
        known.waiting += 1;
        onJoin();
        return leaveOnAbort(known, signal);
      }
      const controller = new AbortController();
      const promise = start(controller.signal).finally(() => {
        if (flights.get(key)?.promise === promise) flights.delete(key);
      });
      // A flight that everybody has left must not surface as an unhandled rejection.
      promise.catch(() => undefined);
      const flight: Flight = { promise, controller, waiting: 1 };
      flights.set(key, flight);
      return leaveOnAbort(flight, signal);
    },
  };
};
