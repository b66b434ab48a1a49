import { holdLease, type LeaseHolding } from './held-lease.ts';

/** Works that go one after another, over all gateways that share the state. */
export interface Turns {
  /** Runs `work` when all earlier work under the same key has ended, well or badly. Within a gateway the first come is the first served. */
  readonly run: <T>(key: string, work: () => Promise<T>) => Promise<T>;
}

/** Turns that are all free. `kind` keeps them apart from others with the same keys. */
export const createTurns = (holding: LeaseHolding, kind: string): Turns => {
  const tails = new Map<string, Promise<unknown>>();

  const runAlone = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const release = await holdLease(holding, `${kind} ${key}`, 'alone');
    try {
      return await work();
    } finally {
      await release();
    }
  };

  return {
    run: <T>(key: string, work: () => Promise<T>): Promise<T> => {
      const start = (): Promise<T> => runAlone(key, work);
      const before = tails.get(key) ?? Promise.resolve();
      // Whether the work before succeeded is not for this one to care about.
      const result = before.then(start, start);
      const tail = result.catch(() => undefined);
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
  };
};
