import { createHash } from 'node:crypto';
import type { Caller } from '../caller.ts';

/** Tokens whose signatures were checked, by their hashes: a credential itself is not kept. */
export interface VerifiedTokens {
  readonly get: (token: string) => Caller | undefined;
  /** Keeps a caller until a moment, in milliseconds since 1970. */
  readonly keep: (token: string, caller: Caller, until: number) => void;
}

interface KeptToken {
  readonly caller: Caller;
  readonly until: number;
}

const MAX_TOKENS = 10_000;
/** A key that its issuer has withdrawn counts for so long at most. */
const MAX_AGE_MS = 15 * 60_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Keeps so many tokens at most; who came first goes first. */
export const createVerifiedTokens = (date: () => number): VerifiedTokens => {
  const kept = new Map<string, KeptToken>();
  return {
    get: (token) => {
      const hash = hashOf(token);
      const found = kept.get(hash);
      if (found === undefined || date() < found.until) return found?.caller;
      kept.delete(hash);
      return undefined;
    },
    keep: (token, caller, until) => {
      const [oldest] = kept.keys();
      if (kept.size >= MAX_TOKENS && oldest !== undefined) kept.delete(oldest);
      kept.set(hashOf(token), { caller, until: Math.min(until, date() + MAX_AGE_MS) });
    },
  };
};
