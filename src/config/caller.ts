import type { ApiKey, CallerPolicy } from '../gateway/caller.ts';
import type { MendedFile } from './mended-file.ts';
import type { Reading } from './reading.ts';

/** Who may call: API keys from the file and `REDCAP_GRAPHQL_API_KEY_HASH`, and pass-through. */
export const readCallers = (reading: Reading, file: MendedFile): CallerPolicy => {
  const known = new Set(file.projects.map((project) => project.key));
  const names = new Set<string>();
  for (const [index, key] of file.callers.apiKeys.entries()) {
    const place = `callers.apiKeys[${index}]`;
    if (key.name !== undefined && names.has(key.name)) {
      reading.problems.push(`${place}.name: "${key.name}" is used twice.`);
    }
    if (key.name !== undefined) names.add(key.name);
    for (const project of Array.isArray(key.projects) ? key.projects : []) {
      if (file.projects.length > 0 && !known.has(project)) {
        reading.problems.push(`${place}.projects: there is no project "${project}".`);
      }
    }
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
              ...(key.callsPerMinute === undefined ? {} : { limits: { callsPerMinute: key.callsPerMinute } }),
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
    } else apiKeys.push({ name: 'default', sha256, projects: 'all', scopes: ['read', 'write', 'logging'] });
  }
  const { enabled, header } = file.callers.passThrough ?? {};
  return { apiKeys, passThrough: enabled === true && header !== undefined ? { header } : null };
};
