import { createHash } from 'node:crypto';
import type { Turns } from '../loaders/turn.ts';
import type { KeptValues } from '../state/kept-values.ts';

/** Outcome of presenting a key: the work's result, new or replayed, or why the key cannot be used. */
export type IdempotentOutcome<T> =
  { readonly kind: 'result'; readonly result: T; readonly isReplay: boolean } | { readonly kind: 'reused' };

/**
 * Results of writes by the caller's idempotency key. Same key and same input: the first result again, and nothing is
 * written twice. A twin that arrives while the first runs waits for the first. Results are plain data.
 */
export interface IdempotencyStore {
  /**
   * Runs `work` once per scope and key. `keep` says of a result whether something may have been written: a refusal that
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
  readonly values: KeptValues;
  /** Requests with one key go one after another. */
  readonly turns: Turns;
  readonly maxAgeMs: number;
}

/** What is kept of a key: a digest of its input, and the result. */
interface Done {
  readonly request: string;
  readonly result: unknown;
}

const RESULT = 'result';

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** The keys of one gateway, or of all that share the state. */
export const createIdempotencyStore = ({ values, turns, maxAgeMs }: IdempotencyOptions): IdempotencyStore => ({
  run: <T>(
    scope: string,
    key: string,
    input: unknown,
    work: () => Promise<T>,
    keep: (result: T) => boolean,
  ): Promise<IdempotentOutcome<T>> => {
    const id = digest([scope, key]);
    const request = digest(input);
    return turns.run(id, async () => {
      const done = (await values.get<Done>(id, RESULT))?.value;
      if (done !== undefined && done.request !== request) return { kind: 'reused' };
      if (done !== undefined) return { kind: 'result', result: done.result as T, isReplay: true };
      const result = await work();
      if (keep(result)) await values.set(id, RESULT, { request, result } satisfies Done, { maxAgeMs });
      return { kind: 'result', result, isReplay: false };
    });
  },
});
