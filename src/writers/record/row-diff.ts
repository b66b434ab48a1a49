import type { Design } from '../../graph/design/design.ts';
import { writeStatus } from '../../graph/dictionary/form-status.ts';
import { kindOf } from '../../graph/kind/table.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import type { Change, PlannedRow, PlannedValue, RowDiff } from './row-plan.ts';
import type { StoredPlace, StoredState } from './stored-state.ts';

const isOption = (design: Design, column: string): boolean => (design.fieldOfColumn(column)?.code ?? null) !== null;

/** A cell as it is compared: an unticked option and no option at all are the same, and so are the ways to end a line. */
const plain = (design: Design, column: string, text: string): string =>
  isOption(design, column) && text === '' ? '0' : text.replace(/\r\n?/g, '\n');

/** The stored text is what was sent, in REDCap's spelling of it: numbers, times and blanks at the ends may be written otherwise. */
export const isStored = (design: Design, column: string, stored: string, sent: string): boolean => {
  if (stored === sent) return true;
  const left = plain(design, column, stored).trim();
  const right = plain(design, column, sent).trim();
  if (left === right) return true;
  const field = design.fieldOfColumn(column)?.field;
  return field !== undefined && kindOf(field).writing.isSame(field, left, right);
};

const isNothing = (design: Design, column: string, text: string): boolean =>
  text === '' || (isOption(design, column) && plain(design, column, text) === '0');

const holdsNothing = (design: Design, cells: RecordRow): boolean =>
  Object.entries(cells).every(([column, text]) => isNothing(design, column, text));

/** A value against what is stored; undefined when it is stored already. */
const compareValue = (design: Design, { cell }: StoredPlace, value: PlannedValue): Change | undefined => {
  const { name, isErased } = value;
  const columns = Object.keys(value.cells);
  if (columns.some((column) => cell(column) === null)) {
    return { name, isErased, outcome: 'UNKNOWN', value, cells: value.cells, before: null };
  }
  const stored = Object.fromEntries(columns.map((column) => [column, cell(column) ?? '']));
  const differing = Object.entries(value.cells).filter(
    ([column, text]) => plain(design, column, stored[column] ?? '') !== plain(design, column, text),
  );
  if (differing.length === 0) return undefined;
  const outcome = holdsNothing(design, stored) ? 'CREATED' : 'UPDATED';
  const cells = Object.fromEntries(differing);
  const before = Object.fromEntries(differing.map(([column]) => [column, stored[column] ?? '']));
  return { name, isErased, outcome, value, cells, before };
};

/** Something is stored for the row's instrument, as far as its status and the exported fields show. */
const isSaved = (design: Design, { row: stored }: StoredPlace, { instrument }: PlannedRow): boolean => {
  if (stored === undefined) return false;
  const holds = (column: string): boolean => !isNothing(design, column, stored[column] ?? '');
  return (
    holds(instrument.statusColumn) ||
    design.fieldsOf(instrument.name).some(({ isRecordId, columns }) => !isRecordId && columns.some(holds))
  );
};

/** The status that REDCap shows for a saved instrument, stored or not. */
const INCOMPLETE = writeStatus('INCOMPLETE');

/** What a row would change of what is stored. */
export const compareRow = (design: Design, state: StoredState, row: PlannedRow): RowDiff => {
  const stored = state.at(row);
  const changes = row.values.flatMap((value) => compareValue(design, stored, value) ?? []);
  // What is new is made even where all that is said of it is to be blank.
  const isNew = row.target.kind !== 'known';
  const isWanted = row.values.length === 0 || (isNew && changes.length === 0);
  return {
    row,
    exists: isSaved(design, stored, row),
    isKeyOnly: isWanted && stored.row === undefined,
    changes,
    alongside:
      row.values.find(({ name, cells }) => name === row.instrument.statusColumn && cells[name] === INCOMPLETE)?.cells ??
      {},
  };
};

/** Whether a row is to be sent at all. */
export const isSent = (diff: RowDiff): boolean => diff.isKeyOnly || diff.changes.length > 0;
