import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';
import type { ApiKey, Caller, CallerPolicy, TokenVerifier } from '../gateway/caller.ts';
import type { SchemaReaders } from '../gateway/schema-reader.ts';
import type { FetchDocument } from '../gateway/jwt/key-set.ts';
import { createTokenVerifier } from '../gateway/jwt/verification.ts';
import { createTrustedDocuments } from '../gateway/trusted-document/trusted-document.ts';
import type { FindDocument } from '../gateway/trusted-document/trusted-document.ts';
import { systemClock } from '../redcap/clock.ts';
import { fetchForeignDocument } from '../redcap/foreign-document.ts';

const DAY_MS = 24 * 3_600_000;
/** Who holds a key that ends within so many days has to be given another. */
const WARNING_DAYS = 30;

/** Says which keys have ended, and which end soon. */
const warnOfEnds = (apiKeys: readonly ApiKey[], log: Log): void => {
  for (const { name, expiresAt } of apiKeys) {
    const left = (expiresAt ?? Number.POSITIVE_INFINITY) - systemClock.date();
    if (left <= 0) log.warn({ caller: name }, 'an API key has ended: it is refused');
    else if (left < WARNING_DAYS * DAY_MS) {
      log.warn({ caller: name, seconds: Math.round(left / 1000) }, 'an API key ends soon: make its holder another');
    }
  }
};

/** Whether a caller is among those that are named by their API key or by a policy. */
const isNamed = (named: { readonly apiKeys: readonly string[]; readonly policies: readonly string[] }) => {
  const [keys, names] = [new Set(named.apiKeys), new Set(named.policies)];
  return ({ kind, subject, policies = [] }: Caller): boolean =>
    (kind === 'apiKey' && keys.has(subject)) || policies.some((name) => names.has(name));
};

/** Who may read the schema. */
export const schemaReadersOf = ({ introspection }: Pick<Config, 'introspection'>): SchemaReaders =>
  typeof introspection === 'boolean' ? introspection : isNamed(introspection);

/** How the documents of requests are found; undefined where apps gave none. */
export const documentFinderOf = ({ trustedDocuments }: Pick<Config, 'trustedDocuments'>): FindDocument | undefined => {
  if (trustedDocuments === null) return undefined;
  const { manifests, isRequired, exempt } = trustedDocuments;
  return createTrustedDocuments({ manifests, isRequired, isExempt: isNamed(exempt) });
};

/** What callers of a configuration are opened with. */
export interface CallerParts {
  readonly fingerprintKey: Uint8Array;
  readonly log: Log;
  /** Checks the tokens of the same issuers already, with their keys; made anew unless given. */
  readonly tokens?: TokenVerifier | undefined;
}

/**
 * How callers of a configuration prove who they are, with what checks the tokens of issuers. The configuration itself is the
 * edition of callers.
 */
export const openCallers = (
  config: Pick<Config, 'callers' | 'network'>,
  { fingerprintKey, log, tokens }: CallerParts,
): CallerPolicy => {
  const { callers, network } = config;
  const { apiKeys, issuers = [] } = callers;
  warnOfEnds(apiKeys, log);
  const clock = systemClock;
  const fetchDocument: FetchDocument = (url, { ca }) => fetchForeignDocument(url, { proxies: network.proxies, ca });
  return {
    ...callers,
    fingerprintKey,
    edition: config,
    onExpiredKey: (name) => {
      log.warn({ caller: name }, 'an API key was used after its end');
    },
    ...(issuers.length === 0
      ? {}
      : { tokens: tokens ?? createTokenVerifier({ issuers, fetchDocument, clock, date: clock.date }) }),
  };
};
