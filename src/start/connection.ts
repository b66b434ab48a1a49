import type { Config, PassThroughConfig, ProjectConfig, ProjectCreationConfig } from '../config.ts';
import type { TlsConfig } from '../config/network.ts';
import type { ProjectCreation } from '../context.ts';
import type { Caller } from '../gateway/caller.ts';
import type { Log } from '../gateway/access-log.ts';
import type { Readiness } from '../gateway/health.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import type { CallerRates } from '../redcap/budget/caller-rate.ts';
import type { BudgetStanding } from '../redcap/budget/place.ts';
import { createRedcap } from '../redcap/client.ts';
import type { Redcap } from '../redcap/client.ts';
import type { Clock } from '../redcap/clock.ts';
import { findProxy } from '../redcap/proxy.ts';
import { createTransport } from '../redcap/transport.ts';
import type { Transport } from '../redcap/transport.ts';
import type { RecentCalls } from '../state/recent-calls.ts';
import { watchBans } from './ban-watch.ts';
import { createHostBudgets } from './host-budgets.ts';
import { createCallerConnections, type CallerConnectionOptions } from './caller-connection.ts';
import { watchRedcaps } from './redcap-watch.ts';

/** The ways to all configured REDCaps. */
export interface Connections {
  /** The projects that a caller may see, each with the token to see it by. */
  readonly of: (caller: Caller) => readonly ProjectConnection[];
  /** From now on projects, their tokens and the policies are these. What is under way goes on as it began. */
  readonly replace: (next: CallerConnectionOptions['config']) => void;
  /** The operator's projects, and each of them as every policy and person may see it. */
  readonly configured: () => readonly ProjectConnection[];
  /** Where projects can be made, when the operator has given a super token. */
  readonly creation: ProjectCreation | undefined;
  /** Whether the REDCaps of the configured projects answer. */
  readonly readiness: Readiness;
  /** How the call budgets of the hosts stand, by host; for whoever counts and shows it. */
  readonly standings: () => ReadonlyMap<string, BudgetStanding>;
  /** Lets calls under way end, for no longer than `graceMs`. */
  readonly close: (graceMs: number) => Promise<void>;
}

/** What the ways to REDCap share with other processes of the deployment. */
export interface ConnectionParts {
  readonly calls: RecentCalls;
  /** Key of the fingerprints by which what is kept knows a token. */
  readonly fingerprintKey: Uint8Array;
  /** Counts the calls of callers who have a limit of their own; no caller has one unless given. */
  readonly callers?: CallerRates | undefined;
  /** Where pauses and bans are noted; nowhere unless given. */
  readonly log?: Log | undefined;
}

type Address = Pick<ProjectConfig, 'url' | 'allowInsecureHttp'>;

/** One transport an address and one call budget a host, whatever the number of projects behind them. */
const createTransports = (config: Config, clock: Clock, parts: ConnectionParts) => {
  const transports = new Map<string, Transport>();
  const budgets = createHostBudgets(config, clock, parts);
  const { readTimeoutSeconds, writeTimeoutSeconds } = config.redcap;
  const open = ({ url, allowInsecureHttp }: Address, tls: TlsConfig | null): Transport => {
    const name = `${url}\n${tls?.name ?? ''}`;
    const known = transports.get(name);
    if (known !== undefined) return known;
    const transport = createTransport({
      url,
      allowInsecureHttp,
      tls: tls ?? undefined,
      proxy: findProxy(config.network.proxies, url),
      clock,
      budget: budgets.open(new URL(url).host),
      callers: parts.callers,
      readTimeoutMs: readTimeoutSeconds * 1000,
      writeTimeoutMs: writeTimeoutSeconds * 1000,
      maxFileBytes: config.limits.fileBytes,
    });
    transports.set(name, transport);
    return transport;
  };
  return { open, all: () => [...transports.values()], budgets: budgets.all };
};

/** Opens the ways to the projects of a configuration; nothing is sent before it is asked for. */
export const createConnections = (config: Config, clock: Clock, parts: ConnectionParts): Connections => {
  const { calls, fingerprintKey } = parts;
  const transports = createTransports(config, clock, parts);
  const { tls, projectTls } = config.network;
  const open = (address: Address, token: string, own: TlsConfig | null = tls): Redcap =>
    createRedcap({ transport: transports.open(address, own), token, fingerprintKey });
  const connect = (project: ProjectConfig): ProjectConnection => ({
    key: project.key,
    host: new URL(project.url).host,
    redcap: open(project, project.token.reveal(), projectTls.get(project.key)),
    serverTimeZone: project.serverTimeZone,
    username: project.username,
    repeating: project.repeating,
  });
  const passOn = ({ project, ...address }: PassThroughConfig, token: string): ProjectConnection => ({
    key: project,
    host: new URL(address.url).host,
    redcap: open(address, token),
    tokenOf: 'caller',
  });
  const connections = config.projects.map(connect);
  const superConnect = ({ superToken, ...address }: ProjectCreationConfig): ProjectCreation => ({
    host: new URL(address.url).host,
    redcap: open(address, superToken.reveal()),
  });
  const redcaps = watchRedcaps(connections, clock);
  let callers = createCallerConnections({ config, clock, connections, connect });
  return {
    replace(next) {
      callers = createCallerConnections({ config: next, clock, connections: next.projects.map(connect), connect });
    },
    of(caller) {
      const { redcapToken } = caller;
      // A caller with a token of their own sees what REDCap lets that token see, and nothing by ours.
      if (redcapToken !== undefined)
        return config.passThrough === null ? [] : [passOn(config.passThrough, redcapToken)];
      return callers.of(caller);
    },
    configured: () => [...connections, ...callers.narrowed()],
    creation: config.projectCreation === null ? undefined : superConnect(config.projectCreation),
    readiness: {
      ...redcaps,
      signals: [...redcaps.signals, watchBans(() => [...transports.budgets().keys()], calls, clock)],
    },
    standings: () => new Map([...transports.budgets()].map(([host, budget]) => [host, budget.standing()])),
    close: async (graceMs) => {
      await Promise.all(transports.all().map((transport) => transport.close(graceMs)));
    },
  };
};
