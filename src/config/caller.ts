import type { CallerPolicy } from '../gateway/caller.ts';
import type { ConfigFile } from './file.ts';
import type { Reading } from './reading.ts';

/** Who may call: API keys from the file and `REDCAP_GRAPHQL_API_KEY_HASH`, and pass-through. */
export const readCallers = (reading: Reading, file: ConfigFile): CallerPolicy => {
  const known = new Set(file.projects.map((project) => project.key));
  const names = new Set<string>();
  for (const [index, key] of file.callers.apiKeys.entries()) {
    const place = `callers.apiKeys[${index}]`;
    if (names.has(key.name)) reading.problems.push(`${place}.name: "${key.name}" is used twice.`);
    names.add(key.name);
    for (const project of key.projects === 'all' ? [] : key.projects) {
      if (file.projects.length > 0 && !known.has(project)) {
        reading.problems.push(`${place}.projects: there is no project "${project}".`);
      }
    }
  }
  const apiKeys = file.callers.apiKeys.map(({ hash, ...key }) => ({ ...key, sha256: hash.slice('sha256:'.length) }));
  const hash = reading.env('REDCAP_GRAPHQL_API_KEY_HASH');
  if (hash !== undefined) {
    const sha256 = /^sha256:([0-9a-f]{64})$/.exec(hash)?.[1];
    if (sha256 === undefined) {
      reading.problems.push(
        'REDCAP_GRAPHQL_API_KEY_HASH must be "sha256:" and 64 hexadecimal digits, as "npm start -- api-key NAME" prints it.',
      );
    } else apiKeys.push({ name: 'default', sha256, projects: 'all', scopes: ['read', 'write', 'logging'] });
  }
  const passThrough = file.callers.passThrough;
  return { apiKeys, passThrough: passThrough?.enabled === true ? { header: passThrough.header } : null };
};
