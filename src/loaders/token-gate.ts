/**
 * Lets calls with one token pass side by side, and now and then one alone: Switch DAG changes which records all others
 * are answered, so nothing may be under way meanwhile. Within one gateway process only.
 */
export interface TokenGate {
  /** Runs a call beside others with the same token, once nobody is alone and nobody waits to be. */
  readonly pass: <T>(token: string, call: () => Promise<T>) => Promise<T>;
  /** Runs a call when all that were under way with the same token have ended; later ones wait for its end. */
  readonly passAlone: <T>(token: string, call: () => Promise<T>) => Promise<T>;
}

interface Passage {
  /** Calls that are under way. */
  readonly running: Set<Promise<unknown>>;
  /** Ends when everybody has passed who was or waited to be alone; null when nobody is. */
  alone: Promise<unknown> | null;
}

const settle = (promise: Promise<unknown>): Promise<unknown> => promise.then(undefined, () => undefined);

/** A gate that is open for all; one for the whole gateway. `token` is a fingerprint with its host, never a token. */
export const createTokenGate = (): TokenGate => {
  const passages = new Map<string, Passage>();

  const passageOf = (token: string): Passage => {
    const known = passages.get(token);
    if (known !== undefined) return known;
    const passage: Passage = { running: new Set(), alone: null };
    passages.set(token, passage);
    return passage;
  };

  const leave = (token: string, passage: Passage): void => {
    if (passage.running.size === 0 && passage.alone === null) passages.delete(token);
  };

  const pass = async <T>(token: string, call: () => Promise<T>): Promise<T> => {
    let passage = passageOf(token);
    while (passage.alone !== null) {
      await passage.alone;
      passage = passageOf(token);
    }
    const result = call();
    const ended = settle(result);
    passage.running.add(ended);
    void ended.then(() => {
      passage.running.delete(ended);
      leave(token, passage);
    });
    return result;
  };

  const passAlone = <T>(token: string, call: () => Promise<T>): Promise<T> => {
    const passage = passageOf(token);
    const before = passage.alone;
    const run = async (): Promise<T> => {
      await before;
      await Promise.all(passage.running);
      return call();
    };
    const result = run();
    const ended = settle(result).then(() => {
      if (passage.alone === ended) passage.alone = null;
      leave(token, passage);
    });
    passage.alone = ended;
    return result;
  };

  return { pass, passAlone };
};
