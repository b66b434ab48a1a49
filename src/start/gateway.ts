import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.ts';
import type { Context, SharedState } from '../context.ts';
import { createGateway } from '../gateway.ts';
import type { Gateway, GatewayOptions } from '../gateway.ts';
import type { Log } from '../gateway/access-log.ts';
import type { OpenDownload } from '../gateway/download.ts';
import type { Readiness, ReadinessSignal } from '../gateway/health.ts';
import type { WatchStanding } from '../loaders/feed/change-watches.ts';
import { CallerRates } from '../redcap/budget/caller-rate.ts';
import { systemClock } from '../redcap/clock.ts';
import type { BuildSchema, SchemaStore } from '../project-schema/store.ts';
import type { GatewayAudit } from './audit.ts';
import { openReplaceableCallers } from './caller-replacement.ts';
import type { CallerConfig } from './caller-replacement.ts';
import { schemaReadersOf } from './callers.ts';
import { createConnections } from './connection.ts';
import type { ConnectionParts, Connections } from './connection.ts';
import { asDownloadFile } from './download.ts';
import { createCallerResolution } from './caller-resolution.ts';
import { explainKnown } from './failure.ts';
import { stopTimesOf } from './grace.ts';
import type { StopTimes } from './grace.ts';
import { OPERATOR } from './operator.ts';
import { watchPressure } from './pressure.ts';
import { createProjectFinder } from './project-finder.ts';
import { createProjectSchemas } from './project-schema.ts';
import type { State } from '../state/state.ts';
import { createContextMaker } from './request-context.ts';
import { fingerprintKeyOf, secretOf } from './secret.ts';
import { startResolution } from './resolution.ts';
import { createStateOf } from './shared-state.ts';
import { openMemoryState } from './state.ts';
import { reportTitles } from './title.ts';
import { createTriggers } from './trigger.ts';
import { workbenchOf } from './workbench.ts';

/** What a gateway is composed of besides its configuration. */
export interface GatewayParts {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  /** Notes writes and reads of identifiers; nothing is noted unless given. It closes with the gateway. */
  readonly audit?: GatewayAudit | undefined;
  /** What outlives requests, which somebody else closes after the gateway; in the memory of this process unless given. */
  readonly state?: State;
  /** Notes how the operator's tokens fare; nothing is noted unless given. */
  readonly noteUse?: ConnectionParts['noteUse'];
  /** Whether the state can be used; it is taken to be unless given. */
  readonly stateSignals?: readonly ReadinessSignal[] | undefined;
  /** The secret that the state is sealed by; that of the configuration, or a random one, unless given. */
  readonly secret?: Uint8Array;
  /** Makes the schemas of projects, unless a test does. */
  readonly buildSchema?: BuildSchema;
}

/** A gateway with its ways to REDCap, which close with it. */
export interface ComposedGateway extends Pick<Gateway, 'fetch' | 'listen'> {
  /** Reports the titles of the configured projects in the background, until the gateway closes. */
  reportTitles(report: (line: string) => void): void;
  /**
   * From the next request on keys, issuers, policies, projects and tokens are those of another configuration. Requests under way
   * go on as they began. What was kept by tokens that are no more is dropped.
   */
  readonly replaceCallers: (next: CallerConfig) => void;
  /** Is given what reads the configuration anew, for when REDCap refuses a token. */
  readonly renewBy: Connections['renewBy'];
  /** For whoever counts and shows it. */
  readonly watched: Pick<Connections, 'standings'> & {
    readonly schemaBuilds: () => number;
    readonly watches: () => WatchStanding;
  };
  /** Stops in order: requests first, then the calls to REDCap that are still open. It does so once, whoever asks. */
  close(): Promise<void>;
}

/** What is stopped, in its order. */
interface Stopping {
  readonly gateway: Gateway;
  readonly connections: Connections;
  readonly writes: SharedState['writes'];
  readonly log: Log;
}

const closeInOrder = async ({ gateway, connections, writes, log }: Stopping, times: StopTimes): Promise<void> => {
  const { drainMs, finishMs, answerMs } = times;
  const end = systemClock.now() + drainMs + finishMs;
  const endCalls = (): void => {
    writes.stop();
    void connections.close(0);
  };
  await gateway.close(finishMs, { drainMs, answerMs, endCalls });
  // A call that is left now is a write whose caller has gone.
  await connections.close(Math.max(0, end - systemClock.now()));
  const operations = writes.leftOpen();
  if (operations.length > 0) log.warn({ operations }, 'stopping: what became of these writes is not known');
};

/** Where the gateway stands in its network. */
const pickNetwork = ({ publicUrl, trustedProxies }: Config): Pick<GatewayOptions, 'publicUrl' | 'trustedProxies'> => ({
  publicUrl,
  trustedProxies,
});

const openDownload =
  ({ downloads }: SharedState): OpenDownload =>
  async (ticket, _caller, signal) => {
    const reply = await (await downloads.find(ticket))?.open(signal);
    return reply === undefined ? null : asDownloadFile(reply);
  };

/** What is served at addresses that are credentials themselves. */
const pickSecretAddresses = (
  secret: Uint8Array,
  { configured }: Connections,
  shared: SharedState,
): Pick<GatewayOptions, 'download' | 'trigger'> => ({
  download: openDownload(shared),
  trigger: createTriggers({ secret, configured, watches: shared.stores.watches, clock: systemClock }),
});

/** The schema of a project that the caller may see; null when there is none. The gateway knows no type of the contexts. */
const schemaOf = async (schemas: SchemaStore, { projects }: Context, key: string): Promise<GraphQLSchema | null> => {
  const source = projects.get(key);
  if (source === undefined) return null;
  const design = await source.design();
  return schemas.get(design, await source.withheld(design));
};

/** Readiness by some more signals. */
const withSignals = (readiness: Readiness, more: readonly Readiness['signals'][]): Readiness => ({
  ...readiness,
  signals: [...readiness.signals, ...more.flat()],
});

/** Lets it be found out what became of writes that were left open: by the tokens of the configuration, and by those of callers. */
const resolveWrites = (
  { operations, stores, clock }: SharedState,
  { configured }: Connections,
  audit: GatewayAudit | undefined,
  log: Log,
) => {
  const resolving = { operations, clock, hear: audit?.resolved };
  const findProject = createProjectFinder({ stores, clock }, configured);
  return {
    endResolution: startResolution({ ...resolving, findProject }, log),
    resolveFor: createCallerResolution({ ...resolving, stores, log }),
  };
};

/** Composes the gateway of a configuration: callers, their REDCap clients, the schema and the limits. */
export const composeGateway = (config: Config, parts: GatewayParts): ComposedGateway => {
  const { schema, audit, noteUse } = parts;
  const { state = openMemoryState().state, secret = secretOf(config) } = parts;
  const log = audit?.watch(parts.log) ?? parts.log;
  const fingerprintKey = fingerprintKeyOf(secret);
  const rates = new CallerRates(state.recentCalls);
  const ways = { calls: state.recentCalls, fingerprintKey, callers: rates, log, noteUse };
  const connections = createConnections(config, systemClock, ways);
  const shared = createStateOf(config, state, secret, { configured: connections.configured, audit });
  const { endResolution, resolveFor } = resolveWrites(shared, connections, audit, log);
  const schemas = createProjectSchemas(parts.buildSchema);
  const pressure = watchPressure(config, log);
  const callers = openReplaceableCallers(config, { connections, shared, fingerprintKey, log });
  const gateway = createGateway({
    schema,
    projectSchema: (context, key) => schemaOf(schemas, context as Context, key),
    createContext: createContextMaker({ connections, shared, rates, audit, resolveFor }),
    limits: config.limits,
    callers: callers.policy,
    sees: connections.sees,
    cors: config.cors,
    ...pickNetwork(config),
    graphiql: { enabled: config.graphiql },
    workbench: workbenchOf(config),
    findDocument: callers.findDocument,
    introspection: schemaReadersOf(config),
    compression: config.compression,
    log,
    clock: systemClock,
    readiness: withSignals(connections.readiness, [pressure.signals, audit?.signals ?? [], parts.stateSignals ?? []]),
    memoryGuard: pressure.memoryGuard,
    ...pickSecretAddresses(secret, connections, shared),
    explainError: explainKnown,
  });
  let closing: Promise<void> | undefined;
  let endTitles = (): void => undefined;
  const close = async (): Promise<void> => {
    endTitles();
    await closeInOrder({ gateway, connections, writes: shared.writes, log }, stopTimesOf(config));
    await endResolution();
    pressure.end();
    await audit?.close(log);
  };
  return {
    ...gateway,
    reportTitles: (report) => {
      endTitles = reportTitles(connections.of(OPERATOR), systemClock, report);
    },
    replaceCallers: callers.replace,
    watched: {
      standings: connections.standings,
      schemaBuilds: schemas.builds,
      watches: shared.stores.watches.standing,
    },
    renewBy: connections.renewBy,
    close: () => (closing ??= close()),
  };
};
