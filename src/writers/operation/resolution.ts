import type { Clock } from '../../redcap/clock.ts';
import type { Standing } from '../life.ts';
import type { WriteEnd, WriteTarget } from '../witness.ts';
import type { FindProject } from './find-project.ts';
import { lookAfterCall } from './look/index.ts';
import {
  hasEnds,
  outcomeOf,
  readOperation,
  type OperationEntry,
  type OperationNote,
  type OperationOutcome,
  type OperationSecret,
} from './note.ts';
import { JOURNAL_MAX_AGE_MS } from './operation.ts';
import type { WriteOperations } from './operations.ts';

/** So long after a call has left REDCap may still come to it. A longer one would have been cut by every server before REDCap. */
const LATEST_MS = 10 * 60_000;

/** So long it is looked again and again where REDCap could not be asked. A gateway cannot look for ever: each look is a call. */
const MOST_AWAY_MS = 7 * 24 * 3_600_000;

/** What is known of an operation that was broken off or whose answer was lost. */
interface Finding {
  readonly outcome: OperationOutcome;
  /** Nothing more will come to light. */
  readonly isFinal: boolean;
}

/** What one look says of the write that was under way. */
const endBy = (standing: Standing | null, isLate: boolean): WriteEnd['outcome'] | null => {
  if (standing === 'done') return 'done';
  if (!isLate) return null;
  return standing === 'partly' ? 'partly' : 'unknown';
};

/**
 * Finds out what became of an operation by looking, without the gateway that began it. What was never sent is not done. Of
 * what may have been sent only a look can show that it is done, and nothing that it never will be.
 */
export const find = async (
  { open: note, sealed }: OperationEntry,
  findProject: FindProject,
  clock: Clock,
): Promise<Finding> => {
  const { current, target } = note;
  const known = current?.outcome ?? null;
  if (current === null || (known !== null && known !== 'unknown')) return { outcome: outcomeOf(note), isFinal: true };
  const withEnd = (outcome: WriteEnd['outcome']): OperationOutcome =>
    outcomeOf({ ...note, current: { ...current, outcome } });
  if (current.sent === 0) return { outcome: hasEnds(note) ? withEnd('not done') : 'not sent', isFinal: true };
  // The calls before the last that has left were accepted.
  const call = sealed?.calls[current.sent - 1];
  const source = target === null ? null : findProject(target);
  const age = clock.date() - (note.sentAt ?? 0);
  // Of a project without a token here, whose caller sent their own, only that caller's next request can show something.
  const unasked = target === null ? null : 'away';
  const seen = source === null || call === undefined ? unasked : await lookAfterCall(source, call);
  // Longer than one write may take REDCap can be away, and then show what became of it.
  const end = seen === 'away' ? endBy(null, age > MOST_AWAY_MS) : endBy(seen, age > LATEST_MS);
  if (end === null) return { outcome: 'unknown', isFinal: false };
  const isShort = current.sent < current.methods.length || note.mayGoOn;
  return { outcome: withEnd(end === 'done' && isShort ? 'partly' : end), isFinal: true };
};

/** What was found out of one operation, for the log and the audit. */
export interface Resolved {
  readonly id: string;
  readonly mutation: string;
  /** Null for a new project, and where nothing was to be written yet. */
  readonly target: WriteTarget | null;
  readonly outcome: OperationOutcome;
}

/** Hears what became of an operation, before the journal has it. It may hear so twice, and it does not throw. */
export type HearResolved = (resolved: Resolved) => Promise<void>;

/** What is needed to resolve operations. */
export interface Resolving {
  readonly operations: WriteOperations;
  readonly findProject: FindProject;
  readonly clock: Clock;
  /** Nobody hears of it unless given. */
  readonly hear?: HearResolved | undefined;
}

/**
 * Resolves an operation that nobody works at, this gateway's own or one that it has taken over. Null while it may still come
 * to light what became of it: it is looked at again later.
 */
const resolve = async ({ operations, findProject, clock, hear }: Resolving, id: string): Promise<Resolved | null> => {
  const { journal, owner, settle, leaveOpen } = operations;
  const entry = await readOperation(journal, id);
  if (entry === null || entry.stage === 'ended' || entry.owner !== owner) {
    settle(id);
    return null;
  }
  leaveOpen(id);
  const { outcome, isFinal } = await find(entry, findProject, clock);
  if (!isFinal) return null;
  const { open: note, sealed } = entry;
  const open: OperationNote = { ...note, outcome, endedAt: note.endedAt ?? clock.date() };
  const secret: OperationSecret | null = sealed === null ? null : { ...sealed, calls: [] };
  const resolved: Resolved = { id, mutation: note.mutation, target: note.target, outcome };
  await hear?.(resolved);
  await journal.revise(id, owner, { stage: 'ended', open, sealed: secret }, JOURNAL_MAX_AGE_MS);
  settle(id);
  return resolved;
};

/**
 * Resolves, of what this gateway has left open, the operations of the projects that `findProject` finds. Returns what came to
 * light.
 */
export const resolveFound = async (resolving: Resolving): Promise<readonly Resolved[]> => {
  const { operations, findProject } = resolving;
  const resolved: Resolved[] = [];
  for (const id of operations.leftOpen()) {
    const target = (await readOperation(operations.journal, id))?.open.target ?? null;
    const one = target === null || findProject(target) === null ? null : await resolve(resolving, id);
    if (one !== null) resolved.push(one);
  }
  return resolved;
};

/** Takes over an operation whose gateway is gone, to look at it, unless another gateway is quicker. */
const takeOver = async (operations: WriteOperations, { id, owner }: OperationEntry): Promise<void> => {
  if (owner === operations.owner) return;
  if (await operations.journal.adopt(id, owner, operations.owner)) operations.leaveOpen(id);
};

/** Operations that are taken over in one round at most: each look is a call. */
const MOST_AT_ONCE = 100;

/**
 * Resolves what this gateway has left open, and what gateways have that are gone. Returns what came to light. Several gateways
 * may do it at once: each operation has one of them.
 */
export const resolveOpen = async (resolving: Resolving): Promise<readonly Resolved[]> => {
  const { operations } = resolving;
  const { journal } = operations;
  const orphans = await journal.orphans(MOST_AT_ONCE);
  if (orphans.length === 0 && operations.leftOpen().length === 0) return [];
  return operations.working(async () => {
    for (const id of orphans) {
      const entry = await readOperation(journal, id);
      if (entry !== null) await takeOver(operations, entry);
    }
    const resolved: Resolved[] = [];
    for (const id of operations.leftOpen()) {
      const one = await resolve(resolving, id);
      if (one !== null) resolved.push(one);
    }
    return resolved;
  });
};
