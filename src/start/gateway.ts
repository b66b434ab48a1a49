import { randomBytes } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.ts';
import { createContext, createSharedState } from '../context.ts';
import type { ContextCaller } from '../context.ts';
import { toGraphQLError } from '../errors.ts';
import { createGateway } from '../gateway.ts';
import type { Gateway } from '../gateway.ts';
import type { Log } from '../gateway/access-log.ts';
import type { ExampleQuery } from '../gateway/graphiql.ts';
import { RedcapError } from '../redcap/errors.ts';
import { createConnections } from './connection.ts';

/** What a gateway is composed of besides its configuration. */
export interface GatewayParts {
  readonly schema: GraphQLSchema;
  readonly examples: readonly ExampleQuery[];
  readonly log: Log;
}

const GRACE_MS = 15_000;

/** Composes the gateway of a configuration: callers, their REDCap clients, the schema and the limits. */
export const composeGateway = (config: Config, { schema, examples, log }: GatewayParts): Gateway => {
  const connections = createConnections(config);
  const shared = createSharedState({
    secret: config.secret === null ? randomBytes(32) : Buffer.from(config.secret.reveal()),
    designMaxAgeMs: config.redcap.designMaxAgeSeconds * 1000,
    listMaxAgeMs: config.redcap.listMaxAgeSeconds * 1000,
    maxPageSize: config.limits.page,
    requestTimeoutMs: config.redcap.readTimeoutSeconds * 1000,
  });
  const gateway = createGateway({
    schema,
    createContext: ({ caller, signal }) => {
      const { subject, scopes } = caller;
      const permitted: ContextCaller = {
        subject,
        mayWrite: scopes.includes('write'),
        mayReadLogDetails: scopes.includes('logging'),
        connections: connections.of(caller),
        creation: scopes.includes('createProject') ? connections.creation : undefined,
      };
      return createContext(shared, permitted, signal);
    },
    limits: config.limits,
    callers: config.callers,
    cors: config.cors,
    graphiql: { enabled: config.graphiql, examples },
    introspection: config.introspection,
    log,
    readiness: connections.readiness,
    download: async (ticket, _caller, signal) => (await shared.downloads.take(ticket)?.open(signal)) ?? null,
    explainError: (error) => (error instanceof RedcapError ? toGraphQLError(error) : undefined),
  });
  return {
    ...gateway,
    close: async (graceMs = GRACE_MS) => {
      await gateway.close(graceMs);
      await connections.close(graceMs);
    },
  };
};
