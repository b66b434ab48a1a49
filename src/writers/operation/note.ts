import type { Journal, JournalEntry } from '../../state/journal.ts';
import type { PlannedCall, WriteEnd, WriteTarget } from '../witness.ts';

/** What became of an operation. `not sent`: nothing of it has left the gateway. */
export type OperationOutcome = WriteEnd['outcome'] | 'not sent';

/** How many writes of an operation came to which end. */
export type EndCounts = Readonly<Record<WriteEnd['outcome'], number>>;

/** No write has ended. */
export const noEnds: EndCounts = { done: 0, partly: 0, 'not done': 0, unknown: 0 };

/** A write that is under way, or was the last. */
export interface CurrentWrite {
  /** Names of REDCap's methods, in the order of the calls. */
  readonly methods: readonly string[];
  /** How many of the calls may have left. All before the last of these were accepted. */
  readonly sent: number;
  /** The backup of what it replaces; null when it replaces nothing. */
  readonly backupId: string | null;
  /** What became of it; null while that is not known. */
  readonly outcome: WriteEnd['outcome'] | null;
}

/** What the journal holds of an operation unsealed: nothing of a participant, and nobody's name. */
export interface OperationNote {
  readonly mutation: string;
  /** Null while nothing is to be written yet, and for a new project. */
  readonly target: WriteTarget | null;
  /** When it began, and when it ended, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** When a call of it left last. */
  readonly sentAt: number | null;
  /** Of the writes before the last. */
  readonly ends: EndCounts;
  /** The last write; null before the first. */
  readonly current: CurrentWrite | null;
  /** More was to follow the last write. */
  readonly mayGoOn: boolean;
  /** Null until it is known, or known not to be found out. */
  readonly outcome: OperationOutcome | null;
}

/** What the journal seals of an operation. */
export interface OperationSecret {
  /** Names the caller. */
  readonly subject: string;
  /** Of the write that is under way. */
  readonly calls: readonly PlannedCall[];
}

/** What is known of an operation whose entry was changed behind the gateways: that something of it may have been sent. */
const LOST_NOTE: OperationNote = {
  mutation: 'unknown',
  target: null,
  startedAt: 0,
  endedAt: null,
  sentAt: null,
  ends: noEnds,
  current: { methods: [], sent: 1, backupId: null, outcome: null },
  mayGoOn: false,
  outcome: null,
};

/** An operation as the journal has it. */
export type OperationEntry = JournalEntry<OperationNote, OperationSecret>;

/** The operation with this id; null when the journal has none. What no gateway has written of it counts for nothing. */
export const readOperation = async (journal: Pick<Journal, 'get'>, id: string): Promise<OperationEntry | null> => {
  const entry = await journal.get<OperationNote, OperationSecret>(id);
  if (entry === null || entry.isGenuine) return entry;
  return { ...entry, stage: entry.stage === 'ended' ? 'ended' : 'sent', open: LOST_NOTE, sealed: null };
};

/** Whether a write before the last has ended. */
export const hasEnds = ({ ends }: Pick<OperationNote, 'ends'>): boolean =>
  Object.values(ends).some((count) => count > 0);

/** How all writes have ended, the last one too where that is known. */
export const allEnds = ({ ends, current }: Pick<OperationNote, 'ends' | 'current'>): EndCounts => {
  const last = current?.outcome ?? null;
  return last === null ? ends : { ...ends, [last]: ends[last] + 1 };
};

/** What became of an operation, by what is known of its writes. */
export const outcomeOf = (note: Pick<OperationNote, 'ends' | 'current'>): OperationOutcome => {
  const ends = allEnds(note);
  if (ends.unknown > 0) return 'unknown';
  if (ends.partly > 0 || (ends.done > 0 && ends['not done'] > 0)) return 'partly';
  if (ends.done > 0) return 'done';
  return ends['not done'] > 0 ? 'not done' : 'not sent';
};
