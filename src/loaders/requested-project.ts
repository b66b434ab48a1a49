import type { Design } from '../graph/design/design.ts';
import type { CallingParty } from '../redcap/budget/party.ts';
import type { CallCost } from '../redcap/call-cost.ts';
import { callFor } from '../redcap/client.ts';
import { exportRecords } from '../redcap/methods/record.ts';
import { auditCalls, noteReads } from './audited-call.ts';
import { createAccessLoader, type AccessLoader } from './access/access.ts';
import { addCall, createCost, type Cost } from './cost.ts';
import { createDesignLoader, type DesignLoader } from './design/design.ts';
import type { DesignPart } from './design/design-part.ts';
import { openChangeReader } from './feed/change-reader.ts';
import { nameWatched } from './feed/change-watches.ts';
import type { KeptProject } from './kept-project.ts';
import { createMemory, keptOf } from './project-memory.ts';
import { createProjectCalls, type Call, type ProjectCalls } from './project-call.ts';
import type { ProjectConnection, ProjectSource, ProjectSourceOptions } from './project-source.ts';
import { RECORDS_PER_WRITERS_EXPORT, type BatchSize } from './record/batch-size.ts';
import { exportInHalves } from './record/export.ts';
import { createKnownExports } from './record/known-export.ts';
import { createRecordLoader, type RecordLoader } from './record/record.ts';

/** Who looks for changes: nobody waits for that, and all other calls go first. */
const WATCHER: CallingParty = { name: 'changes that are followed', isBackground: true };

/** Who reads what is kept for all callers. It counts for none of them, and none of their refusals is one of the others. */
const ALL_CALLERS: CallingParty = { name: 'all callers', isForAll: true };

/** Who reads a design anew before it is too old. Nobody waits for that yet, so that it has the turns of one caller. */
const RENEWAL: CallingParty = { name: 'designs that are read anew' };

/** The exports of writers, in parts that REDCap can answer. */
const exportForWriters =
  (size: BatchSize, look: Call, { clock, deadline }: ProjectSourceOptions): ProjectSource['exportNamed'] =>
  async (by, names, args) =>
    (
      await exportInHalves(names, args, {
        size,
        most: RECORDS_PER_WRITERS_EXPORT,
        read: (all) => by(exportRecords, all),
        // A look has its own time, and goes on when that of the request is over.
        isOver: () => by !== look && deadline !== undefined && clock.now() > deadline.at(),
      })
    ).flat();

/** The parts of a project for one request. Most requests need few of them, so that those are made which are asked for. */
class RequestedProject implements ProjectSource {
  readonly key: string;
  readonly connection: ProjectConnection;
  readonly owner: string;
  readonly serverTimeZone: string | null;
  readonly username: string | null;
  readonly cost: Cost;
  readonly #options: ProjectSourceOptions;
  readonly #kept: KeptProject;
  readonly #memory: ReturnType<typeof createMemory>;
  readonly #calls: ProjectCalls<DesignPart>;
  readonly #design: DesignLoader;
  #access: AccessLoader | undefined;
  #records: RecordLoader | undefined;

  constructor(options: ProjectSourceOptions) {
    const { connection, stores, cost, signal, clock, deadline, audit } = options;
    const { gate, reads, built } = stores;
    const redcap = callFor(connection.redcap, options.caller);
    this.key = connection.key;
    this.connection = connection;
    this.serverTimeZone = connection.serverTimeZone ?? null;
    this.username = connection.username ?? null;
    this.cost = cost;
    this.#options = options;
    this.#kept = keptOf(options);
    const { token, owner, parts, rights } = this.#kept;
    this.owner = owner;
    this.#memory = createMemory(
      this.#kept,
      () => this.#records?.forget(),
      () => stores.watches.ask(this.#watched.project),
      clock,
    );
    const calls = createProjectCalls({
      project: connection.key,
      token,
      owner,
      redcap,
      caller: options.caller?.name,
      gate,
      reads,
      memory: this.#memory,
      cost,
      signal,
      deadline,
    });
    const configuredRepeating = connection.repeating;
    const call = this.#callAs(ALL_CALLERS, cost);
    const callUnasked: Call = (method, args) => this.#callAs(RENEWAL, createCost())(method, args);
    const keptBack = connection.narrowing?.withheldIn;
    const kept = { space: owner, parts, rights, built, reads };
    this.#design = createDesignLoader({ ...kept, configuredRepeating, call, callUnasked, clock, keptBack });
    this.#calls =
      audit === undefined ? calls : auditCalls(calls, { audit, project: connection, design: this.#design.design });
  }

  get version() {
    return this.#design.version;
  }
  get project() {
    return this.#design.project;
  }
  get design() {
    return this.#design.design;
  }
  get repeating() {
    return this.#design.repeating;
  }
  get repeatingSetup() {
    return this.#design.repeatingSetup;
  }
  get withheld() {
    return this.#design.withheld;
  }

  get dataAccessGroups() {
    return this.#accesses.dataAccessGroups;
  }
  get userDagAssignments() {
    return this.#accesses.userDagAssignments;
  }
  get users() {
    return this.#accesses.users;
  }
  get userRoles() {
    return this.#accesses.userRoles;
  }
  get userRoleAssignments() {
    return this.#accesses.userRoleAssignments;
  }
  get groups() {
    return this.#accesses.groups;
  }
  get mayReadUsers() {
    return this.#accesses.mayReadUsers;
  }
  get ownUser() {
    return this.#accesses.ownUser;
  }
  get ownAssignment() {
    return this.#accesses.ownAssignment;
  }

  get unlistedArms() {
    return this.#kept.unlistedArms.unlistedArms;
  }
  get rememberArm() {
    return this.#kept.unlistedArms.rememberArm;
  }

  get read() {
    return this.#calls.read;
  }
  get write() {
    return this.#calls.write;
  }
  get writeAlone() {
    return this.#calls.writeAlone;
  }
  get readFresh() {
    return this.#calls.readFresh;
  }
  get look() {
    return this.#calls.look;
  }
  get stream() {
    return this.#calls.stream;
  }

  get noteRead() {
    return noteReads(this.#options.audit, this.connection);
  }
  get readAnew() {
    return this.#memory.readAnew;
  }
  get forgetDesign() {
    return this.#memory.forgetDesign;
  }
  get doubtDesign() {
    return this.#memory.doubtDesign;
  }

  get records() {
    const { names } = this.#kept.lists;
    const keptBack = this.connection.narrowing?.withheldIn;
    return (this.#records ??= createRecordLoader({ ...this.#known, read: this.#calls.read, names, keptBack }));
  }
  get exportNamed() {
    return exportForWriters(this.#kept.size, this.#calls.look, this.#options);
  }
  get tableExports() {
    return createKnownExports({ ...this.#known, read: this.#calls.readFresh });
  }
  get instances() {
    return this.#kept.lists.instances;
  }
  get changes() {
    return this.#kept.changes;
  }

  get followChanges(): ProjectSource['followChanges'] {
    const { connection, stores, clock } = this.#options;
    // Each look has calls with times of their own, and the whole has none.
    const open = (): ProjectSource =>
      createProjectSource({ connection, stores, clock, cost: createCost(), caller: WATCHER });
    return (after, signal) => openChangeReader(stores.watches.open(this.#watched, open), after, signal);
  }

  get #watched() {
    return { owner: this.owner, project: nameWatched(this.connection) };
  }

  get #accesses(): AccessLoader {
    return (this.#access ??= createAccessLoader({
      username: this.username,
      call: this.#callAs(ALL_CALLERS, this.cost),
      callAgain: this.#callAs(this.#options.caller, this.cost),
      parts: this.#kept.parts,
    }));
  }

  get #known() {
    const { clock, deadline } = this.#options;
    return { design: this.#design.design, newDesign: this.#newDesign, size: this.#kept.size, clock, deadline };
  }

  /** Calls that no single caller's leaving may abort. */
  #callAs(caller: CallingParty | undefined, cost: Cost): Call {
    const { connection, stores } = this.#options;
    const onCost = (one: CallCost): void => addCall(cost, one, connection.key);
    return (method, args) =>
      stores.gate.pass(this.#kept.token, () => connection.redcap.call(method, args, { onCost, caller }));
  }

  readonly #newDesign = async (): Promise<Design> => {
    await this.#memory.forgetDesign();
    return this.#design.design();
  };
}

/** A project for one request: its reads, its writes, its design and its records. */
export const createProjectSource = (options: ProjectSourceOptions): ProjectSource => new RequestedProject(options);
