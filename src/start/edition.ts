import type { Config, PassThroughConfig, ProjectConfig, ProjectCreationConfig } from '../config.ts';
import { tlsOf } from '../config/network.ts';
import type { TlsConfig } from '../config/network.ts';
import type { ProjectCreation } from '../context.ts';
import type { Caller } from '../gateway/caller.ts';
import type { Readiness } from '../gateway/health.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import { tokenNameOf, type Redcap } from '../redcap/client.ts';
import type { Clock } from '../redcap/clock.ts';
import { createCallerConnections } from './caller-connection.ts';
import type { CallerConnections } from './caller-connection.ts';
import { watchRedcaps } from './redcap-watch.ts';
import { withRenewedToken } from './renewed-token.ts';
import { digestSetting } from './setting-digest.ts';

/** What of a configuration can be replaced while the gateway runs. */
export type EditionConfig = Pick<
  Config,
  'projects' | 'policies' | 'personalTokens' | 'redcap' | 'passThrough' | 'projectCreation' | 'network'
>;

/** Where a REDCap is. */
export type RedcapAddress = Pick<ProjectConfig, 'url' | 'allowInsecureHttp'>;

/** What editions are opened with. */
export interface EditionParts {
  readonly clock: Clock;
  /** A REDCap by a token. */
  readonly open: (address: RedcapAddress, token: string, tls: TlsConfig | null) => Redcap;
  /** Notes how the operator's token fares; nothing is noted unless given. */
  readonly noteUse?: ((redcap: Redcap) => Redcap) | undefined;
  /** Looks where the token of a project comes from; returns REDCap by it where it is another. */
  readonly renew: (project: Pick<ProjectConnection, 'key' | 'host'>, fingerprint: string) => Redcap | undefined;
}

/** The projects of one configuration, as those requests see them that began under it. */
export interface Edition {
  /** The operator's projects. */
  readonly connections: readonly ProjectConnection[];
  readonly callers: CallerConnections;
  readonly readiness: Readiness;
  /** Where projects can be made, when the operator has given a super token. */
  readonly creation: ProjectCreation | undefined;
  /** The projects that a caller may see. */
  readonly of: (caller: Caller) => readonly ProjectConnection[];
  /** The operator's connections by all that they depend on. */
  readonly known: ReadonlyMap<string, ProjectConnection>;
}

const isSame = (one: readonly ProjectConnection[], other: readonly ProjectConnection[]): boolean =>
  one.length === other.length && one.every((connection, index) => connection === other[index]);

/** Opens the projects of a configuration. What has not changed since the edition before is taken over. */
export const openEdition = (config: EditionConfig, parts: EditionParts, before?: Edition): Edition => {
  const { clock, open, renew, noteUse = (redcap) => redcap } = parts;
  const { network, passThrough } = config;
  const connect = (project: ProjectConfig): ProjectConnection => ({
    key: project.key,
    host: new URL(project.url).host,
    redcap: noteUse(open(project, project.token.reveal(), tlsOf(network, project.key))),
    serverTimeZone: project.serverTimeZone,
    username: project.username,
    repeating: project.repeating,
  });
  const connectOwn = (project: ProjectConfig): ProjectConnection => {
    const connection = connect(project);
    const { redcap } = connection;
    return { ...connection, redcap: withRenewedToken(redcap, () => renew(connection, redcap.fingerprint)) };
  };
  const known = new Map(
    config.projects.map((project) => {
      const digest = digestSetting([project, tlsOf(network, project.key)]);
      return [digest, before?.known.get(digest) ?? connectOwn(project)] as const;
    }),
  );
  const passOn = ({ project, ...address }: PassThroughConfig, token: string): ProjectConnection => ({
    key: project,
    host: new URL(address.url).host,
    redcap: open(address, token, network.tls),
    tokenOf: 'caller',
  });
  const superConnect = ({ superToken, ...address }: ProjectCreationConfig): ProjectCreation => ({
    host: new URL(address.url).host,
    redcap: noteUse(open(address, superToken.reveal(), network.tls)),
  });
  const connections = [...known.values()];
  const callers = createCallerConnections({ config, clock, connections, connect });
  return {
    connections,
    callers,
    known,
    readiness:
      before !== undefined && isSame(before.connections, connections)
        ? before.readiness
        : watchRedcaps(connections, clock),
    creation: config.projectCreation === null ? undefined : superConnect(config.projectCreation),
    of: (caller) => {
      const { redcapToken } = caller;
      // A caller with a token of their own sees what REDCap lets that token see, and nothing by ours.
      if (redcapToken !== undefined) return passThrough === null ? [] : [passOn(passThrough, redcapToken)];
      return callers.of(caller);
    },
  };
};

/** Names the token of a connection, with its host. */
const tokenOf = ({ host, redcap }: ProjectConnection): string => `${host} ${tokenNameOf(redcap)}`;

/** Every way to a project that an edition has, whoever takes it. */
const allOf = ({ connections, callers }: Edition): readonly ProjectConnection[] => [
  ...connections,
  ...callers.personal(),
  ...callers.narrowed(),
];

/** The connections of an edition whose tokens the next one has no more. */
export const findGone = (before: Edition, next: Edition): readonly ProjectConnection[] => {
  const left = new Set(allOf(next).map(tokenOf));
  return allOf(before).filter((connection) => !left.has(tokenOf(connection)));
};
