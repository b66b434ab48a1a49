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

/** The first lines on stdout: where everything is, and what to try. */
export const describeStart = (config: Config, url: string, sandbox: SandboxAddress | undefined): string => {
  const open = isOpen(config.callers);
  const key = open ? '' : " -H 'authorization: Bearer <API key>'";
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
  ];
  return lines.join('\n');
};
