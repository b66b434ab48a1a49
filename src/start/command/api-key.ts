import { createApiKey } from '../../gateway/api-key.ts';
import type { Surroundings } from '../surroundings.ts';

/** Makes an API key and prints it once, with the entry that lets it in. */
export const runApiKey = ({ argv, out }: Pick<Surroundings, 'argv' | 'out'>): void => {
  const [name, ...rest] = argv;
  if (name === undefined || rest.length > 0 || !/^[\w.@-]{1,64}$/.test(name)) {
    throw new Error('Give the key one name of letters, digits and "_.@-", for example: npm start -- api-key dashboard');
  }
  const { key, hash } = createApiKey();
  const entry = JSON.stringify({ name, hash, projects: 'all', scopes: ['read'] });
  out.write(
    `The key, shown only now. Its holder sends it as "Authorization: Bearer …":\n  ${key}\n\n` +
      `For callers.apiKeys in the configuration file (narrow "projects", add the scope "write" for mutations):\n  ${entry}\n`,
  );
};
