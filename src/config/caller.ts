import type { ApiKey, CallerLimits, CallerPolicy } from '../gateway/caller.ts';
import { readIssuers } from './issuer.ts';
import type { MendedFile } from './mended-file.ts';
import { checkPolicyNames } from './policy.ts';
import { checkProjectKeys } from './project.ts';
import type { Reading } from './reading.ts';

/** How much a key may be used for, as the file has it. */
interface CallSettings {
  readonly callsPerMinute?: number | undefined;
  readonly requestsPerMinute?: number | undefined;
}

/** The name of the key whose hash a variable has. */
const VARIABLE_KEY = 'default';

/** The limits of a key that has any. */
const limitsOf = ({ callsPerMinute, requestsPerMinute }: CallSettings): CallerLimits | undefined =>
  callsPerMinute === undefined && requestsPerMinute === undefined
    ? undefined
    : { callsPerMinute: callsPerMinute ?? null, requestsPerMinute: requestsPerMinute ?? null };

/**
 * Two keys may have one name, so that one can take the place of the other without a gap. What is bound to a caller is bound
 * to the name, so that both must open the same.
 */
const checkName = (
  reading: Reading,
  place: string,
  { name, hash, expires: _expires, ...rights }: MendedFile['callers']['apiKeys'][number],
  named: Map<string, string>,
): void => {
  if (name === undefined) return;
  const [first, text] = [named.get(name), JSON.stringify([hash === undefined, rights])];
  if (first !== undefined && first !== text) {
    reading.problems.push(
      `${place}.name: "${name}" is used twice. Two keys of one name must have the same projects, scopes, policies and calls a minute.`,
    );
  }
  named.set(name, text);
};

/** One key has one entry: of several the last would count, whatever the others withhold. */
const checkHashes = (reading: Reading, apiKeys: readonly ApiKey[]): void => {
  for (const [sha256, same] of Map.groupBy(apiKeys, (key) => key.sha256)) {
    const names = [...new Set(same.map(({ name }) => `"${name}"`))];
    if (names.length === 1) continue;
    reading.problems.push(
      `callers.apiKeys: one key is that of ${names.join(' and ')} (sha256:${sha256.slice(0, 8)}…). Give each its own.`,
    );
  }
};

/** Who may call: API keys from the file and `REDCAP_GRAPHQL_API_KEY_HASH`, and pass-through. */
export const readCallers = (reading: Reading, file: MendedFile): CallerPolicy => {
  const named = new Map<string, string>();
  for (const [index, key] of file.callers.apiKeys.entries()) {
    const place = `callers.apiKeys[${index}]`;
    checkName(reading, place, key, named);
    if (Array.isArray(key.projects)) checkProjectKeys(reading, file, `${place}.projects`, key.projects);
  }
  const apiKeys = file.callers.apiKeys.flatMap(
    ({ name, hash, projects = 'all', scopes = ['read'], ...key }): ApiKey[] =>
      name === undefined || hash === undefined
        ? []
        : [
            {
              name,
              projects,
              scopes,
              sha256: hash.slice('sha256:'.length),
              expiresAt: key.expires,
              policies: key.policies,
              limits: limitsOf(key),
            },
          ],
  );
  const hash = reading.env('REDCAP_GRAPHQL_API_KEY_HASH');
  if (hash !== undefined) {
    const sha256 = /^sha256:([0-9a-f]{64})$/.exec(hash)?.[1];
    if (sha256 === undefined) {
      reading.problems.push(
        'REDCAP_GRAPHQL_API_KEY_HASH must be "sha256:" and 64 hexadecimal digits, as "npm start -- api-key NAME" prints it.',
      );
    } else if (named.has(VARIABLE_KEY)) {
      reading.problems.push(
        `callers.apiKeys: the name "${VARIABLE_KEY}" is that of the key in REDCAP_GRAPHQL_API_KEY_HASH, which has other rights.`,
      );
    } else apiKeys.push({ name: VARIABLE_KEY, sha256, projects: 'all', scopes: ['read', 'write', 'logging'] });
  }
  checkHashes(reading, apiKeys);
  const readers = typeof file.introspection === 'object' ? file.introspection.apiKeys : [];
  for (const name of readers.filter((one) => !named.has(one))) {
    reading.problems.push(`introspection.apiKeys: there is no API key "${name}".`);
  }
  const issuers = readIssuers(reading, file);
  checkPolicyNames(reading, file);
  const { enabled, header } = file.callers.passThrough ?? {};
  return { apiKeys, issuers, passThrough: enabled === true && header !== undefined ? { header } : null };
};
