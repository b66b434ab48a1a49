import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.ts';
import { createContext } from '../context.ts';
import type { Context, ContextCaller } from '../context.ts';
import { createGateway } from '../gateway.ts';
import type { Gateway } from '../gateway.ts';
import type { Log } from '../gateway/access-log.ts';
import type { ExampleQuery } from '../gateway/graphiql.ts';
import { systemClock } from '../redcap/clock.ts';
import { RedcapError } from '../redcap/errors.ts';
import type { BuildSchema } from '../project-schema/store.ts';
import { openAudit } from './audit.ts';
import { createConnections } from './connection.ts';
import { asDownloadFile } from './download.ts';
import { explainFailure } from './failure.ts';
import { stopTimesOf } from './grace.ts';
import { auditAttempts } from './refused-attempt.ts';
import { createProjectSchemas } from './project-schema.ts';
import { createMemoryState } from '../state/memory/state.ts';
import { fingerprintKeyOf, secretOf } from './secret.ts';
import { createStateOf } from './shared-state.ts';

/** What a gateway is composed of besides its configuration. */
export interface GatewayParts {
  readonly schema: GraphQLSchema;
  readonly examples: readonly ExampleQuery[];
  /** For the graphs of single projects, by their keys; one that fits every project where there are none. */
  readonly projectExamples?: ReadonlyMap<string, readonly ExampleQuery[]>;
  readonly log: Log;
  /** Makes the schemas of projects, unless a test does. */
  readonly buildSchema?: BuildSchema;
}

const ANY_PROJECT: readonly ExampleQuery[] = [
  {
    query: `# The graph of this project: its instruments and variables have fields of their own.
# Press Ctrl-Space inside the braces to see them.
query Records {
  records(first: 5) {
    totalCount
    nodes {
      name
    }
  }
}
`,
  },
];

/** A gateway with its ways to REDCap, which close with it. */
export interface ComposedGateway extends Pick<Gateway, 'fetch' | 'listen'> {
  /** Stops in order: requests first, then the calls to REDCap that are still open. It does so once, whoever asks. */
  close(): Promise<void>;
}

/** Composes the gateway of a configuration: callers, their REDCap clients, the schema and the limits. */
export const composeGateway = (config: Config, parts: GatewayParts): ComposedGateway => {
  const { schema, examples, projectExamples } = parts;
  const audit = openAudit(config, () => new Date(systemClock.date()));
  const attempts = audit && auditAttempts(parts.log, audit.book, systemClock, audit.lose);
  const log = attempts ?? parts.log;
  const state = createMemoryState({ now: systemClock.now });
  const secret = secretOf(config);
  const fingerprintKey = fingerprintKeyOf(secret);
  const connections = createConnections(config, systemClock, { calls: state.recentCalls, fingerprintKey });
  const shared = createStateOf(config, state, secret, audit);
  const schemas = createProjectSchemas(parts.buildSchema);
  const gateway = createGateway({
    schema,
    projectSchema: async (context, key) => {
      const source = (context as Context).projects.get(key);
      if (source === undefined) return null;
      const design = await source.design();
      return schemas.get(design, await source.withheld(design));
    },
    createContext: ({ caller, project, requestId, signal, hold, texts, describe }) => {
      const { subject, scopes } = caller;
      const permitted: ContextCaller = {
        subject,
        mayWrite: scopes.includes('write'),
        mayReadLogDetails: scopes.includes('logging'),
        connections: connections.of(caller).filter(({ key }) => project === null || key === project),
        creation: scopes.includes('createProject') ? connections.creation : undefined,
      };
      const notes = audit?.of({ caller, requestId, describe });
      return createContext(shared, permitted, { signal, hold, texts, ...notes });
    },
    limits: config.limits,
    callers: { ...config.callers, fingerprintKey },
    cors: config.cors,
    graphiql: {
      enabled: config.graphiql,
      examples,
      projectExamples: (key) => projectExamples?.get(key) ?? ANY_PROJECT,
    },
    introspection: config.introspection,
    compression: config.compression,
    log,
    clock: systemClock,
    // Whoever finds out something else without which the gateway cannot work adds its signal here.
    readiness: {
      ...connections.readiness,
      signals: [...connections.readiness.signals, ...(audit === undefined ? [] : [audit.readiness])],
    },
    download: async (ticket, _caller, signal) => {
      const reply = await (await shared.downloads.take(ticket))?.open(signal);
      return reply === undefined ? null : asDownloadFile(reply);
    },
    explainError: (error) => (error instanceof RedcapError ? explainFailure(error) : undefined),
  });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const { drainMs, finishMs, answerMs } = stopTimesOf(config);
    const end = systemClock.now() + drainMs + finishMs;
    await gateway.close(finishMs, { drainMs, answerMs, endCalls: () => void connections.close(0) });
    // A call that is left now is a write whose caller has gone.
    await connections.close(Math.max(0, end - systemClock.now()));
    attempts?.endAttempts();
    await audit?.close(log);
  };
  return {
    ...gateway,
    close: () => (closing ??= close()),
  };
};
