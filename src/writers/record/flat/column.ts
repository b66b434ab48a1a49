import type { Design, FieldNode } from '../../../graph/design/design.ts';
import { systemColumns } from '../../../graph/dictionary/system-column.ts';
import { isWritable } from '../../../graph/value/write.ts';
import { userError, type UserErrorShape } from '../../user-error.ts';
import { listed } from '../place.ts';

/** What says where a flat row belongs. */
export type FlatKey = 'record' | 'event' | 'repeatInstrument' | 'repeatInstance' | 'dataAccessGroup';

/** What a column of a flat row is for. */
export type ColumnUse =
  | { readonly kind: 'key'; readonly key: FlatKey }
  | { readonly kind: 'status'; readonly instrument: string }
  /** `code`: the option of a checkbox; null for other fields. */
  | { readonly kind: 'value'; readonly instrument: string; readonly field: FieldNode; readonly code: string | null };

/** The columns of a row that can be imported, in their order. */
export interface ColumnPlan {
  readonly columns: readonly string[];
  readonly uses: readonly ColumnUse[];
}

const keyColumns: ReadonlyMap<string, FlatKey> = new Map([
  [systemColumns.event, 'event'],
  [systemColumns.repeatInstrument, 'repeatInstrument'],
  [systemColumns.repeatInstance, 'repeatInstance'],
  [systemColumns.dataAccessGroup, 'dataAccessGroup'],
]);

/** The use of a column; null where REDCap has no such column, or it holds what no import can write. */
const useOf = (design: Design, column: string): ColumnUse | null => {
  const key = column === design.recordIdField.fieldName ? 'record' : keyColumns.get(column);
  if (key !== undefined) return { kind: 'key', key };
  const found = design.fieldOfColumn(column);
  if (found !== undefined) {
    const { field, code } = found;
    return isWritable(field) ? { kind: 'value', instrument: field.instrument, field, code } : null;
  }
  const instrument = design.instruments.find(({ statusColumn }) => statusColumn === column);
  return instrument === undefined ? null : { kind: 'status', instrument: instrument.name };
};

/** A name as an error quotes it. What cannot be a column's name may be a value, in a file without its first line. */
const named = (column: string, index: number): string =>
  /^[A-Za-z][A-Za-z0-9_]{0,99}$/.test(column) ? column : `the column at ${String(index + 1)}`;

/** What is wrong with the columns of a row; null when nothing is. */
const checkColumns = (design: Design, columns: readonly string[]): UserErrorShape | null => {
  const id = design.recordIdField.fieldName;
  if (!columns.includes(id)) {
    const message = `There is no column ${id}, which names the record. The columns are those of REDCap's flat exports.`;
    return userError('VALIDATION', ['file'], message);
  }
  const seen = new Set<string>();
  const twice = columns.flatMap((column, index) => (seen.size === seen.add(column).size ? [named(column, index)] : []));
  if (twice.length > 0) return userError('VALIDATION', ['file'], `Columns are there twice: ${listed(twice)}.`);
  const unknown = columns.flatMap((column, index) =>
    useOf(design, column) === null && design.fieldOfColumn(column) === undefined ? [named(column, index)] : [],
  );
  if (unknown.length > 0) {
    const message = `The project has no such columns: ${listed(unknown)}. Project.metadata lists the fields; a checkbox has a column for each code.`;
    return userError('NOT_FOUND', ['file'], message);
  }
  const fixed = columns.filter((column) => useOf(design, column) === null);
  if (fixed.length === 0) return null;
  const message = `An import cannot write these columns: ${listed(fixed)}. They are calculated, hold a file, or hold no value: leave them out.`;
  return userError('VALIDATION', ['file'], message);
};

/** Finds out what the columns of rows are for. Rows with the columns of the row before share their plan. */
export const createColumnPlans = (design: Design): ((columns: readonly string[]) => ColumnPlan | UserErrorShape) => {
  let last: { readonly columns: readonly string[]; readonly plan: ColumnPlan | UserErrorShape } | null = null;
  const isSame = (columns: readonly string[]): boolean =>
    last !== null &&
    (last.columns === columns ||
      (last.columns.length === columns.length && columns.every((column, index) => column === last?.columns[index])));
  return (columns) => {
    if (last !== null && isSame(columns)) return last.plan;
    const plan = checkColumns(design, columns) ?? {
      columns,
      uses: columns.flatMap((column) => useOf(design, column) ?? []),
    };
    last = { columns, plan };
    return plan;
  };
};
