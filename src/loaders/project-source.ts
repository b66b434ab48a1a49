import type { CallingParty } from '../redcap/budget/party.ts';
import type { Redcap } from '../redcap/client.ts';
import type { Clock, Deadline } from '../redcap/clock.ts';
import type { State } from '../state/state.ts';
import type { AccessLoader } from './access/access.ts';
import type { Cost } from './cost.ts';
import { createBuiltDesigns, type BuiltDesigns } from './design/built-design.ts';
import type { DesignLoader } from './design/design.ts';
import type { DesignPart } from './design/design-part.ts';
import type { UnlistedArms } from './design/unlisted-arm.ts';
import type { ChangeStore } from './feed/change-store.ts';
import type { Call, ProjectCalls } from './project-call.ts';
import type { KnownExports } from './record/known-export.ts';
import type { ProjectLists } from './record/kept-list.ts';
import type { Narrowing } from './narrowing.ts';
import type { KeepingTimes, KeptProject } from './kept-project.ts';
import type { RecordLoader } from './record/record.ts';
import type { ExportRecordsArgs, RecordRow } from '../redcap/methods/record.ts';
import type { RepeatingRow } from '../redcap/methods/repeating-setup.ts';
import type { IdentifierRead, ReadAudit } from './read-audit.ts';
import { createSharedReads, type SharedReads } from './shared-reads.ts';
import { createTokenGate, type TokenGate } from './token-gate.ts';
import { createTurns, type TurnKind, type Turns } from './turn.ts';
import type { LeaseHolding } from './held-lease.ts';
import type { ChangePlace } from './feed/change-page.ts';
import type { ChangeReader } from './feed/change-reader.ts';
import { createChangeWatches, type ChangeWatches, type WatchTimes } from './feed/change-watches.ts';

/** A project's REDCap as one caller may use it; outlives requests. */
export interface ProjectConnection {
  /** The operator's name for the project. */
  readonly key: string;
  /** REDCap's address, as a part of cache keys. */
  readonly host: string;
  readonly redcap: Redcap;
  /** The zone of REDCap's times, when the operator gave it. */
  readonly serverTimeZone?: string | undefined;
  /** The token's REDCap user, when the operator gave it. */
  readonly username?: string | undefined;
  /** What repeats, when the operator gave it: for a token to which REDCap does not export it. */
  readonly repeating?: readonly RepeatingRow[] | undefined;
  /** Whose token it is: the project's, configured by the operator, unless given. */
  readonly tokenOf?: 'person' | 'caller' | undefined;
  /** What is kept back from the caller of what the token may see; nothing unless given. */
  readonly narrowing?: Narrowing | undefined;
}

/** What the reads of one project share with those of other requests. */
export interface SharedStores {
  readonly state: State;
  readonly keep: KeepingTimes;
  /** Reads that are under way in this process. */
  readonly reads: SharedReads;
  /** Designs that this process has built. */
  readonly built: BuiltDesigns;
  readonly gate: TokenGate;
  /** Looks for changes, one after another. */
  readonly looks: Turns;
  /** Whose changes are followed in this process. */
  readonly watches: ChangeWatches;
  /** What was opened for a connection that lasts. */
  readonly opened: WeakMap<ProjectConnection, KeptProject>;
}

const LOOK_TURN: TurnKind = { name: 'look', busy: 'An earlier look for changes has not ended.' };

/** How often changes are looked for, where the operator says nothing. */
const WATCH_TIMES: WatchTimes = { pollMs: 30_000, askedMs: 5_000 };

/** What one gateway's reads share, over its state. */
export const createSharedStores = (
  state: State,
  keep: KeepingTimes,
  holding: LeaseHolding,
  watch: WatchTimes = WATCH_TIMES,
): SharedStores => {
  const { clock } = holding;
  return {
    state,
    keep,
    reads: createSharedReads(),
    built: createBuiltDesigns(clock.now),
    gate: createTokenGate(holding),
    looks: createTurns(holding, LOOK_TURN),
    watches: createChangeWatches({ ...watch, leases: state.leases, values: state.kept.lookup, clock }),
    opened: new WeakMap(),
  };
};

/** One project as one request's caller sees it; made when the request first uses it. */
export interface ProjectSource extends DesignLoader, AccessLoader, UnlistedArms, ProjectCalls<DesignPart> {
  /** The operator's name for the connection. */
  readonly key: string;
  readonly connection: ProjectConnection;
  /** Who shares what is kept with whom: REDCap host, token with what is kept back of it, and project. */
  readonly owner: string;
  /** The zone of REDCap's times, when the operator gave it. */
  readonly serverTimeZone: string | null;
  /** The token's REDCap user, when the operator gave it. */
  readonly username: string | null;
  readonly cost: Cost;
  /** Notes a read of identifiers that no method shows by itself; nothing where there is no audit. */
  readonly noteRead: (read: IdentifierRead) => Promise<void>;
  /** From here on no read of records is answered by one that began before, nor by a record that this request has loaded. */
  readonly readAnew: () => Promise<void>;
  /** Forgets the design that REDCap's refusal makes doubtful; at most once in ten seconds, however often it refuses. */
  readonly doubtDesign: () => Promise<void>;
  /** Forgets parts of the project's design, or all of it, so that the next look reads them anew. */
  readonly forgetDesign: (parts?: readonly DesignPart[]) => Promise<void>;
  readonly records: RecordLoader;
  /**
   * Rows of records by their names, past every cache, for writers. `call` is `readFresh`, or `look` after a write. What
   * REDCap cannot export at once is asked for in halves, and the size is remembered.
   */
  readonly exportNamed: (
    call: Call,
    names: readonly string[],
    args: Omit<ExportRecordsArgs, 'records'>,
  ) => Promise<readonly RecordRow[]>;
  /** Exports of records by their names, past every cache and never shared, for tables. */
  readonly tableExports: KnownExports;
  /** Lists of saved instruments that a caller pages through. */
  readonly instances: ProjectLists['instances'];
  /** What was known of records when `changes` was last asked for. */
  readonly changes: ChangeStore;
  /**
   * Follows the changes of records, from now on or behind a place, until it is left. One look at REDCap serves all who follow with
   * one token. It is no part of the request: it is not aborted with it, and does not count as its cost.
   */
  readonly followChanges: (after: ChangePlace | null, signal: AbortSignal) => ChangeReader;
}

export interface ProjectSourceOptions {
  readonly connection: ProjectConnection;
  /** Who called the gateway; nobody is named unless given. */
  readonly caller?: CallingParty | undefined;
  readonly stores: SharedStores;
  readonly cost: Cost;
  readonly signal?: AbortSignal | undefined;
  readonly clock: Clock;
  /** By when the request's reads must have ended; every write renews it. */
  readonly deadline?: Deadline | undefined;
  /** Notes the reads of identifiers; nothing is noted unless given. */
  readonly audit?: ReadAudit | undefined;
}
