/** A call of REDCap as plain data. */
export interface PlannedCall {
  /** Name of the method. */
  readonly method: string;
  /** What it is called with, in place of a file its name and, once that is known, its SHA-256. It may hold participants' data. */
  readonly args: unknown;
}

/** Which mutation a write is of, and whose. */
export interface WriteOrigin {
  /** Unguessable. A mutation that writes part by part has one for all of its parts. */
  readonly operationId: string;
  /** Name of the mutation in the graph. */
  readonly mutation: string;
  /** Names the caller; never a token. */
  readonly subject: string;
}

/** Where a write goes. */
export interface WriteTarget {
  /** The operator's name of the project. */
  readonly project: string;
  /** REDCap's address. */
  readonly host: string;
  /** Who shares what is kept of the project: REDCap host, token's fingerprint and project. */
  readonly space: string;
}

/** A write that is about to be sent. */
export interface WriteIntent extends WriteOrigin {
  /** Why, in the caller's words; null where none were given. */
  readonly reason: string | null;
  /** Null for a new project. */
  readonly target: WriteTarget | null;
  /** In their order; none is sent after one that failed. */
  readonly calls: readonly PlannedCall[];
  /** The backup of what the write replaces; null when it replaces nothing. */
  readonly backupId: string | null;
}

/** What became of a write, as far as the gateway could find out. */
export interface WriteEnd {
  readonly outcome: 'done' | 'partly' | 'not done' | 'unknown';
  /** The code of the failure that stopped it; null when all calls were accepted. */
  readonly code: string | null;
  /** How many of its calls REDCap accepted. */
  readonly accepted: number;
  /** Names of the records that REDCap has named itself, as far as they are known; none unless given. */
  readonly named?: readonly string[] | undefined;
}

/** One write, as one witness follows it. */
export interface WitnessedWrite {
  /**
   * Hears that call number `index`, from 0, is about to leave, with what it is called with by now. A call that is tried again is
   * heard of again. What it throws keeps the call from leaving.
   */
  readonly sending: (index: number, call: PlannedCall) => Promise<void>;
  /** Hears of the end. It does not throw: what happened has happened. */
  readonly end: (end: WriteEnd) => Promise<void>;
}

/**
 * Who must know of a write before it is sent: the journal, the audit. What a witness must not forget, it has stored when its
 * promise is kept. A witness that cannot store it throws, and the write is not sent.
 */
export interface WriteWitness {
  readonly begin: (intent: WriteIntent) => Promise<WitnessedWrite>;
}
