import { createHash } from 'node:crypto';
import type { CallOptions, Redcap } from '../redcap/client.ts';
import type { Clock, Deadline } from '../redcap/clock.ts';
import { isUnknownName, RedcapError } from '../redcap/errors.ts';
import type { Method } from '../redcap/method.ts';
import type { BatchSizes } from './record/batch-size.ts';
import type { ChangeStore } from './feed/change-store.ts';
import { addCall, type Cost } from './cost.ts';
import { createDesignLoader, type DesignLoader, type DesignPart } from './design/design.ts';
import type { DesignStore } from './design/design-store.ts';
import type { ListStore } from './record/list-store.ts';
import type { InstanceList, RecordNames } from './record/query.ts';
import { createRecordLoader, type RecordLoader } from './record/record.ts';
import type { SharedReads } from './shared-reads.ts';
import type { TokenGate } from './token-gate.ts';

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
  /** How many records an export may ask for, as earlier ones taught. */
  readonly batchSizes: BatchSizes;
  readonly changes: ChangeStore;
  readonly gate: TokenGate;
  /** Arms made through this gateway that REDCap does not list yet because they have no event; by owner, number to name. */
  readonly unlistedArms: Map<string, Map<number, string>>;
}

/** One project as one request's caller sees it; made anew for every request. */
export interface ProjectSource extends Omit<DesignLoader, 'forget'> {
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
  /**
   * A write, sent as it is; never shared, never aborted once sent. What was read of records before it is forgotten, and
   * of the design the parts that it changes.
   */
  readonly write: <Args, Result>(
    method: Method<Args, Result>,
    args: Args,
    changes?: readonly DesignPart[],
  ) => Promise<Result>;
  /**
   * A write that changes what every other call with the token is answered: it waits for all that are under way, all later
   * ones wait for it, and everything that was read with the token through this connection is forgotten.
   */
  readonly writeAlone: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;
  /** A read that bypasses every cache and every read under way. */
  readonly readFresh: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;
  /**
   * A look at what became of a write that was sent. It has a read's whole time to itself, and goes on when the caller has
   * left: the outcome is recorded for the caller's next request.
   */
  readonly look: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;
  /** From here on no read is answered by one that began before, nor by a record that this request has loaded. */
  readonly readAnew: () => void;
  /** Forgets parts of the project's cached design, or all of it, so that the next look reads them anew. */
  readonly forgetDesign: DesignLoader['forget'];
  /** Arms made through this gateway that REDCap does not list until they have an event, number to name. */
  readonly unlistedArms: () => ReadonlyMap<number, string>;
  readonly rememberArm: (armNum: number, name: string) => void;
  readonly records: RecordLoader;
  /** Lists of saved instruments that are being paged through. */
  readonly instances: ListStore<InstanceList>;
  /** What was known of records when `changes` was last asked for. */
  readonly changes: ChangeStore;
}

export interface ProjectSourceOptions {
  readonly connection: ProjectConnection;
  readonly stores: SharedStores;
  readonly cost: Cost;
  readonly signal?: AbortSignal | undefined;
  readonly clock: Clock;
  /** By when the request's reads must have ended; it is renewed by every write. */
  readonly deadline?: Deadline | undefined;
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** A project for one request: its reads, its writes, its design and its records. */
export const createProjectSource = (options: ProjectSourceOptions): ProjectSource => {
  const { connection, stores, cost, signal } = options;
  const token = `${connection.host} ${connection.redcap.fingerprint}`;
  const redcap: Redcap = {
    fingerprint: connection.redcap.fingerprint,
    call: (method, args, callOptions) =>
      stores.gate.pass(token, () => connection.redcap.call(method, args, callOptions)),
  };
  const owner = `${token} ${connection.key}`;
  const onCost: CallOptions['onCost'] = (call) => {
    addCall(cost, call);
  };
  const join = (): void => {
    cost.coalesced += 1;
  };

  const design = createDesignLoader({ owner, redcap, designs: stores.designs, onCost });

  const forgetLists = (): void => {
    stores.recordNames.drop(owner);
    stores.instances.drop(owner);
  };

  /** What a failed read says about what is kept. */
  const learn = (error: unknown): void => {
    if (!(error instanceof RedcapError)) return;
    // A token that was withdrawn must not go on seeing what was kept while it was good.
    if (error.code === 'UNAUTHENTICATED') {
      design.forget();
      forgetLists();
      stores.changes.drop(owner);
    }
    // A field or event that REDCap does not know (any more): the design has moved on.
    if (isUnknownName(error)) design.forget();
  };

  const send = async <Args, Result>(
    method: Method<Args, Result>,
    args: Args,
    limits: Pick<CallOptions, 'signal' | 'deadline'>,
  ): Promise<Result> => {
    try {
      return await redcap.call(method, args, { ...limits, onCost });
    } catch (error) {
      learn(error);
      throw error;
    }
  };

  const read = <Args, Result>(method: Method<Args, Result>, args: Args): Promise<Result> => {
    const key = `${owner} ${String(stores.designs.generation(owner))} ${method.name} ${digest(args)}`;
    return stores.reads.run(
      key,
      signal,
      (shared) => send(method, args, { signal: shared, deadline: options.deadline?.at() }),
      join,
    );
  };

  const write: ProjectSource['write'] = async (method, args, changes = []) => {
    try {
      return await redcap.call(method, args, { onCost });
    } finally {
      // Also after a failure: what was sent may have been done.
      if (changes.length > 0) design.forget(changes);
      stores.designs.advance(owner);
      forgetLists();
      records.forget();
      options.deadline?.renew();
    }
  };

  const writeAlone: ProjectSource['writeAlone'] = (method, args) =>
    stores.gate.passAlone(token, async () => {
      try {
        return await connection.redcap.call(method, args, { onCost });
      } finally {
        // Before the next call may pass.
        design.forget();
        forgetLists();
        records.forget();
        options.deadline?.renew();
      }
    });

  const records = createRecordLoader({
    owner,
    read,
    design: design.design,
    newDesign: () => {
      design.forget();
      return design.design();
    },
    recordNames: stores.recordNames,
    batchSizes: stores.batchSizes,
    clock: options.clock,
    deadline: options.deadline,
  });

  return {
    ...design,
    key: connection.key,
    connection,
    owner,
    serverTimeZone: connection.serverTimeZone ?? null,
    username: connection.username ?? null,
    cost,
    read,
    write,
    writeAlone,
    readFresh: (method, args) => send(method, args, { signal, deadline: options.deadline?.at() }),
    look: (method, args) => send(method, args, {}),
    readAnew: () => {
      stores.designs.advance(owner);
      records.forget();
    },
    forgetDesign: design.forget,
    unlistedArms: () => stores.unlistedArms.get(owner) ?? new Map<number, string>(),
    rememberArm: (armNum, name) => {
      const arms = stores.unlistedArms.get(owner) ?? new Map<number, string>();
      stores.unlistedArms.set(owner, arms.set(armNum, name));
    },
    records,
    instances: stores.instances,
    changes: stores.changes,
  };
};
