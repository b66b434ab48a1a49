import type { Config, ProjectConfig } from '../config.ts';
import type { Caller, Person } from '../gateway/caller.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import { narrowRedcap } from '../policy/client.ts';
import { createNarrowing } from '../policy/narrowing.ts';
import { digestPolicy, opens, type Policy } from '../policy/policy.ts';
import type { Clock } from '../redcap/clock.ts';

/** The projects of one configuration, and who may see which of them how. */
export interface CallerConnectionOptions {
  readonly config: Pick<Config, 'projects' | 'policies' | 'personalTokens' | 'redcap'>;
  /** Each project by the token that is configured for it, in the operator's order. */
  readonly connections: readonly ProjectConnection[];
  /** Opens a project by its token. */
  readonly connect: (project: ProjectConfig) => ProjectConnection;
  readonly clock: Pick<Clock, 'now'>;
}

/** Narrows connections by policies. One connection narrowed by one policy is one connection, so that what is kept of it lasts. */
const createNarrower = ({ config, clock }: CallerConnectionOptions) => {
  const maxAgeMs = config.redcap.designMaxAgeSeconds * 1000;
  const narrowed = new WeakMap<ProjectConnection, Map<string, ProjectConnection>>();
  return (connection: ProjectConnection, policy: Policy): ProjectConnection => {
    const byPolicy = narrowed.get(connection) ?? new Map<string, ProjectConnection>();
    const digest = digestPolicy(policy);
    const own = byPolicy.get(digest) ?? {
      ...connection,
      redcap: narrowRedcap(connection.redcap, { policy, clock, maxAgeMs }),
      narrowing: createNarrowing(policy),
    };
    narrowed.set(connection, byPolicy.set(digest, own));
    return own;
  };
};

const nameOf = ({ issuer, subject }: Person, project: string): string => JSON.stringify([issuer, subject, project]);

/** The projects of people with tokens of their own. Which REDCap user such a token is of is not configured. */
const openPersonal = ({ config, connect }: CallerConnectionOptions): ReadonlyMap<string, ProjectConnection> =>
  new Map(
    config.personalTokens.flatMap(({ project: key, token, ...person }) => {
      const project = config.projects.find((one) => one.key === key);
      if (project === undefined) return [];
      return [
        [nameOf(person, key), { ...connect({ ...project, token, username: undefined }), tokenOf: 'person' }] as const,
      ];
    }),
  );

/** The projects of callers. */
export interface CallerConnections {
  /** The projects that a caller may see, each by the token and the policy that count for them. */
  readonly of: (caller: Caller) => readonly ProjectConnection[];
  /** The projects of people with tokens of their own, as the tokens see them. */
  readonly personal: () => readonly ProjectConnection[];
  /** Every project as each policy narrows it, also by the tokens of people. */
  readonly narrowed: () => readonly ProjectConnection[];
}

/** Finds the projects that a caller may see. */
export const createCallerConnections = (options: CallerConnectionOptions): CallerConnections => {
  const { config, connections } = options;
  const narrow = createNarrower(options);
  const personal = openPersonal(options);

  /** In a project the first policy that opens it counts. Without one the project is not there. */
  const openFor = (connection: ProjectConnection, policies: readonly Policy[], person: Person | undefined) => {
    const policy = policies.find((one) => opens(one, connection.key));
    if (policy === undefined) return [];
    const own = person === undefined ? undefined : personal.get(nameOf(person, connection.key));
    if (own !== undefined) return [narrow(own, policy)];
    return person === undefined || policy.serviceToken ? [narrow(connection, policy)] : [];
  };

  return {
    of: ({ projects, policies: names, person }) => {
      const listed = projects === 'all' ? connections : connections.filter(({ key }) => projects.includes(key));
      if (names === undefined) return listed;
      const policies = names.flatMap((name) => config.policies.filter((policy) => policy.name === name));
      return listed.flatMap((connection) => openFor(connection, policies, person));
    },
    personal: () => [...personal.values()],
    narrowed: () =>
      [...connections, ...personal.values()].flatMap((connection) =>
        config.policies.filter((policy) => opens(policy, connection.key)).map((policy) => narrow(connection, policy)),
      ),
  };
};
