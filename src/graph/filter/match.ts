import type { RecordRow } from '../../redcap/methods/record.ts';
import type { Design } from '../design/design.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import { missingCodesOf } from '../kind/missing-data.ts';
import { systemColumns } from '../dictionary/system-column.ts';
import { comparedOf } from './compared.ts';
import { givenOperators, type RecordFilter } from './filter.ts';

/**
 * A record matches when one of its rows does: REDCap, too, asks every row (event or instance) by itself. The filter must
 * have passed `checkFilter`, and `rows` must be all rows of the record with the fields of the filter.
 */
export const matchRecord = (filter: RecordFilter, rows: readonly RecordRow[], design: Design): boolean =>
  rows.some((row) => matchRow(filter, row, rows, design));

/**
 * Whether a row satisfies a filter. A field alone is the row's own cell. The cell is blank where the row does not hold the
 * instrument. A field with an event is the cell of that event's own row, of a repeating event the first instance, and blank
 * where there is no such row. How values compare is up to their kind; a blank never satisfies an ordering.
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

/** Stored text holds an operand, or begins with it, in capitals or not. A missing data code is no text. */
const matchesText = (
  field: DictionaryField,
  stored: string,
  operator: 'contains' | 'startsWith',
  operand: string,
  design: Design,
): boolean => {
  if (missingCodesOf(field, design).includes(stored)) return false;
  const [text, wanted] = [stored.toLowerCase(), operand.toLowerCase()];
  return operator === 'contains' ? text.includes(wanted) : text.startsWith(wanted);
};

const matchCondition = (filter: RecordFilter, name: string, row: RecordRow, design: Design): boolean => {
  const compared = comparedOf(name, design);
  if (compared === undefined) return false;
  const { field, layout, comparison } = compared;
  const stored = row[name] ?? '';
  return givenOperators(filter).every((operator) => {
    const operand = String(filter[operator]);
    switch (operator) {
      case 'isBlank':
        return layout.isBlank(field, row) === filter.isBlank;
      case 'checked':
        return layout.holdsCode(field, row, operand);
      case 'eq':
        return comparison.equals(field, stored, operand);
      case 'ne':
        return !comparison.equals(field, stored, operand);
      case 'contains':
      case 'startsWith':
        return matchesText(field, stored, operator, operand, design);
      case 'gt':
      case 'gte':
      case 'lt':
      case 'lte':
        return comparison.isOrdered(field, stored, operator, operand, missingCodesOf(field, design));
    }
  });
};
