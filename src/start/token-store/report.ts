import type { StoredTokenReference } from '../../config/token-store.ts';
import { fingerprintToken } from '../../fingerprint.ts';
import { listTokenFiles } from './folder.ts';
import { findToken } from './store.ts';
import type { TokenStore } from './store.ts';
import type { TokenUse } from './use.ts';

/** A stored token as it may be shown. */
export interface ShownToken {
  readonly name: string;
  /** Null where it cannot be read. */
  readonly fingerprint: string | null;
  readonly added: string | null;
  readonly replaced: string | null;
  readonly lastUsed: string | null;
  readonly refused: number;
  readonly lastRefused: string | null;
  /** Settings of the configuration that refer to it. */
  readonly usedBy: readonly string[];
  /** Why it cannot be read, in words that follow its name; null where it can. */
  readonly problem: string | null;
}

/** All tokens of a store, without the tokens. */
export const showTokens = (
  store: TokenStore,
  references: readonly StoredTokenReference[],
  uses: ReadonlyMap<string, TokenUse>,
): readonly ShownToken[] =>
  (listTokenFiles(store.folder) ?? []).map((name): ShownToken => {
    const entry = findToken(store, name);
    const usedBy = references.filter((one) => one.name === name).map(({ place }) => place);
    const unknown = {
      name,
      fingerprint: null,
      added: null,
      replaced: null,
      lastUsed: null,
      refused: 0,
      lastRefused: null,
    };
    if ('problem' in entry) return { ...unknown, usedBy, problem: entry.problem };
    const { token, added, replaced } = entry;
    const fingerprint = fingerprintToken(token, store.fingerprintKey);
    return { ...unknown, name, fingerprint, added, replaced, ...uses.get(fingerprint), usedBy, problem: null };
  });

/** To the minute. */
const describeTime = (time: string | null): string =>
  time === null ? 'never' : `${time.slice(0, 16).replace('T', ' ')} UTC`;

const describe = (shown: ShownToken): readonly string[] => {
  const { name, fingerprint, added, replaced, lastUsed, refused, lastRefused, usedBy, problem } = shown;
  if (problem !== null) return [name, problem];
  return [
    name,
    fingerprint ?? '',
    `added ${describeTime(added)}${replaced === null ? '' : `, replaced ${describeTime(replaced)}`}`,
    `last used ${describeTime(lastUsed)}`,
    refused === 0 ? 'never refused' : `refused ${refused} times, last ${describeTime(lastRefused)}`,
    usedBy.length === 0 ? 'not referred to' : usedBy.join(', '),
  ];
};

/** The tokens for people, a line each. */
export const describeTokens = (tokens: readonly ShownToken[]): string =>
  tokens.map((shown) => `${describe(shown).join('  ')}\n`).join('');
