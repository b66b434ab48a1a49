import { dayBounds, momentComparison } from './comparison/moment.ts';
import { orderedFilter } from './filter-type.ts';
import type { Kind } from './kind.ts';
import { oneColumn, readParsed, writeCell, type ValueOf } from './one-column.ts';
import { scalarInput } from './own-input.ts';

/** The text is `YYYY-MM-DD` and that day exists. REDCap exports and imports dates so, whatever order it shows. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

const parseDate = (text: string): string | null => (isDate(text) ? text : null);

/** `YYYY-MM-DD`, a day that exists. */
export const date: Kind<ValueOf<'date', string>> = {
  fits: ({ type, validation }) => type === 'TEXT' && validation.startsWith('date_'),
  holdsValues: true,
  layout: oneColumn,
  read: readParsed('date', parseDate),
  toOperand: (_field, cell) => cell,
  order: { keyOf: (_field, { value }) => value },
  comparison: momentComparison({
    bounds: dayBounds,
    normalize: (_field, operand) => parseDate(operand),
    remedy: (called) => `is a date: ${called} takes YYYY-MM-DD`,
  }),
  writing: writeCell({
    keys: ['date', 'raw'],
    toText: (_field, text) => (isDate(text) ? { text } : { remedy: 'takes a date that exists, as YYYY-MM-DD' }),
  }),
  typedCell: { type: 'date', toTyped: ({ value }) => (value === null ? null : Date.parse(`${value}T00:00:00Z`)) },
  output: {
    name: 'DateValue',
    description: 'A date, whatever the order of day and month that the field shows.',
    fields: { value: { type: 'Date', description: 'The date.', read: ({ value }) => value } },
  },
  filter: orderedFilter('DateFilter', 'Date', 'date'),
  ownInput: scalarInput('Date'),
};
