import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { chooseImportRecords, type ImportRecordsArgs, type RecordRow } from '../../redcap/methods/record.ts';
import { seriesOf } from './instance-number.ts';
import { isNumberedByRedcap, placeColumns, placeKey, type RowDiff } from './row-plan.ts';
import { mapAnswer, writeCall, type WriteCall } from '../write-call.ts';

/** One Import Records call: keys and changed columns only. */
export type ImportCall = Pick<ImportRecordsArgs, 'overwriteBehavior'> & {
  readonly rows: readonly RecordRow[];
  /** It holds the new instances that REDCap is to number. */
  readonly isNumbered: boolean;
  /** Indexes of the rows of the input that it holds something from. */
  readonly indexes: ReadonlySet<number>;
};

/** One row to send, made of all rows of the input for its place. */
interface MergedRow {
  readonly cells: RecordRow;
  readonly indexes: readonly number[];
}

/** Rows of one place together, with what is erased or with what is set; places without any are left out. */
const mergeRows = (design: Design, diffs: readonly RowDiff[], isErasure: boolean): MergedRow[] => {
  const idField = design.recordIdField.fieldName;
  const merged = new Map<string, MergedRow>();
  for (const { row, changes, isKeyOnly, alongside } of diffs) {
    const sent = [...Object.entries(alongside), ...changes.flatMap((change) => Object.entries(change.cells))];
    const cells = Object.fromEntries(sent.filter(([, text]) => (text === '') === isErasure));
    if (Object.keys(cells).length === 0 && (isErasure || !isKeyOnly)) continue;
    const known = merged.get(placeKey(row)) ?? { cells: placeColumns(row, idField), indexes: [] };
    merged.set(placeKey(row), { cells: { ...known.cells, ...cells }, indexes: [...known.indexes, row.index] });
  }
  return [...merged.values()];
};

const callOf = (
  merged: readonly MergedRow[],
  overwriteBehavior: ImportCall['overwriteBehavior'],
  isNumbered: boolean,
): ImportCall => ({
  overwriteBehavior,
  rows: merged.map(({ cells }) => cells),
  isNumbered,
  indexes: new Set(merged.flatMap(({ indexes }) => indexes)),
});

const hasNumbered = (diffs: readonly RowDiff[]): boolean => diffs.some(({ row }) => isNumberedByRedcap(row));

/**
 * Whether instances are made by their numbers in a series that is to have new ones too. REDCap numbers these after what is
 * stored when the call arrives, so that in one call both could become the same instance.
 */
const couldMeet = (diffs: readonly RowDiff[]): boolean => {
  const numbered = new Set(diffs.filter(({ row }) => isNumberedByRedcap(row)).map(({ row }) => seriesOf(row)));
  return diffs.some(
    ({ row, exists }) => row.kind !== 'NONE' && !isNumberedByRedcap(row) && !exists && numbered.has(seriesOf(row)),
  );
};

/** What is set, in one call; new instances in a second one where they could meet others. */
const settingsOf = (design: Design, diffs: readonly RowDiff[]): ImportCall[] => {
  const parts = couldMeet(diffs)
    ? [diffs.filter(({ row }) => !isNumberedByRedcap(row)), diffs.filter(({ row }) => isNumberedByRedcap(row))]
    : [diffs];
  return parts.flatMap((part): ImportCall[] => {
    const rows = mergeRows(design, part, false);
    return rows.length === 0 ? [] : [callOf(rows, 'normal', hasNumbered(part))];
  });
};

/**
 * The calls that make the changes. One `normal` import sets everything that is set, and no blank in it can erase. An
 * `overwrite` import erases what is erased, with those columns alone. Erasures of different columns are different calls: REDCap
 * reads a table, and a column that one row erases must not be blank in another. New instances are a call of their own where
 * {@link couldMeet} says so.
 */
export const callsOf = (design: Design, diffs: readonly RowDiff[]): ImportCall[] => {
  const erasures = mergeRows(design, diffs, true);
  const byColumns = Map.groupBy(erasures, ({ cells }) => JSON.stringify(Object.keys(cells).sort()));
  return [...settingsOf(design, diffs), ...[...byColumns.values()].map((rows) => callOf(rows, 'overwrite', false))];
};

/** The sending of a call. Its answer is whether REDCap named fewer records than were sent. */
export const sendCall = (source: ProjectSource, design: Design, call: ImportCall): WriteCall<boolean> => {
  const idField = design.recordIdField.fieldName;
  const args = { rows: call.rows, overwriteBehavior: call.overwriteBehavior, forceAutoNumber: false };
  return mapAnswer(writeCall(source, chooseImportRecords(args), args), ({ ids }) => {
    const named = new Set(ids);
    return call.rows.some((row) => !named.has(row[idField] ?? ''));
  });
};
