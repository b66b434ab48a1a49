import type { Context } from '../../context.ts';
import { howToCheck } from './check.ts';
import { allEnds, readOperation, type EndCounts, type OperationEntry, type OperationOutcome } from './note.ts';
import { find } from './resolution.ts';

/** What became of an operation, or that it has not ended. */
export type OperationState = OperationOutcome | 'running';

/** What is known of an operation, for the caller whose it is. */
export interface OperationReport {
  readonly id: string;
  readonly state: OperationState;
  readonly mutation: string;
  /** The operator's name of the project; null where there is none. */
  readonly project: string | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly ends: EndCounts;
  /** Null where nothing has to be checked. */
  readonly howToCheck: string | null;
}

type ReportContext = Pick<Context, 'operations' | 'subject' | 'projects' | 'clock'>;

/** Orphans that are looked through for one operation at most. */
const MANY = 1_000;

/** Whether a gateway works at it. */
const isRunning = async ({ operations }: ReportContext, { id, owner }: OperationEntry): Promise<boolean> => {
  if (owner === operations.owner) return !operations.leftOpen().includes(id);
  return !(await operations.journal.orphans(MANY)).includes(id);
};

const stateOf = async (context: ReportContext, entry: OperationEntry): Promise<OperationState> => {
  if (entry.stage === 'ended') return entry.open.outcome ?? 'unknown';
  if (await isRunning(context, entry)) return 'running';
  // The caller's own project, and so by a token that the caller may use.
  const { outcome } = await find(
    entry,
    ({ project, space }) => {
      const source = context.projects.get(project);
      return source?.owner === space ? source : null;
    },
    context.clock,
  );
  return outcome;
};

/** What became of an operation of this caller, looked up now where that is not known yet; null where there is none with this id. */
export const reportOperation = async (context: ReportContext, id: string): Promise<OperationReport | null> => {
  const entry = await readOperation(context.operations.journal, id);
  if (entry?.sealed?.subject !== context.subject) return null;
  const { open: note } = entry;
  const state = await stateOf(context, entry);
  const isOpen = state === 'unknown' || state === 'partly';
  return {
    id,
    state,
    mutation: note.mutation,
    project: note.target?.project ?? null,
    startedAt: note.startedAt,
    endedAt: note.endedAt,
    ends: allEnds(note),
    howToCheck: isOpen ? howToCheck(note.current?.methods ?? []) : null,
  };
};
