import type { Clock } from '../../redcap/clock.ts';
import type { Journal } from '../../state/journal.ts';
import { busy } from '../../loaders/patience.ts';
import { KEY_TURN } from '../write-turn.ts';
import { hasEnds, readOperation, type OperationNote } from './note.ts';
import { JOURNAL_MAX_AGE_MS, startOperation, type WriteOperation } from './operation.ts';
import { createOwner } from './owner.ts';

/** The operations of one gateway. */
export interface WriteOperations {
  readonly journal: Journal;
  /** The name by which the journal knows this gateway. */
  readonly owner: string;
  /** Starts a run of a mutation. Nothing is stored before it writes. */
  readonly start: (mutation: string, subject: string) => WriteOperation;
  /** Ids of this gateway's operations that have ended for their callers, and are to be looked at later. */
  readonly leftOpen: () => readonly string[];
  /** Notes that an operation of this gateway is to be looked at later. */
  readonly leaveOpen: (id: string) => void;
  /** Notes that an operation of this gateway need not be looked at any more. */
  readonly settle: (id: string) => void;
  /**
   * True when an operation that was begun has done nothing and never will. Throws `LANE_BUSY` while a gateway works at it. Of one
   * that the journal does not have (any more) nothing is known, and so it may have done something.
   */
  readonly hasDoneNothing: (id: string) => Promise<boolean>;
  /** Shows life while the work goes on: who takes operations over must be alive. */
  readonly working: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Leaves what is open to other gateways, at once. */
  readonly leave: () => Promise<void>;
}

/** Whether nothing of an operation that nobody works at has left its gateway. */
const isUnsent = (note: OperationNote): boolean => (note.current?.sent ?? 0) === 0 && !hasEnds(note);

const hasEndedUndone = ({ outcome }: OperationNote): boolean => outcome === 'not sent' || outcome === 'not done';

/** Operations that are noted in a journal. */
export const createWriteOperations = (journal: Journal, clock: Clock): WriteOperations => {
  const owner = createOwner(journal, clock);
  const open = new Set<string>();
  const leaveOpen = (id: string): void => void open.add(id);
  const get = (id: string) => readOperation(journal, id);
  return {
    journal,
    owner: owner.name,
    start: (mutation, subject) => startOperation(mutation, subject, { journal, owner, clock, leaveOpen }),
    leftOpen: () => [...open],
    leaveOpen,
    hasDoneNothing: async (id) => {
      const found = await get(id);
      if (found === null) return false;
      if (found.stage === 'ended') return hasEndedUndone(found.open);
      const isFree = found.owner === owner.name ? open.has(id) : await journal.adopt(id, found.owner, owner.name);
      if (!isFree) throw busy(KEY_TURN.busy);
      leaveOpen(id);
      // Its former owner may have woken and sent it between the first look and the adoption. After that it cannot.
      const entry = await get(id);
      if (entry === null || !isUnsent(entry.open)) return false;
      const ending: OperationNote = { ...entry.open, outcome: 'not sent', endedAt: clock.date() };
      const isEnded = await journal.revise(id, owner.name, { stage: 'ended', open: ending }, JOURNAL_MAX_AGE_MS);
      if (!isEnded) throw busy(KEY_TURN.busy);
      open.delete(id);
      return true;
    },
    settle: (id) => void open.delete(id),
    working: async (work) => {
      const rest = await owner.work();
      try {
        return await work();
      } finally {
        rest();
      }
    },
    leave: owner.leave,
  };
};
