import { createHash } from 'node:crypto';
import { forEachInTurns } from '../work-turn.ts';
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
    work: (note: Note) => Promise<T>,
    keep: (result: T) => boolean,
  ) => Promise<IdempotentOutcome<T>>;
  /** What the work under a key noted last; null where it noted nothing, or the note has gone. */
  readonly noted: <T>(scope: string, key: string) => Promise<T | null>;
}

/** Notes how far a work has come, for who asks meanwhile. It never fails: a note that is lost is no harm. */
export type Note = (progress: unknown) => Promise<void>;

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
const NOTE = 'note';

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** The digest of an input, of which an entry may be a long list: with turns for others between its items. */
const digestInTurns = async (input: unknown): Promise<string> => {
  if (typeof input !== 'object' || input === null) return digest(input);
  const hash = createHash('sha256');
  const entries: readonly [string, unknown][] = Object.entries(input);
  for (const [name, value] of entries) {
    hash.update(`${JSON.stringify(name)}:`);
    if (Array.isArray(value)) {
      await forEachInTurns<unknown>(value, (item) => hash.update(`${JSON.stringify(item)},`));
    } else hash.update(JSON.stringify(value ?? null));
    hash.update(';');
  }
  return hash.digest('base64url');
};

/** The keys of one gateway, or of all that share the state. */
export const createIdempotencyStore = ({ values, turns, maxAgeMs }: IdempotencyOptions): IdempotencyStore => ({
  run: <T>(
    scope: string,
    key: string,
    input: unknown,
    work: (note: Note) => Promise<T>,
    keep: (result: T) => boolean,
  ): Promise<IdempotentOutcome<T>> => {
    const id = digest([scope, key]);
    return turns.run(id, async () => {
      const request = await digestInTurns(input);
      const before = (await values.get<Done>(id, RESULT))?.value;
      if (before !== undefined && before.request !== request) return { kind: 'reused' };
      if (before !== undefined) return { kind: 'result', result: before.result as T, isReplay: true };
      const note: Note = async (progress) => {
        await values.set(id, NOTE, progress, { maxAgeMs }).catch(() => null);
      };
      const result = await work(note);
      const done: Done = { request, result };
      // What was written was written: a state that is away now must not hide it, and keeps the result once it is there again.
      if (keep(result)) await values.set(id, RESULT, done, { maxAgeMs }).catch(() => null);
      return { kind: 'result', result, isReplay: false };
    });
  },
  noted: async <T>(scope: string, key: string) => (await values.get<T>(digest([scope, key]), NOTE))?.value ?? null,
});
