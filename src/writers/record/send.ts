import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { chooseImportRecords, type ImportRecordsArgs, type RecordRow } from '../../redcap/methods/record.ts';
import { seriesOf } from './number.ts';
import { isNumberedByRedcap, placeColumns, placeKey, type RowDiff } from './plan.ts';

/** One Import Records call: keys and changed columns only. */
export type ImportCall = Pick<ImportRecordsArgs, 'overwriteBehavior'> & {
  readonly rows: readonly RecordRow[];
  /** It holds the new instances that REDCap is to number. */
  readonly isNumbered: boolean;
};

/** What came of the calls. */
export interface Sent {
  /** Why it stopped; null when REDCap accepted all calls. */
  readonly failure: RedcapError | null;
  /** Calls that REDCap accepted. */
  readonly accepted: number;
  /** REDCap named fewer records than were sent. */
  readonly isShort: boolean;
}

/** Rows of one place together, with what is erased or with what is set; places without any are left out. */
const mergeRows = (design: Design, diffs: readonly RowDiff[], isErasure: boolean): RecordRow[] => {
  const idField = design.recordIdField.fieldName;
  const rows = new Map<string, RecordRow>();
  for (const { row, changes, isKeyOnly, alongside } of diffs) {
    const sent = [...Object.entries(alongside), ...changes.flatMap((change) => Object.entries(change.cells))];
    const cells = Object.fromEntries(sent.filter(([, text]) => (text === '') === isErasure));
    if (Object.keys(cells).length === 0 && (isErasure || !isKeyOnly)) continue;
    const key = placeKey(row);
    rows.set(key, { ...(rows.get(key) ?? placeColumns(row, idField)), ...cells });
  }
  return [...rows.values()];
};

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
    return rows.length === 0 ? [] : [{ overwriteBehavior: 'normal', rows, isNumbered: hasNumbered(part) }];
  });
};

/**
 * The calls that make the changes: one `normal` import of everything that is set, in which no blank can erase, and for
 * what is erased an `overwrite` import with those columns alone. Erasures of different columns are different calls: REDCap
 * reads a table, and a column that one row erases must not be blank in another. New instances are a call of their own where
 * {@link couldMeet} says so.
 */
export const callsOf = (design: Design, diffs: readonly RowDiff[]): ImportCall[] => {
  const erasures = mergeRows(design, diffs, true);
  const byColumns = Map.groupBy(erasures, (row) => JSON.stringify(Object.keys(row).sort()));
  return [
    ...settingsOf(design, diffs),
    ...[...byColumns.values()].map((rows) => ({ overwriteBehavior: 'overwrite' as const, rows, isNumbered: false })),
  ];
};

/** Sends the calls one after another, each once; stops at the first that REDCap does not accept. */
export const sendCalls = async (source: ProjectSource, design: Design, calls: readonly ImportCall[]): Promise<Sent> => {
  const idField = design.recordIdField.fieldName;
  let isShort = false;
  for (const [accepted, call] of calls.entries()) {
    try {
      const args = { rows: call.rows, overwriteBehavior: call.overwriteBehavior, forceAutoNumber: false };
      const { ids } = await source.write(chooseImportRecords(args), args);
      const named = new Set(ids);
      isShort ||= call.rows.some((row) => !named.has(row[idField] ?? ''));
    } catch (error) {
      if (error instanceof RedcapError) return { failure: error, accepted, isShort };
      throw error;
    }
  }
  return { failure: null, accepted: calls.length, isShort };
};
