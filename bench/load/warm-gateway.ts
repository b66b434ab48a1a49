import { projectKey, startGateway } from './gateway.ts';
import { askBy, clientOf } from './measure.ts';
import type { Program } from './program.ts';
import type { Upstream } from './upstream.ts';

const RECORD = 'record(name: "7") { name }';

/** The first query to each of the project's two graphs. */
const FIRST: Readonly<Record<string, string>> = {
  graphql: `{ project(key: "${projectKey}") { ${RECORD} } }`,
  [`projects/${projectKey}/graphql`]: `{ ${RECORD} }`,
};

/** Starts a gateway that knows the project's design and its schema: what a first request makes is no part of what is measured. */
export const startWarmGateway = async (upstream: Upstream): Promise<Program> => {
  const gateway = await startGateway(upstream);
  for (const [path, query] of Object.entries(FIRST)) {
    const client = clientOf(gateway, path);
    await askBy(client)({ query, variables: {} });
    client.close();
  }
  return gateway;
};
