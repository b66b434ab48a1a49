import type { KeptValues } from './kept-values.ts';

/** Which value is revised. */
export interface Revised {
  readonly values: KeptValues;
  readonly space: string;
  readonly name: string;
  /** How long the new value is kept, in milliseconds. */
  readonly maxAgeMs: number;
}

/**
 * Puts a value in place of the one that is kept. Where another gateway is faster, the change is made again to what that
 * gateway kept, so that no change is lost.
 */
export const revise = async <Value>(
  { values, space, name, maxAgeMs }: Revised,
  change: (before: Value | null) => Value,
): Promise<void> => {
  for (let version: string | null = null; version === null;) {
    const kept = await values.get<Value>(space, name);
    const value = change(kept?.value ?? null);
    version = await values.set(space, name, value, { maxAgeMs, ifVersion: kept?.version ?? null });
  }
};
