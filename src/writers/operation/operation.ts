import { randomUUID } from 'node:crypto';
import type { Clock } from '../../redcap/clock.ts';
import type { Journal, JournalStage } from '../../state/journal.ts';
import type { PlannedCall, WriteOrigin, WriteTarget, WriteWitness } from '../witness.ts';
import { allEnds, noEnds, outcomeOf, type OperationNote, type OperationSecret } from './note.ts';
import type { Owner } from './owner.ts';

/** What became of writes may be asked for this long. */
export const JOURNAL_MAX_AGE_MS = 30 * 24 * 3_600_000;

/** One run of a mutation. Its writes are in the journal before they are sent. */
export interface WriteOperation extends WriteOrigin {
  /** Follows its writes, one after another. */
  readonly witness: WriteWitness;
  /** Begins it in the journal before there is a write. */
  readonly begin: (target: WriteTarget) => Promise<void>;
  /** Notes whether more is to follow the next write: what became of that is not what became of all then. */
  readonly goOn: (mayGoOn: boolean) => void;
  /** Notes that something of it will not be sent: where all that was sent is done, it is done in part. */
  readonly fallShort: () => void;
  /** Ends it: it writes no more. It does not throw. */
  readonly end: () => Promise<void>;
}

/** What the operations of one gateway share. */
export interface OperationSurroundings {
  readonly journal: Journal;
  readonly owner: Owner;
  readonly clock: Clock;
  /** Hears of an entry that could not be closed, or whose end nobody knows: it is to be looked at later. */
  readonly leaveOpen: (id: string) => void;
}

const samePlan = (left: PlannedCall | undefined, right: PlannedCall): boolean =>
  left?.args === right.args || JSON.stringify(left) === JSON.stringify(right);

/** An operation and its entry in the journal, of which there is none before it writes. */
class JournalledOperation implements WriteOperation {
  readonly operationId = randomUUID();
  readonly mutation: string;
  readonly subject: string;
  readonly #surroundings: OperationSurroundings;
  #note: OperationNote;
  #calls: readonly PlannedCall[] = [];
  #stage: JournalStage | null = null;
  #rest: () => void = () => undefined;
  #isShort = false;

  constructor(mutation: string, subject: string, surroundings: OperationSurroundings) {
    this.mutation = mutation;
    this.subject = subject;
    this.#surroundings = surroundings;
    this.#note = {
      mutation,
      target: null,
      startedAt: surroundings.clock.date(),
      endedAt: null,
      sentAt: null,
      ends: noEnds,
      current: null,
      mayGoOn: false,
      outcome: null,
    };
  }

  readonly witness: WriteWitness = {
    begin: async ({ target, calls, backupId }) => {
      const current = { methods: calls.map(({ method }) => method), sent: 0, backupId, outcome: null };
      this.#note = { ...this.#note, target, ends: allEnds(this.#note), current };
      this.#calls = calls;
      await this.#store(this.#stage ?? 'begun', true).catch((error: unknown) => {
        // It is not sent then, and what was sent before it is not all.
        this.fallShort();
        throw error;
      });
      return {
        sending: (index, call) => this.#send(index, call),
        end: ({ outcome }) => {
          // It goes to the journal with what comes next. Until then the journal says that it may have been sent, which is true.
          const { current: last } = this.#note;
          if (last !== null) this.#note = { ...this.#note, current: { ...last, outcome } };
          return Promise.resolve();
        },
      };
    },
  };

  readonly goOn = (mayGoOn: boolean): void => {
    this.#note = { ...this.#note, mayGoOn };
  };

  readonly fallShort = (): void => {
    this.#isShort = true;
  };

  readonly begin = async (target: WriteTarget): Promise<void> => {
    this.#note = { ...this.#note, target };
    await this.#store('begun', true);
  };

  readonly end = async (): Promise<void> => {
    if (this.#stage === null) return;
    const known = outcomeOf(this.#note);
    const outcome = known === 'done' && this.#isShort ? 'partly' : known;
    this.#note = { ...this.#note, outcome, endedAt: this.#surroundings.clock.date() };
    // What nobody knows may come to light: it stays open, and is looked at later.
    const isOpen = outcome === 'unknown';
    try {
      await this.#store(isOpen ? 'sent' : 'ended', false);
    } catch {
      // What happened has happened. The entry says less than is known, and nothing that is wrong.
      this.#surroundings.leaveOpen(this.operationId);
    }
    if (isOpen) this.#surroundings.leaveOpen(this.operationId);
    this.#rest();
  };

  async #send(index: number, call: PlannedCall): Promise<void> {
    const { current } = this.#note;
    const isKnown = samePlan(this.#calls[index], call);
    // A call that is tried again was noted before.
    if (current === null || (current.sent > index && isKnown)) return;
    this.#note = {
      ...this.#note,
      sentAt: this.#surroundings.clock.date(),
      current: { ...current, sent: index + 1 },
    };
    if (!isKnown) this.#calls = this.#calls.with(index, call);
    await this.#store('sent', !isKnown);
  }

  async #store(stage: JournalStage, withSecret: boolean): Promise<void> {
    const { journal, owner } = this.#surroundings;
    const secret: OperationSecret = { subject: this.subject, calls: this.#calls };
    const id = this.operationId;
    if (this.#stage === null) {
      const rest = await owner.work();
      const entry = { id, owner: owner.name, open: this.#note, sealed: secret };
      try {
        if (!(await journal.begin(entry, JOURNAL_MAX_AGE_MS))) throw new Error('An operation with this id has begun.');
      } catch (error) {
        rest();
        throw error;
      }
      this.#rest = rest;
    } else {
      const change = { stage, open: this.#note, ...this.#sealedWith(stage, withSecret, secret) };
      if (!(await journal.revise(id, owner.name, change, JOURNAL_MAX_AGE_MS))) {
        throw new Error('Another gateway has taken this operation over.');
      }
    }
    this.#stage = stage;
  }

  /** What is sealed is kept for as long as somebody may have to look by it. */
  #sealedWith(stage: JournalStage, withSecret: boolean, secret: OperationSecret): { readonly sealed?: unknown } {
    if (stage === 'ended') return { sealed: { ...secret, calls: [] } satisfies OperationSecret };
    return withSecret ? { sealed: secret } : {};
  }
}

/** Starts an operation. Nothing is stored before it writes. */
export const startOperation = (
  mutation: string,
  subject: string,
  surroundings: OperationSurroundings,
): WriteOperation => new JournalledOperation(mutation, subject, surroundings);
