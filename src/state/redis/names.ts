import type { Seal } from '../seal.ts';

/** Names of keys. They say nothing of what they stand for: a name of a record, a caller, a host. */
export const nameKeys = ({ hide }: Pick<Seal, 'hide'>) => ({
  /** One text for these parts, and another one for any others. */
  of: (...parts: readonly string[]): string => hide(JSON.stringify(parts)),
});

/** Makes names of keys. */
export type Names = ReturnType<typeof nameKeys>;
