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
  'REDCAP_GRAPHQL_PUBLIC_URL',
  'REDCAP_GRAPHQL_REDIS_URL',
  'REDCAP_GRAPHQL_DATA',
  'SANDBOX_PORT',
  'SANDBOX_CONTROL_PORT',
  'SANDBOX_REDCAP_VERSION',
  'SANDBOX_SUPER_TOKEN',
];

/** Variables by which a file refers to its secrets have the names that their operator chose. */
const namedIn = ({
  projects,
  projectCreation,
  redcap,
  redis,
  secret,
  callers,
  telemetry,
}: MendedFile): ReadonlySet<string> => {
  const references = [
    ...projects.flatMap(({ token, clientCertificate }) => [token, clientCertificate?.passphrase]),
    ...callers.people.flatMap((person) => (person.projects ?? []).map(({ token }) => token)),
    projectCreation?.superToken,
    redcap.proxyCredentials,
    redcap.clientCertificate?.passphrase,
    typeof redis?.url === 'string' ? undefined : redis?.url,
    ...Object.values(telemetry?.headers ?? {}),
    secret,
  ];
  return new Set(
    references.flatMap((reference) => (reference !== undefined && 'env' in reference ? reference.env : [])),
  );
};

/** What is to be said of the variables that begin like the program's own. */
export interface VariableCheck {
  /** Those that are probably misspelt: they are a slip or two away from one that is read. */
  readonly problems: readonly string[];
  /** The others. They may belong to another program. */
  readonly unknown: readonly string[];
}

/** Looks at the variables that begin like the program's own and that it does not read. */
export const readVariables = (env: ConfigInput['env'], file: MendedFile): VariableCheck => {
  const named = namedIn(file);
  const strange = Object.keys(env)
    .filter((name) => /^(?:REDCAP|SANDBOX)_/.test(name) && !VARIABLES.includes(name) && !named.has(name))
    .map((name) => ({ name, meant: findMeant(name, VARIABLES) }));
  return {
    problems: strange.flatMap(({ name, meant }) =>
      meant === undefined ? [] : [`${name} is no variable of this program. Did you mean ${meant}?`],
    ),
    unknown: strange.flatMap(({ name, meant }) => (meant === undefined ? [name] : [])),
  };
};
