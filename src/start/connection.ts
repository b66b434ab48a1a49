import type { Config } from '../config.ts';
import { nameWay } from '../config/network.ts';
import type { TlsConfig } from '../config/network.ts';
import type { ProjectCreation } from '../context.ts';
import type { Caller } from '../gateway/caller.ts';
import type { Log } from '../gateway/access-log.ts';
import type { Sight } from '../gateway/open-stream.ts';
import type { Readiness, ReadinessSignal } from '../gateway/health.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import type { CallerRates } from '../redcap/budget/caller-rate.ts';
import type { BudgetStanding } from '../redcap/budget/place.ts';
import { createRedcap } from '../redcap/client.ts';
import type { Clock } from '../redcap/clock.ts';
import { findProxy } from '../redcap/proxy.ts';
import { createTransport } from '../redcap/transport.ts';
import type { Transport } from '../redcap/transport.ts';
import type { RecentCalls } from '../state/recent-calls.ts';
import { watchBans } from './ban-watch.ts';
import { createHostBudgets } from './host-budgets.ts';
import { findGone, openEdition } from './edition.ts';
import type { Edition, EditionConfig, EditionParts, RedcapAddress } from './edition.ts';

/** The ways to all configured REDCaps. */
export interface Connections {
  /** The projects that a caller may see, each with the token to see it by. */
  readonly of: (caller: Caller) => readonly ProjectConnection[];
  /**
   * From now on projects, their tokens and the policies are these. What is under way goes on as it began. Returns the connections
   * whose tokens are no more.
   */
  readonly replace: (next: EditionConfig) => readonly ProjectConnection[];
  /** Is given what reads the configuration anew, for when REDCap refuses a token. It replaces the configuration at once. */
  readonly renewBy: (read: () => void) => void;
  /** What a caller may see: by which tokens of which projects, and what is kept back of each. */
  readonly sees: Sight;
  /** The operator's projects, and each of them as every policy and person may see it. */
  readonly configured: () => readonly ProjectConnection[];
  /** Where projects can be made for a caller, when the operator has given a super token. */
  readonly creationOf: (caller: Caller) => ProjectCreation | undefined;
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
  /** Notes how the operator's tokens fare; nothing is noted unless given. */
  readonly noteUse?: EditionParts['noteUse'];
  /** Where pauses and bans are noted; nowhere unless given. */
  readonly log?: Log | undefined;
}

/** After a refused token the configuration is not read again for so long. */
const READ_AGAIN_MS = 1_000;

/** The first problem of a readiness; null where there is none. */
const askAll = async ({ signals }: Readiness): Promise<string | null> => {
  const problems = await Promise.all(signals.map(async ({ problem }) => problem()));
  return problems.find((problem) => problem !== null) ?? null;
};

/** One transport an address and one call budget a host, whatever the number of projects behind them. */
const createTransports = (config: Config, clock: Clock, parts: ConnectionParts) => {
  const transports = new Map<string, Transport>();
  const budgets = createHostBudgets(config, clock, parts);
  const { readTimeoutSeconds, writeTimeoutSeconds } = config.redcap;
  const open = ({ url, allowInsecureHttp }: RedcapAddress, tls: TlsConfig | null): Transport => {
    const name = nameWay(url, tls);
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
  const editionParts: EditionParts = {
    clock,
    noteUse: parts.noteUse,
    open: (address, token, tls) => createRedcap({ transport: transports.open(address, tls), token, fingerprintKey }),
    renew: ({ key, host }, fingerprint) => {
      readAnew();
      const found = newest.connections.find((one) => one.key === key && one.host === host);
      return found === undefined || found.redcap.fingerprint === fingerprint ? undefined : found.redcap;
    },
  };
  let readConfiguration = (): void => undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  /** A token that REDCap refuses may be asked for by many calls at once. */
  const readAnew = (): void => {
    if (clock.now() - readAt < READ_AGAIN_MS) return;
    readAt = clock.now();
    readConfiguration();
  };
  let newest = openEdition(config, editionParts);
  // A request asks by the edition that it began under, for as long as it has that.
  const editions = new WeakMap<object, Edition>([[config, newest]]);
  const editionOf = ({ edition }: Caller): Edition =>
    (edition === undefined ? undefined : editions.get(edition)) ?? newest;
  const bans = watchBans(() => [...transports.budgets().keys()], calls, clock);
  const redcaps: ReadinessSignal = { name: 'redcap', problem: () => askAll(newest.readiness) };
  return {
    replace(next) {
      const before = newest;
      newest = openEdition(next, editionParts, before);
      editions.set(next, newest);
      return findGone(before, newest);
    },
    renewBy: (read) => {
      readConfiguration = read;
    },
    of: (caller) => editionOf(caller).of(caller),
    sees: (caller, project) =>
      editionOf(caller)
        .of(caller)
        .filter(({ key }) => project === null || key === project)
        .map(({ key, host, redcap }) => `${key} ${host} ${redcap.fingerprint}`)
        .join('\n'),
    creationOf: (caller) => editionOf(caller).creation,
    configured: () => [...newest.connections, ...newest.callers.narrowed()],
    readiness: { signals: [redcaps, bans], projects: () => newest.readiness.projects() },
    standings: () => new Map([...transports.budgets()].map(([host, budget]) => [host, budget.standing()])),
    close: async (graceMs) => {
      await Promise.all(transports.all().map((transport) => transport.close(graceMs)));
    },
  };
};
