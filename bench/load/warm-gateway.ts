import { projectKey, startGateway } from './gateway.ts';
import { askBy, clientOf } from './measure.ts';
import type { Program } from './program.ts';
import type { Upstream } from './upstream.ts';

const FIRST = `{ project(key: "${projectKey}") { record(name: "7") { name } } }`;

/** Starts a gateway that knows the project's design: what every first request reads is no part of what is measured. */
export const startWarmGateway = async (upstream: Upstream): Promise<Program> => {
  const gateway = await startGateway(upstream);
  const client = clientOf(gateway, 'graphql');
  await askBy(client)({ query: FIRST, variables: {} });
  client.close();
  return gateway;
};
