import type { Config } from '../config.ts';
import { isOpen } from '../gateway/caller.ts';

/** A REDCap in the same process that holds the projects. */
export interface SandboxAddress {
  /** Ends in `/api/`. */
  readonly url: string;
  /** Null when it has no control address. */
  readonly controlUrl: string | null;
}

const FIRST_QUERY = '{ projects { key projectTitle records(first: 3) { nodes { name } } } }';

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
  if (callers.apiKeys.length > 0 || callers.passThrough === null) return " -H 'authorization: Bearer <API key>'";
  return ` -H '${callers.passThrough.header}: <REDCap token>'`;
};

/** What an operator probably does not want. */
const describeWarnings = ({ mode, secret, unknownVariables }: Config): string[] => [
  ...(unknownVariables.length === 0
    ? []
    : [`Warning: ${unknownVariables.join(', ')}: no variable of this program, and without effect.`, '']),
  ...(mode === 'redcap' && secret === null
    ? [
        'Warning: no "secret" is configured. Ids and cursors that callers keep end with this process.',
        'Set "secret" in the configuration file, or REDCAP_GRAPHQL_SECRET, to the output of: openssl rand -hex 32',
        '',
      ]
    : []),
];

/** The first lines on stdout: where everything is, and what to try. */
export const describeStart = (config: Config, url: string, sandbox: SandboxAddress | undefined): string => {
  const key = credentialOf(config);
  const projects = config.projects.map((project) => project.key).join(', ');
  const lines = [
    ...(config.graphiql ? [`GraphiQL     ${url}/graphql   (open it in a browser)`] : []),
    `GraphQL API  ${url}/graphql`,
    ...describeProjectGraphs(config, url),
    ...(sandbox === undefined ? [] : [`Sandbox      ${sandbox.url}   (a stand-in REDCap, with made-up participants)`]),
    ...(typeof sandbox?.controlUrl === 'string'
      ? [`Control      ${sandbox.controlUrl}   (the sandbox's users, clock and faults)`]
      : []),
    `Projects     ${projects === '' ? "those of the callers' own tokens" : projects}`,
    '',
    'A first query to try:',
    `  curl -s ${url}/graphql -H 'content-type: application/json'${key} \\`,
    `    -d '{"query":"${FIRST_QUERY}"}'`,
    '',
    ...describeWarnings(config),
  ];
  return lines.join('\n');
};
