import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';
import type { ApiKey, CallerPolicy } from '../gateway/caller.ts';
import type { SchemaReaders } from '../gateway/schema-reader.ts';
import type { FetchDocument } from '../gateway/jwt/key-set.ts';
import { createTokenVerifier } from '../gateway/jwt/verification.ts';
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

/** Who may read the schema. */
export const schemaReadersOf = ({ introspection }: Pick<Config, 'introspection'>): SchemaReaders => {
  if (typeof introspection === 'boolean') return introspection;
  const [keys, names] = [new Set(introspection.apiKeys), new Set(introspection.policies)];
  return ({ kind, subject, policies = [] }) =>
    (kind === 'apiKey' && keys.has(subject)) || policies.some((name) => names.has(name));
};

/** How callers of a configuration prove who they are, with what checks the tokens of issuers. */
export const openCallers = (
  { callers, network }: Pick<Config, 'callers' | 'network'>,
  fingerprintKey: Uint8Array,
  log: Log,
): CallerPolicy => {
  const { apiKeys, issuers = [] } = callers;
  warnOfEnds(apiKeys, log);
  const clock = systemClock;
  const fetchDocument: FetchDocument = (url, { ca }) => fetchForeignDocument(url, { proxies: network.proxies, ca });
  return {
    ...callers,
    fingerprintKey,
    onExpiredKey: (name) => {
      log.warn({ caller: name }, 'an API key was used after its end');
    },
    ...(issuers.length === 0
      ? {}
      : { tokens: createTokenVerifier({ issuers, fetchDocument, clock, date: clock.date }) }),
  };
};
