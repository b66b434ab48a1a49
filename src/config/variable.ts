import { findMeant } from '../gateway/input/spelling.ts';
import type { MendedFile } from './mended-file.ts';
import type { ConfigInput } from './reading.ts';

/** The environment variables that the program reads and that have a prefix of their own. */
const VARIABLES = [
  'REDCAP_URL',
  'REDCAP_TOKEN',
  'REDCAP_TOKEN_FILE',
  'REDCAP_PROJECT',
  'REDCAP_USERNAME',
  'REDCAP_TIME_ZONE',
  'REDCAP_ALLOW_INSECURE_HTTP',
  'REDCAP_GRAPHQL_API_KEY_HASH',
  'REDCAP_GRAPHQL_SECRET',
  'REDCAP_GRAPHQL_CONFIG',
  'SANDBOX_PORT',
  'SANDBOX_CONTROL_PORT',
  'SANDBOX_REDCAP_VERSION',
  'SANDBOX_SUPER_TOKEN',
];

/** Variables by which a file refers to its secrets have the names that their operator chose. */
const namedIn = ({ projects, projectCreation, secret }: MendedFile): ReadonlySet<string> => {
  const references = [...projects.map(({ token }) => token), projectCreation?.superToken, secret];
  return new Set(
    references.flatMap((reference) => (reference !== undefined && 'env' in reference ? reference.env : [])),
  );
};

/**
 * Variables that are set and that are probably misspelt: those that are a slip or two away from one that is read. Others with
 * the same prefix may belong to another program.
 */
export const checkVariables = (env: ConfigInput['env'], file: MendedFile): string[] => {
  const named = namedIn(file);
  return Object.keys(env).flatMap((name) => {
    if (!/^(?:REDCAP|SANDBOX)_/.test(name) || VARIABLES.includes(name) || named.has(name)) return [];
    const meant = findMeant(name, VARIABLES);
    return meant === undefined ? [] : [`${name} is no variable of this program. Did you mean ${meant}?`];
  });
};
