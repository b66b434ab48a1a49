import type { RecordRow } from '../../redcap/methods/record.ts';
import type { Design, FieldNode } from '../design/design.ts';
import { compareStored, equalsStored, matchesText } from '../kind/comparison/comparison.ts';
import { givenOperators } from './filter.ts';
import type { RecordFilter } from './filter.ts';
import { systemColumns } from '../record/system-column.ts';

export { checkCondition, checkFilter, maximumDepth } from './check.ts';
export type { FilterProblem } from './check.ts';
export { filterFields } from './filter.ts';
export type { RecordFilter } from './filter.ts';

/**
 * A record matches when one of its rows does: REDCap, too, asks every row (event or instance) by itself. The filter must
 * have passed `checkFilter`, and `rows` must be all rows of the record with the fields of the filter.
 */
export const matchRecord = (filter: RecordFilter, rows: readonly RecordRow[], design: Design): boolean =>
  rows.some((row) => matchRow(filter, row, rows, design));

/**
 * Whether a row satisfies a filter. A field alone is the row's own cell, which is blank in rows where its instrument is
 * not; a field with an event is the cell of that event's own row (the first instance of a repeating event), blank where
 * there is none. Comparison is as in `filter-comparison.ts`: a blank never satisfies an ordering.
 */
export const matchRow = (filter: RecordFilter, row: RecordRow, rows: readonly RecordRow[], design: Design): boolean =>
  (filter.and ?? []).every((part) => matchRow(part, row, rows, design)) &&
  (filter.or == null || filter.or.some((part) => matchRow(part, row, rows, design))) &&
  (filter.not == null || !matchRow(filter.not, row, rows, design)) &&
  (filter.field == null || matchCondition(filter, filter.field, findRow(filter, row, rows), design));

const findRow = (filter: RecordFilter, row: RecordRow, rows: readonly RecordRow[]): RecordRow => {
  if (filter.event == null) return row;
  const own = rows.filter(
    (candidate) =>
      candidate[systemColumns.event] === filter.event && (candidate[systemColumns.repeatInstrument] ?? '') === '',
  );
  const instance = (candidate: RecordRow): number => Number(candidate[systemColumns.repeatInstance] ?? '');
  return own.reduce<RecordRow>((first, next) => (instance(next) < instance(first) ? next : first), own[0] ?? {});
};

const matchCondition = (filter: RecordFilter, name: string, row: RecordRow, design: Design): boolean => {
  const field = design.field(name);
  const stored = row[name] ?? '';
  return givenOperators(filter).every((operator) => {
    const operand = String(filter[operator]);
    switch (operator) {
      case 'isBlank':
        return isBlank(field, row, stored) === filter.isBlank;
      case 'checked':
        return row[field?.columnByCode.get(operand) ?? ''] === '1';
      case 'eq':
        return equalsStored(field, stored, operand);
      case 'ne':
        return !equalsStored(field, stored, operand);
      case 'contains':
      case 'startsWith':
        return matchesText(field, stored, operator, operand, design);
      case 'gt':
      case 'gte':
      case 'lt':
      case 'lte':
        return compareStored(field, stored, operator, operand, design);
    }
  });
};

const isBlank = (field: FieldNode | undefined, row: RecordRow, stored: string): boolean =>
  field?.kind === 'checkbox' ? !field.columns.some((column) => row[column] === '1') : stored === '';
