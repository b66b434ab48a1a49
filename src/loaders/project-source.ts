import { createHash } from 'node:crypto';
import { buildDesign } from '../graph/design-builder.ts';
import type { Design } from '../graph/design.ts';
import type { CallOptions, Redcap } from '../redcap/client.ts';
import { RedcapError } from '../redcap/errors.ts';
import type { Method } from '../redcap/method.ts';
import { exportArms } from '../redcap/methods/arm.ts';
import { exportDataAccessGroups, type DataAccessGroupRow } from '../redcap/methods/data-access-group.ts';
import { exportEvents } from '../redcap/methods/event.ts';
import { exportFieldNames } from '../redcap/methods/field-name.ts';
import { exportFormEventMappings } from '../redcap/methods/form-event-mapping.ts';
import { exportInstruments } from '../redcap/methods/instrument.ts';
import { exportMetadata } from '../redcap/methods/metadata.ts';
import { exportProject, type ProjectRow } from '../redcap/methods/project.ts';
import { exportRepeatingInstrumentsAndEvents } from '../redcap/methods/repeating-instruments-and-events.ts';
import type { RepeatingRow } from '../redcap/methods/repeating-instruments-and-events.ts';
import { exportUsers, type UserRow } from '../redcap/methods/user.ts';
import { exportVersion } from '../redcap/methods/version.ts';
import { addCall, type Cost } from './cost.ts';
import type { DesignStore } from './design-store.ts';
import type { ListStore } from './list-store.ts';
import type { InstanceList, RecordNames } from './record-list.ts';
import { createRecordLoader, type RecordLoader } from './record.ts';
import type { SharedReads } from './shared-reads.ts';

/** A project's REDCap as one caller may use it; outlives requests. */
export interface ProjectConnection {
  /** The operator's name for the project. */
  readonly key: string;
  /** REDCap's address, as a part of cache keys. */
  readonly host: string;
  readonly redcap: Redcap;
  /** The zone of REDCap's times, when the operator tells it. */
  readonly serverTimeZone?: string | undefined;
  /** The token's REDCap user, when the operator tells it. */
  readonly username?: string | undefined;
}

/** What a project's reads share with those of other requests. */
export interface SharedStores {
  readonly designs: DesignStore;
  readonly reads: SharedReads;
  readonly recordNames: ListStore<RecordNames>;
  readonly instances: ListStore<InstanceList>;
  /** Arms made through this gateway that REDCap does not list yet because they have no event; by owner, number to name. */
  readonly unlistedArms: Map<string, Map<number, string>>;
}

/** One project as one request's caller sees it; made anew for every request. */
export interface ProjectSource {
  /** The operator's name for the connection. */
  readonly key: string;
  readonly connection: ProjectConnection;
  /** Who shares cached design with whom: REDCap host, token and project. */
  readonly owner: string;
  /** The zone of REDCap's times, when the operator tells it. */
  readonly serverTimeZone: string | null;
  /** The token's REDCap user, when the operator tells it. */
  readonly username: string | null;
  readonly cost: Cost;
  /** A read, shared with identical reads under way, counted, and aborted with the request. */
  readonly read: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;
  /** A write, sent as it is; never shared, never aborted once sent. Design and names that it may have changed are forgotten. */
  readonly write: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;
  /** A read that bypasses every cache and every read under way. */
  readonly readFresh: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;
  /** Forgets the project's cached design, so that the next look reads it anew. */
  readonly forgetDesign: () => void;
  /** Arms made through this gateway that REDCap does not list until they have an event, number to name. */
  readonly unlistedArms: () => ReadonlyMap<number, string>;
  readonly rememberArm: (armNum: number, name: string) => void;
  readonly project: () => Promise<ProjectRow>;
  readonly version: () => Promise<string>;
  readonly design: () => Promise<Design>;
  readonly dataAccessGroups: () => Promise<readonly DataAccessGroupRow[]>;
  readonly users: () => Promise<readonly UserRow[]>;
  /** Null without the Project Design right, which REDCap demands for this export. */
  readonly repeating: () => Promise<readonly RepeatingRow[] | null>;
  readonly records: RecordLoader;
  /** Lists of saved instruments that are being paged through. */
  readonly instances: ListStore<InstanceList>;
}

export interface ProjectSourceOptions {
  readonly connection: ProjectConnection;
  readonly stores: SharedStores;
  readonly cost: Cost;
  readonly signal?: AbortSignal | undefined;
  /** Point on `performance.now()`'s clock by which the request's reads must have ended. */
  readonly deadline?: number | undefined;
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** A project for one request: its reads, its writes, its design and its records. */
export const createProjectSource = (options: ProjectSourceOptions): ProjectSource => {
  const { connection, stores, cost, signal } = options;
  const { redcap } = connection;
  const owner = `${connection.host} ${redcap.fingerprint} ${connection.key}`;
  const onCost: CallOptions['onCost'] = (call) => {
    addCall(cost, call);
  };
  const join = (): void => {
    cost.coalesced += 1;
  };

  const send = async <Args, Result>(
    method: Method<Args, Result>,
    args: Args,
    callSignal: AbortSignal | undefined,
  ): Promise<Result> => {
    try {
      return await redcap.call(method, args, { signal: callSignal, deadline: options.deadline, onCost });
    } catch (error) {
      // A token that lost a right must not go on seeing what was cached while it had it.
      if (error instanceof RedcapError && error.code === 'UNAUTHENTICATED') forgetAll();
      // A name that REDCap does not know (any more) means that the design has moved on: the next look reads it anew.
      if (error instanceof RedcapError && error.code === 'REDCAP_REJECTED') stores.designs.drop(owner);
      throw error;
    }
  };

  const forgetAll = (): void => {
    stores.designs.drop(owner);
    stores.recordNames.drop(owner);
    stores.instances.drop(owner);
  };

  const read = <Args, Result>(method: Method<Args, Result>, args: Args): Promise<Result> => {
    const key = `${owner} ${String(stores.designs.generation(owner))} ${method.name} ${digest(args)}`;
    return stores.reads.run(key, signal, (shared) => send(method, args, shared), join);
  };

  const write = async <Args, Result>(method: Method<Args, Result>, args: Args): Promise<Result> => {
    try {
      return await redcap.call(method, args, { onCost });
    } finally {
      // Also after a failure: what was sent may have been done.
      forgetAll();
      records.forget();
    }
  };

  // Design is shared by callers, so no single caller's leaving may abort its loading.
  const part = <Result>(name: string, load: () => Promise<Result>): Promise<Result> =>
    stores.designs.part(owner, name, load);
  const cached = <Args, Result>(method: Method<Args, Result>, args: Args): Promise<Result> =>
    part(method.name, () => redcap.call(method, args, { onCost }));

  const project = () => cached(exportProject, undefined);
  const repeating = (): Promise<readonly RepeatingRow[] | null> =>
    part('repeating', () =>
      redcap.call(exportRepeatingInstrumentsAndEvents, undefined, { onCost }).catch((error: unknown) => {
        if (error instanceof RedcapError && error.code === 'FORBIDDEN') return null;
        throw error;
      }),
    );

  const loadDesign = async (): Promise<Design> => {
    const info = await project();
    const none = Promise.resolve([]);
    const [metadata, fieldNames, instruments, arms, events, mappings, repeatingRows] = await Promise.all([
      cached(exportMetadata, {}),
      cached(exportFieldNames, {}),
      cached(exportInstruments, undefined),
      info.is_longitudinal ? cached(exportArms, {}) : none,
      info.is_longitudinal ? cached(exportEvents, {}) : none,
      info.is_longitudinal ? cached(exportFormEventMappings, {}) : none,
      info.has_repeating_instruments_or_events ? repeating() : none,
    ]);
    return buildDesign({
      project: info,
      metadata,
      fieldNames,
      instruments,
      arms,
      events,
      mappings,
      repeating: repeatingRows,
    });
  };
  const design = () => part('design', loadDesign);

  const records = createRecordLoader({
    owner,
    read,
    design,
    newDesign: () => {
      stores.designs.drop(owner);
      return design();
    },
    recordNames: stores.recordNames,
  });

  return {
    key: connection.key,
    connection,
    owner,
    serverTimeZone: connection.serverTimeZone ?? null,
    username: connection.username ?? null,
    cost,
    read,
    write,
    readFresh: (method, args) => send(method, args, signal),
    forgetDesign: forgetAll,
    unlistedArms: () => stores.unlistedArms.get(owner) ?? new Map<number, string>(),
    rememberArm: (armNum, name) => {
      const arms = stores.unlistedArms.get(owner) ?? new Map<number, string>();
      stores.unlistedArms.set(owner, arms.set(armNum, name));
    },
    project,
    version: () => cached(exportVersion, undefined),
    design,
    dataAccessGroups: () => cached(exportDataAccessGroups, undefined),
    users: () => cached(exportUsers, undefined),
    repeating,
    records,
    instances: stores.instances,
  };
};
