import { compareExpectations } from './expected-value.ts';
import type { ImportWork } from './import-type.ts';
import { numberInstances } from './instance-number.ts';
import { compareRow, isSent } from './row-diff.ts';
import type { PlannedRow, RowDiff } from './row-plan.ts';
import { forEachInTurns } from '../../work-turn.ts';
import { GIVE_EXACTLY } from './spelling.ts';
import { emptyState, exportState, type StoredState } from './stored-state.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** What is wrong with which row of the input, by its index. */
export type RowProblems = ReadonlyMap<number, readonly UserErrorShape[]>;

/** What a part of an import would change of what is stored now. */
export interface PartPlan {
  readonly diffs: readonly RowDiff[];
  /** What only the stored data show to be wrong. */
  readonly problems: RowProblems;
}

/** Refuses names that REDCap holds in other upper and lower case: it may take both for one record. */
const checkSpelling = (rows: readonly PlannedRow[], state: StoredState): UserErrorShape[] => {
  const asked = new Set(rows.map(({ record }) => record));
  const others = new Set([...state.names].filter((name) => !asked.has(name)).map((name) => name.toLowerCase()));
  return rows
    .filter(({ record }) => !state.names.has(record) && others.has(record.toLowerCase()))
    .map(({ index }) => userError('CONFLICT', ['rows', String(index), 'record'], GIVE_EXACTLY));
};

/** Reads what is stored where these rows will write, and compares. Of records that REDCap is to name nothing is stored. */
export const planPart = async (
  { context, source, design, input }: Omit<ImportWork, 'hasWritten'>,
  rows: readonly PlannedRow[],
): Promise<PartPlan> => {
  // Each part has a read's whole time, as each write has.
  context.deadline.renew();
  const state = input.assignRecordNames
    ? emptyState(design)
    : await exportState(source, source.readFresh, design, rows);
  const { rows: numbered, problems } = numberInstances(rows, state, (row) => isSent(compareRow(design, state, row)));
  const diffs: RowDiff[] = [];
  await forEachInTurns(numbered, (row) => diffs.push(compareRow(design, state, row)));
  const refused = [...problems, ...checkSpelling(numbered, state), ...compareExpectations(design, state, numbered)];
  return { diffs, problems: Map.groupBy(refused, ({ path }) => Number(path[1])) };
};
