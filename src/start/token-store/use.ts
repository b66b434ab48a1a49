import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { tokenNameOf, type Redcap } from '../../redcap/client.ts';
import type { Clock } from '../../redcap/clock.ts';
import { RedcapError } from '../../redcap/errors.ts';

/** How a token fared with REDCap. */
const tokenUse = z.object({
  /** When REDCap last answered a call by it. */
  lastUsed: z.iso.datetime().nullable(),
  /** How often REDCap refused it. */
  refused: z.int().min(0),
  lastRefused: z.iso.datetime().nullable(),
});

/** How a token fared with REDCap. */
export type TokenUse = z.infer<typeof tokenUse>;

const useFile = z.object({ version: z.literal(1), tokens: z.record(z.string(), tokenUse) });

const FILE = 'token-use.json';
/** The first use is written soon, and what follows once a minute. */
const [SOON_MS, MINUTE_MS] = [1_000, 60_000];
/** Tokens that were replaced stay in the file until newer ones take their room. */
const MOST_TOKENS = 1_000;

const UNUSED: TokenUse = { lastUsed: null, refused: 0, lastRefused: null };

/** The same while it is not written. Dates are milliseconds since 1970: each call of REDCap sets one, and few are written. */
interface UnwrittenUse {
  lastUsed: number | null;
  refused: number;
  lastRefused: number | null;
}

const dateOf = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

const later = (one: string | null, other: string | null): string | null => {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
};

/** How each token fared, by its fingerprint, as gateways with this data folder have noted it. */
export const readTokenUse = (folder: string): ReadonlyMap<string, TokenUse> => {
  try {
    const file = useFile.safeParse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
    return new Map(file.success ? Object.entries(file.data.tokens) : []);
  } catch {
    // There is none yet, or it is damaged. Nothing depends on it but what `token list` prints.
    return new Map();
  }
};

const writeTokenUse = (folder: string, uses: ReadonlyMap<string, TokenUse>): void => {
  const newest = [...uses]
    .sort(([, one], [, other]) =>
      (later(other.lastUsed, other.lastRefused) ?? '').localeCompare(later(one.lastUsed, one.lastRefused) ?? ''),
    )
    .slice(0, MOST_TOKENS);
  const path = join(folder, FILE);
  writeFileSync(`${path}.new`, `${JSON.stringify({ version: 1, tokens: Object.fromEntries(newest) })}\n`, {
    mode: 0o600,
  });
  renameSync(`${path}.new`, path);
};

/** Notes how the operator's tokens fare. */
export interface TokenUseBook {
  /** A REDCap whose calls are noted under its token's fingerprint. */
  readonly watch: (redcap: Redcap) => Redcap;
  /** Writes what is not written yet. */
  readonly close: () => void;
}

/** A book in a folder. What cannot be written there is tried again with the next use, and keeps no call from REDCap. */
export const openTokenUse = (folder: string, clock: Pick<Clock, 'date' | 'after' | 'now'>): TokenUseBook => {
  const unwritten = new Map<string, UnwrittenUse>();
  let cancel: (() => void) | undefined;
  let writtenAt = Number.NEGATIVE_INFINITY;

  const write = (): void => {
    cancel?.();
    cancel = undefined;
    if (unwritten.size === 0) return;
    writtenAt = clock.now();
    // Another process may have written since.
    const uses = new Map(readTokenUse(folder));
    for (const [fingerprint, { lastUsed, refused, lastRefused }] of unwritten) {
      const before = uses.get(fingerprint) ?? UNUSED;
      uses.set(fingerprint, {
        lastUsed: later(before.lastUsed, dateOf(lastUsed)),
        refused: before.refused + refused,
        lastRefused: later(before.lastRefused, dateOf(lastRefused)),
      });
    }
    try {
      writeTokenUse(folder, uses);
      unwritten.clear();
    } catch {
      // The data folder is full or gone, which `/ready` and the log say by the journal.
    }
  };

  const note = (fingerprint: string, isRefused: boolean): void => {
    const known = unwritten.get(fingerprint);
    const use: UnwrittenUse = known ?? { lastUsed: null, refused: 0, lastRefused: null };
    if (known === undefined) unwritten.set(fingerprint, use);
    if (isRefused) {
      use.refused += 1;
      use.lastRefused = clock.date();
    } else use.lastUsed = clock.date();
    cancel ??= clock.after(Math.max(SOON_MS, writtenAt + MINUTE_MS - clock.now()), write);
  };

  const watch = (redcap: Redcap): Redcap => {
    const fingerprint = tokenNameOf(redcap);
    return {
      ...redcap,
      call: async (method, args, options) => {
        try {
          const result = await redcap.call(method, args, options);
          note(fingerprint, false);
          return result;
        } catch (error) {
          if (error instanceof RedcapError && error.code === 'UNAUTHENTICATED') note(fingerprint, true);
          throw error;
        }
      },
    };
  };
  return { watch, close: write };
};
