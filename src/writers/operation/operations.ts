import type { Clock } from '../../redcap/clock.ts';
import type { Journal } from '../../state/journal.ts';
import { startOperation, type WriteOperation } from './operation.ts';
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
  /** Forgets that. */
  readonly settle: (id: string) => void;
  /** Shows life while the work goes on: who takes operations over must be alive. */
  readonly working: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Leaves what is open to other gateways, at once. */
  readonly leave: () => Promise<void>;
}

/** Operations that are noted in a journal. */
export const createWriteOperations = (journal: Journal, clock: Clock): WriteOperations => {
  const owner = createOwner(journal, clock);
  const open = new Set<string>();
  const leaveOpen = (id: string): void => void open.add(id);
  return {
    journal,
    owner: owner.name,
    start: (mutation, subject) => startOperation(mutation, subject, { journal, owner, clock, leaveOpen }),
    leftOpen: () => [...open],
    leaveOpen,
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
