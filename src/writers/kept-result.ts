import { createHash } from 'node:crypto';
import { forEachInTurns } from '../work-turn.ts';
import type { Turns } from '../loaders/turn.ts';
import type { KeptValues } from '../state/kept-values.ts';

/** A day, as the IETF draft on idempotency keys and the payment services do. */
export const IDEMPOTENCY_MAX_AGE_MS = 24 * 3_600_000;

/** Outcome of presenting a key: the work's result, new or replayed, or why the key cannot be used. */
export type IdempotentOutcome<T> =
  { readonly kind: 'result'; readonly result: T; readonly isReplay: boolean } | { readonly kind: 'reused' };

/**
 * Results of writes by the caller's idempotency key. Same key and same input: the first result again, and nothing is
 * written twice. A twin that arrives while the first runs waits for the first. Results are plain data.
 */
export interface IdempotencyStore {
  /** Runs a work once per scope and key. */
  readonly run: <T>(scope: string, key: string, input: unknown, work: KeyedWork<T>) => Promise<IdempotentOutcome<T>>;
  /** What the work under a key noted last; null where it noted nothing, or the note has gone. */
  readonly noted: <T>(scope: string, key: string) => Promise<T | null>;
}

/** A work under a key. */
export interface KeyedWork<T> {
  /** Begins it where it is known by a name from now on, also should this gateway die; null for a work that changes nothing. */
  readonly begin: () => Promise<string | null>;
  readonly run: (note: Note) => Promise<T>;
  /**
   * Whether something may have been done: a refusal that did nothing is not kept, so that the corrected request may use the key
   * again.
   */
  readonly keep: (result: T) => boolean;
  /** Whether one that has begun under this name, and whose result is not here, has done nothing and never will. */
  readonly hasDoneNothing: (name: string) => Promise<boolean>;
  /** What became of one that has begun under this name and may have done something. */
  readonly lookUp: (name: string) => Promise<T>;
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

/** What is kept of a key from before its work on: the digest of its input, and what the work is known by. */
interface Begun {
  readonly request: string;
  readonly name: string;
}

const RESULT = 'result';
const BEGUN = 'begun';
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
export const createIdempotencyStore = ({ values, turns, maxAgeMs }: IdempotencyOptions): IdempotencyStore => {
  const keep = { maxAgeMs };

  // What was written was written: a state that is away now must not hide it. The journal has it.
  const keepResult = async (id: string, done: Done): Promise<void> => {
    await values.set(id, RESULT, done, keep).catch(() => null);
  };

  /** What the key has begun and may have done; null where it is free. */
  const readBegun = async <T>(id: string, work: KeyedWork<T>): Promise<Begun | null> => {
    const begun = (await values.get<Begun>(id, BEGUN))?.value ?? null;
    // A work that broke before anything was sent binds the key to nothing, not even to its input.
    return begun !== null && (await work.hasDoneNothing(begun.name)) ? null : begun;
  };

  const recover = async <T>(id: string, { request, name }: Begun, work: KeyedWork<T>): Promise<T> => {
    const result = await work.lookUp(name);
    await keepResult(id, { request, result });
    return result;
  };

  const runNow = async <T>(id: string, request: string, work: KeyedWork<T>): Promise<T> => {
    const name = await work.begin();
    // Before anything is sent: whoever comes with the key later finds what it has begun.
    // Were it to go for want of room, the next request with the key would write once more.
    if (name !== null) await values.set(id, BEGUN, { request, name } satisfies Begun, { ...keep, isFirm: true });
    const result = await work.run(async (progress) => {
      await values.set(id, NOTE, progress, keep).catch(() => null);
    });
    if (work.keep(result)) await keepResult(id, { request, result });
    else if (name !== null) await values.set(id, BEGUN, null, { maxAgeMs: 0 }).catch(() => null);
    return result;
  };

  return {
    run: <T>(scope: string, key: string, input: unknown, work: KeyedWork<T>): Promise<IdempotentOutcome<T>> => {
      const id = digest([scope, key]);
      return turns.run(id, async () => {
        const request = await digestInTurns(input);
        const done = (await values.get<Done>(id, RESULT))?.value ?? null;
        const before = done ?? (await readBegun(id, work));
        if (before === null) return { kind: 'result', result: await runNow(id, request, work), isReplay: false };
        if (before.request !== request) return { kind: 'reused' };
        // What is kept under a key is what its own work has returned.
        const result = 'name' in before ? await recover(id, before, work) : (before.result as T);
        return { kind: 'result', result, isReplay: true };
      });
    },
    noted: async <T>(scope: string, key: string) => (await values.get<T>(digest([scope, key]), NOTE))?.value ?? null,
  };
};
