/**
 * Writes of one project go one after another: REDCap's auto-numbering and its replace-all imports are not safe side by
 * side. Within one gateway process only; other replicas and people in the browser have no lane.
 */
export interface Lanes {
  /** Runs `work` when all earlier work under the same key has ended, well or badly. */
  readonly run: <T>(key: string, work: () => Promise<T>) => Promise<T>;
}

/** Lanes that are all free. */
export const createLanes = (): Lanes => {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: <T>(key: string, work: () => Promise<T>): Promise<T> => {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(work, work);
      const tail = result.catch(() => undefined);
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
  };
};
