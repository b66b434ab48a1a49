import type { RecordRow } from '../../redcap/methods/record.ts';
import type { Design } from '../design/design.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import { missingCodesOf } from '../kind/missing-data.ts';
import { systemColumns } from '../dictionary/system-column.ts';
import { comparedOf } from './compared.ts';
import { filterFields, givenOperators, type RecordFilter } from './filter.ts';

const instrumentOf = (row: RecordRow): string => row[systemColumns.repeatInstrument] ?? '';

/** The instruments that a filter looks at. */
const instrumentsIn = (filter: RecordFilter, design: Design): ReadonlySet<string> =>
  new Set(
    filterFields(filter).flatMap((name) => {
      const status = design.instruments.find(({ statusColumn }) => statusColumn === name)?.name;
      return design.field(name)?.instrument ?? status ?? [];
    }),
  );

/**
 * The rows that a filter is asked of, whatever rows came besides. These are the row of each event itself, and the instances of
 * the instruments that the filter looks at. REDCap may leave out the row of an event that has instances alone: it is blank.
 */
const rowsToTest = (filter: RecordFilter, rows: readonly RecordRow[], design: Design): readonly RecordRow[] => {
  const looked = instrumentsIn(filter, design);
  const own = rows.filter((row) => instrumentOf(row) === '');
  const events = new Set(own.map((row) => row[systemColumns.event]));
  const idField = design.recordIdField.fieldName;
  const bare = rows.flatMap((row) => {
    const event = row[systemColumns.event];
    if (events.has(event)) return [];
    events.add(event);
    return [{ [idField]: row[idField] ?? '', ...(event === undefined ? {} : { [systemColumns.event]: event }) }];
  });
  return [...own, ...bare, ...rows.filter((row) => looked.has(instrumentOf(row)))];
};

/**
 * A record matches when one of its rows does: REDCap, too, asks every row (event or instance) by itself. The filter must
 * have passed `checkFilter`, and `rows` must be all rows of the record with the fields of the filter.
 */
export const matchRecord = (filter: RecordFilter, rows: readonly RecordRow[], design: Design): boolean =>
  rowsToTest(filter, rows, design).some((row) => matchRow(filter, row, rows, design));

/** What may come of a condition in rows of which nothing is known but that they are blank. */
interface Chance {
  readonly true: boolean;
  readonly false: boolean;
}

const chanceIn = (filter: RecordFilter, design: Design): Chance => {
  const all = (parts: readonly Chance[]): Chance => ({
    true: parts.every((part) => part.true),
    false: parts.some((part) => part.false),
  });
  const negate = (chance: Chance): Chance => ({ true: chance.false, false: chance.true });
  const parts: Chance[] = (filter.and ?? []).map((part) => chanceIn(part, design));
  if (filter.or != null) parts.push(negate(all(filter.or.map((part) => negate(chanceIn(part, design))))));
  if (filter.not != null) parts.push(negate(chanceIn(filter.not, design)));
  if (filter.field != null) {
    const isOpen = filter.event != null || filter.field === design.recordIdField.fieldName;
    const matches = matchCondition(filter, filter.field, {}, design);
    parts.push(isOpen ? { true: true, false: true } : { true: matches, false: !matches });
  }
  return all(parts);
};

/** Whether every condition of a filter is about a named event or the record's name: all rows of a record are then alike. */
const isOfRecord = (filter: RecordFilter, design: Design): boolean =>
  [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])].every((part) =>
    isOfRecord(part, design),
  ) &&
  (filter.field == null || filter.event != null || filter.field === design.recordIdField.fieldName);

/** Whether a blank row may satisfy a filter, so that its answer depends on which blank rows REDCap asks it of. */
export const mayMatchBlankRow = (filter: RecordFilter, design: Design): boolean =>
  !isOfRecord(filter, design) && chanceIn(filter, design).true;

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
