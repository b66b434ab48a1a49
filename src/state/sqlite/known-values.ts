import { createBoundedMap, type BoundedMap } from '../bounded-map.ts';
import type { Kept, KeptValues } from '../kept-values.ts';

/** What this process knows of one name: what it kept there itself, or that nothing is kept. */
interface Known {
  readonly kept: Kept<unknown> | null;
}

/** How much is known at most, as bytes of JSON. */
const MAX_BYTES = 4_000_000;

const keyOf = (space: string, name: string): string => `${String(space.length)} ${space}${name}`;

/**
 * Answers from memory what this process has kept itself, and what is not kept. One gateway has the file alone, so that
 * nothing changes there behind its back. For values that every read asks for and few have.
 */
export const knowValues = (values: KeptValues, now: () => number): KeptValues => {
  let known: BoundedMap<Known> = createBoundedMap({ maxBytes: MAX_BYTES, now });
  /** Grows with every change, so that an absence that was seen before one is not remembered after it. */
  let changes = 0;
  const forgetAll = (): void => {
    changes += 1;
    known = createBoundedMap({ maxBytes: MAX_BYTES, now });
  };
  return {
    ...values,
    get: async <Value>(space: string, name: string) => {
      const key = keyOf(space, name);
      const own = known.get(key);
      // Whoever asks for the value knows what was kept under its name.
      if (own !== undefined) return own.kept as Kept<Value> | null;
      const before = changes;
      const kept = await values.get<Value>(space, name);
      if (kept === null && before === changes) known.set(key, { kept }, 0);
      return kept;
    },
    set: async (space, name, value, options) => {
      const key = keyOf(space, name);
      changes += 1;
      const change = changes;
      known.delete(key);
      const version = await values.set(space, name, value, options);
      // After two changes at once, the file says which was the later one.
      if (version !== null && change === changes)
        known.set(key, { kept: { value, version } }, JSON.stringify(value).length, options.maxAgeMs);
      return version;
    },
    take: (space, name) => {
      forgetAll();
      return values.take(space, name);
    },
    forget: (space, names) => {
      forgetAll();
      return values.forget(space, names);
    },
  };
};
