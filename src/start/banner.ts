import type { Config } from '../config.ts';
import { isOpen } from '../gateway/caller.ts';
import type { OpenState } from './open-state.ts';
import { workbenchOf } from './workbench.ts';

/** A REDCap in the same process that holds the projects. */
export interface SandboxAddress {
  /** Ends in `/api/`. */
  readonly url: string;
  /** Null when it has no control address. */
  readonly controlUrl: string | null;
}

/** Where the state is. */
export type StatePlace = Pick<OpenState, 'file' | 'isShared' | 'isOtherSecret'>;

const FIRST_QUERY = '{ projects { key projectTitle records(first: 3) { nodes { name } } } }';

/** Which pages of browsers may call besides the gateway's own; said where it is more than the configuration names. */
const describeBrowsers = ({ cors }: Config): string[] =>
  cors.allowsLoopback ? ['Browsers     pages of http://localhost and http://127.0.0.1 may call it, with any port'] : [];

/** Keys that each have a line of their own at most. */
const MOST_LISTED = 3;

/** Where the graphs of single projects are. */
const describeProjectGraphs = ({ projects, passThrough }: Config, url: string): string[] => {
  const keys = [...projects.map((project) => project.key), ...(passThrough === null ? [] : [passThrough.project])];
  const listed = keys.length > MOST_LISTED ? ['<key>'] : keys;
  return listed.map((key, index) => {
    const note = index === 0 ? '   (one project, typed by its own dictionary)' : '';
    return `Typed API    ${url}/projects/${key}/graphql${note}`;
  });
};

/** The header of a first query, by how callers identify themselves. */
const credentialOf = ({ callers }: Config): string => {
  if (isOpen(callers)) return '';
  if (callers.apiKeys.length > 0) return " -H 'authorization: Bearer <API key>'";
  if (callers.passThrough === null) return " -H 'authorization: Bearer <token of your issuer>'";
  return ` -H '${callers.passThrough.header}: <REDCap token>'`;
};

/** Where what outlives a restart is kept. The sandbox keeps nothing unless it is asked to. */
const describeData = ({ mode }: Config, { file, isShared }: StatePlace): string[] => {
  if (isShared) return ['Data         in the Redis that this gateway shares with others'];
  if (file !== null) return [`Data         ${file}`];
  return mode === 'sandbox' ? [] : ['Data         in memory only: nothing outlives a restart'];
};

const WITHOUT_SECRET = [
  'Warning: no "secret" is configured. Ids and cursors that callers keep end with this process.',
  'Set "secret" in the configuration file, or REDCAP_GRAPHQL_SECRET, to the output of: openssl rand -hex 32',
];
const WHAT_IS_SEALED = 'results of idempotency keys, backups, and the records of writes in the journal';

/** What the secret, or the want of one, means for what was kept and will be. */
const describeSecret = ({ mode, secret }: Config, { file, isOtherSecret }: StatePlace): string[] => {
  if (mode === 'redcap' && secret === null) {
    const sealed = file === null ? [] : [`Until then no later start can read what this one seals: ${WHAT_IS_SEALED}.`];
    return [...WITHOUT_SECRET, ...sealed, ''];
  }
  if (secret === null || !isOtherSecret) return [];
  return [
    `Warning: another secret has sealed the data of earlier starts. The gateway cannot read them: ${WHAT_IS_SEALED}.`,
    '',
  ];
};

/** What an operator probably does not want. */
const describeWarnings = (config: Config, state: StatePlace): string[] => [
  ...(config.unknownVariables.length === 0
    ? []
    : [`Warning: ${config.unknownVariables.join(', ')}: no variable of this program, and without effect.`, '']),
  ...describeSecret(config, state),
];

/** The first lines on stdout: where everything is, and what to try. */
export const describeStart = (
  config: Config,
  url: string,
  sandbox: SandboxAddress | undefined,
  state: StatePlace,
): string => {
  const key = credentialOf(config);
  const projects = config.projects.map((project) => project.key).join(', ');
  const lines = [
    ...(workbenchOf(config).enabled ? [`Workbench    ${url}/   (open it in a browser)`] : []),
    ...(config.graphiql ? [`GraphiQL     ${url}/graphql   (in a browser too)`] : []),
    `GraphQL API  ${url}/graphql`,
    ...describeProjectGraphs(config, url),
    ...(sandbox === undefined ? [] : [`Sandbox      ${sandbox.url}   (a stand-in REDCap, with made-up participants)`]),
    ...(typeof sandbox?.controlUrl === 'string'
      ? [`Control      ${sandbox.controlUrl}   (the sandbox's users, clock and faults)`]
      : []),
    `Projects     ${projects === '' ? "those of the callers' own tokens" : projects}`,
    ...describeBrowsers(config),
    ...describeData(config, state),
    '',
    'A first query to try:',
    `  curl -s ${url}/graphql -H 'content-type: application/json'${key} \\`,
    `    -d '{"query":"${FIRST_QUERY}"}'`,
    '',
    ...describeWarnings(config, state),
  ];
  return lines.join('\n');
};
