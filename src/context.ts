import type { AnswerErrors } from './answer-error.ts';
import type { AnswerTexts } from './answer-text.ts';
import { createCost, type Cost } from './loaders/cost.ts';
import type { WatchTimes } from './loaders/feed/change-watches.ts';
import { createDownloads, downloadsFor, TABLE, type Downloads } from './loaders/download.ts';
import { createLazyMap } from './loaders/lazy-map.ts';
import {
  createSharedStores,
  type ProjectConnection,
  type ProjectSource,
  type SharedStores,
} from './loaders/project-source.ts';
import type { ReadAudit, RecallReadAudit } from './loaders/read-audit.ts';
import { createProjectSource } from './loaders/requested-project.ts';
import type { CallingParty } from './redcap/budget/party.ts';
import { callFor, type Redcap } from './redcap/client.ts';
import { createDeadline, type Clock, type Deadline } from './redcap/clock.ts';
import { createOpaqueIdCodecs, type OpaqueIdCodec, type OpaqueIdCodecs } from './opaque-id.ts';
import { createSharedNames, type SharedNames } from './shared-name.ts';
import { tableMaker } from './loaders/table-maker.ts';
import { createTurns, type Turns } from './loaders/turn.ts';
import { createMemoryState } from './state/memory/state.ts';
import type { State } from './state/state.ts';
import { BACKUP_MAX_AGE_MS, createBackupStore, type BackupStore } from './writers/backup.ts';
import { createIdempotencyStore, IDEMPOTENCY_MAX_AGE_MS, type IdempotencyStore } from './writers/kept-result.ts';
import { createWritesUnderWay, type WritesUnderWay } from './writers/under-way.ts';
import { createWriteOperations, type WriteOperations } from './writers/operation/operations.ts';
import type { WriteOperation } from './writers/operation/operation.ts';
import { witnessesOf } from './writers/tally-witness.ts';
import type { WriteWitness } from './writers/witness.ts';
import { KEY_TURN, WRITE_TURN } from './writers/write-turn.ts';

/** Who asks, and what they may do. */
export interface ContextCaller {
  /** Names the caller in logs and binds ids and cursors to them; never a token. */
  readonly subject: string;
  /** Calls of REDCap that the caller may cause in a minute; no limit of their own unless given. */
  readonly callsPerMinute?: number | null | undefined;
  /** False: mutations are refused. */
  readonly mayWrite: boolean;
  /** True: the details of REDCap's log may be read, which hold patients' data. False unless given. */
  readonly mayReadLogDetails?: boolean | undefined;
  readonly connections: readonly ProjectConnection[];
  /** Where this caller may make projects; nowhere unless given. */
  readonly creation?: ProjectCreation | undefined;
}

/** A REDCap with a super token, which can make projects and nothing else. */
export interface ProjectCreation {
  /** REDCap's address, as the lane's name. */
  readonly host: string;
  readonly redcap: Redcap;
}

/** What outlives a request: caches of design, reads under way, write lanes, download addresses. */
export interface SharedState {
  readonly stores: SharedStores;
  readonly downloads: Downloads;
  /** Writes of one project go one after another. */
  readonly lanes: Turns;
  readonly idempotency: IdempotencyStore;
  /** What was there before writes replaced it. */
  readonly backups: BackupStore;
  /** Who must know of a write before it is sent. */
  readonly witnesses: readonly WriteWitness[];
  /** The writes of this gateway that are under way. */
  readonly writes: WritesUnderWay;
  /** What is noted in the journal. */
  readonly operations: WriteOperations;
  /** Of opaque ids and cursors. */
  readonly codecs: OpaqueIdCodecs;
  readonly sharedNames: SharedNames;
  /** Records or rows on one page at most. */
  readonly maxPageSize: number;
  /** Milliseconds that the reads of one request may take together. */
  readonly requestTimeoutMs: number;
  readonly clock: Clock;
}

export interface SharedStateOptions {
  /** What outlives requests; in the memory of this process unless given. */
  readonly state?: State | undefined;
  readonly secret: Uint8Array;
  /** The gateway's address, as callers know it; the addresses of downloads are paths unless given. */
  readonly publicUrl?: string | undefined;
  /** The operator's projects, by which files of other gateways are served too; none unless given. */
  readonly configured?: (() => readonly ProjectConnection[]) | undefined;
  readonly designMaxAgeMs: number;
  /** How long it is kept which columns a token may export; as long as a design unless given. */
  readonly rightsMaxAgeMs?: number | undefined;
  /** How long the keys of a list that is being paged through are kept; 0 turns it off. */
  readonly listMaxAgeMs: number;
  /** How often changes are looked for while somebody follows them; every 30 seconds unless given. */
  readonly watch?: WatchTimes | undefined;
  readonly maxPageSize: number;
  readonly requestTimeoutMs: number;
  /** Milliseconds that one waits for earlier work of the gateway; without end unless given. */
  readonly turnWaitMs?: number | undefined;
  /** How long backups are kept; 30 days unless given. */
  readonly backupMaxAgeMs?: number | undefined;
  readonly clock: Clock;
  /** Notes who fetches files; nothing is noted unless given. */
  readonly recallAudit?: RecallReadAudit | undefined;
  /** Who must know of a write before it is sent, besides the journal. */
  readonly witnesses?: readonly WriteWitness[] | undefined;
}

/** Five minutes: long enough to click, too short to be worth stealing. */
const DOWNLOAD_MAX_AGE_MS = 5 * 60_000;

/** The state that one gateway's requests share. */
export const createSharedState = (options: SharedStateOptions): SharedState => {
  const writes = createWritesUnderWay();
  const { clock } = options;
  const state = options.state ?? createMemoryState({ now: clock.now });
  const holding = { leases: state.leases, clock, patienceMs: options.turnWaitMs };
  const keep = {
    designMs: options.designMaxAgeMs,
    rightsMs: options.rightsMaxAgeMs ?? options.designMaxAgeMs,
    listMs: options.listMaxAgeMs,
  };
  const stores = createSharedStores(state, keep, holding, options.watch);
  return {
    stores,
    downloads: createDownloads({
      base: options.publicUrl,
      values: state.kept.download,
      configured: options.configured,
      makers: { [TABLE]: tableMaker(stores, clock) },
      maxAgeMs: DOWNLOAD_MAX_AGE_MS,
      now: clock.now,
      recallAudit: options.recallAudit,
    }),
    lanes: createTurns(holding, WRITE_TURN),
    idempotency: createIdempotencyStore({
      values: state.kept.idempotency,
      turns: createTurns(holding, KEY_TURN),
      maxAgeMs: IDEMPOTENCY_MAX_AGE_MS,
    }),
    backups: createBackupStore(state.backups, options.backupMaxAgeMs ?? BACKUP_MAX_AGE_MS, clock),
    witnesses: [...(options.witnesses ?? []), writes.witness],
    writes,
    operations: createWriteOperations(state.journal, clock),
    codecs: createOpaqueIdCodecs(options.secret),
    sharedNames: createSharedNames(options.secret),
    maxPageSize: options.maxPageSize,
    requestTimeoutMs: options.requestTimeoutMs,
    clock,
  };
};

/** Everything that resolvers work with, made anew for every request. */
export interface Context extends Pick<
  SharedState,
  'downloads' | 'lanes' | 'idempotency' | 'backups' | 'witnesses' | 'operations' | 'maxPageSize' | 'clock'
> {
  readonly subject: string;
  readonly mayWrite: boolean;
  /** False: the details of REDCap's log are refused. */
  readonly mayReadLogDetails: boolean;
  /** Null when this caller may not make projects. */
  readonly creation: ProjectCreation | null;
  /** The caller's projects by key, in the operator's order. */
  readonly projects: ReadonlyMap<string, ProjectSource>;
  readonly cost: Cost;
  readonly ids: OpaqueIdCodec;
  readonly cursors: OpaqueIdCodec;
  readonly sharedNames: SharedNames;
  /** Aborted once the gateway stops and waits for nothing more. */
  readonly stopping?: AbortSignal | undefined;
  /** The mutation that is running, as the journal has it; null beside mutations. */
  readonly operation: WriteOperation | null;
  /** Why a write is made, in the caller's words; null where none were given. */
  readonly reason: string | null;
  readonly signal: AbortSignal | undefined;
  /** The id of the last event that the client has received of a stream which was cut off; null where it names none. */
  readonly lastEventId: string | null;
  /** By when the reads of the operation must have ended; a write, and its turn in the lane, renew it. */
  readonly deadline: Deadline;
  /** Stops the operation's time while a write that was sent is seen to its end. */
  readonly hold: Hold;
  /** Stops the operation's time while a write waits for its turn. */
  readonly wait: Hold;
  /** Where texts of the answer may be put; undefined where every value must be in the answer itself. */
  readonly texts: AnswerTexts | undefined;
  /** Where errors are added that take no value of the answer away; undefined where nobody reads them. */
  readonly errors: AnswerErrors | undefined;
}

/** Stops a time that is running for a mutation, and returns a function that lets it run again. */
export type Hold = (operationId?: string) => () => void;

/** What a request's context gets from the operation that it is made for. Without `hold` and `wait` no time is stopped. */
export interface Operation extends Partial<Pick<Context, 'hold' | 'wait'>> {
  /** Aborted when the caller has left, or when the operation's time is over. */
  readonly signal?: AbortSignal | undefined;
  /** As {@link Context.lastEventId}. */
  readonly lastEventId?: string | null | undefined;
  /** Takes texts of the answer; none is put anywhere unless given. */
  readonly texts?: AnswerTexts | undefined;
  /** Notes what is read of identifiers; nothing is noted unless given. */
  readonly audit?: ReadAudit | undefined;
  /** Who must know of this caller's writes, besides those who know of all. */
  readonly witness?: WriteWitness | undefined;
  /** Takes errors beside the answer; none is taken unless given. */
  readonly errors?: AnswerErrors | undefined;
}

const holdNothing: Hold = () => () => undefined;

/** The context of one request. */
export const createContext = (shared: SharedState, caller: ContextCaller, operation: Operation): Context => {
  const { clock, stores } = shared;
  const { signal, audit } = operation;
  const cost = createCost();
  const { creation } = caller;
  const party: CallingParty = { name: caller.subject, callsPerMinute: caller.callsPerMinute };
  const deadline = createDeadline(clock, shared.requestTimeoutMs);
  const open = (connection: ProjectConnection): ProjectSource =>
    createProjectSource({ connection, caller: party, stores, cost, signal, clock, deadline, audit });
  return {
    subject: caller.subject,
    mayWrite: caller.mayWrite,
    mayReadLogDetails: caller.mayReadLogDetails ?? false,
    creation: creation === undefined ? null : { ...creation, redcap: callFor(creation.redcap, party) },
    projects: createLazyMap(new Map(caller.connections.map((connection) => [connection.key, connection])), open),
    cost,
    ids: shared.codecs(caller.subject, 'id'),
    cursors: shared.codecs(caller.subject, 'cursor'),
    downloads: downloadsFor(shared.downloads, party, audit?.caller),
    lanes: shared.lanes,
    idempotency: shared.idempotency,
    backups: shared.backups,
    witnesses: witnessesOf(shared.witnesses, operation.witness, cost.tally, clock.now),
    stopping: shared.writes.stopping,
    operations: shared.operations,
    sharedNames: shared.sharedNames,
    operation: null,
    reason: null,
    maxPageSize: shared.maxPageSize,
    signal,
    lastEventId: operation.lastEventId ?? null,
    clock,
    deadline,
    hold: operation.hold ?? holdNothing,
    wait: operation.wait ?? holdNothing,
    texts: operation.texts,
    errors: operation.errors,
  };
};
