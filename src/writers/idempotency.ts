import { createHash } from 'node:crypto';

interface Entry {
  readonly request: string;
  readonly result: Promise<unknown>;
  readonly until: number;
  isRunning: boolean;
}

/** Outcome of presenting a key: the work's result, new or replayed, or why the key cannot be used. */
export type IdempotentOutcome<T> =
  { readonly kind: 'result'; readonly result: T; readonly isReplay: boolean } | { readonly kind: 'reused' };

/**
 * Results of writes by the caller's idempotency key. Same key and same input: the first result again, and nothing is
 * written twice; a twin that arrives while the first is running waits for it. In memory: it does not survive a restart.
 */
export interface IdempotencyStore {
  /**
   * Runs `work` once per scope and key. `keep` tells from a result whether something may have been written: a refusal that
   * did nothing is not kept, so that the corrected request may use the key again.
   */
  readonly run: <T>(
    scope: string,
    key: string,
    input: unknown,
    work: () => Promise<T>,
    keep: (result: T) => boolean,
  ) => Promise<IdempotentOutcome<T>>;
}

export interface IdempotencyOptions {
  readonly maxAgeMs: number;
  readonly maxKeys: number;
  /** A monotonic clock in milliseconds. */
  readonly now: () => number;
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** An empty store. */
export const createIdempotencyStore = (options: IdempotencyOptions): IdempotencyStore => {
  const entries = new Map<string, Entry>();

  const makeRoom = (): void => {
    for (const [key, entry] of entries) {
      if (entries.size < options.maxKeys && entry.until > options.now()) break;
      if (!entry.isRunning) entries.delete(key);
    }
  };

  return {
    run: async <T>(
      scope: string,
      key: string,
      input: unknown,
      work: () => Promise<T>,
      keep: (result: T) => boolean,
    ): Promise<IdempotentOutcome<T>> => {
      const id = digest([scope, key]);
      const request = digest(input);
      const known = entries.get(id);
      if (known !== undefined && (known.isRunning || known.until > options.now())) {
        if (known.request !== request) return { kind: 'reused' };
        return { kind: 'result', result: (await known.result) as T, isReplay: true };
      }
      makeRoom();
      const result = work();
      const entry: Entry = { request, result, until: options.now() + options.maxAgeMs, isRunning: true };
      entries.set(id, entry);
      try {
        const value = await result;
        if (!keep(value)) entries.delete(id);
        return { kind: 'result', result: value, isReplay: false };
      } catch (error) {
        entries.delete(id);
        throw error;
      } finally {
        entry.isRunning = false;
      }
    },
  };
};
