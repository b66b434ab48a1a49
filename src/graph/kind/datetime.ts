import type { DictionaryField } from '../dictionary/field.ts';
import { validationOf } from '../dictionary/field-type.ts';
import { dayBounds, momentComparison } from './comparison/moment.ts';
import { isDate } from './date.ts';
import { orderedFilter } from './filter-type.ts';
import type { Kind, WrittenText } from './kind.ts';
import { oneColumn, readParsed, writeCell, type ValueOf } from './one-column.ts';
import { scalarInput } from './own-input.ts';
import { parseClock } from './time.ts';

/** A date and time as `YYYY-MM-DDTHH:MM:SS` from REDCap's text with a blank or ISO's with a `T`; null when it is none. */
export const parseDateTime = (text: string): string | null => {
  const parts = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::(\d{2}))?$/.exec(text);
  const [, day = '', minutes = '', seconds = '00'] = parts ?? [];
  if (!parts || !isDate(day) || parseClock(`${minutes}:${seconds}`, 3) === null) return null;
  return `${day}T${minutes}:${seconds}`;
};

/** The field's date and time is stored with seconds. */
const hasSeconds = (field: DictionaryField): boolean => validationOf(field.row).startsWith('datetime_seconds');

const writeDateTime = (field: DictionaryField, text: string): WrittenText => {
  const stored = parseDateTime(text)?.replace('T', ' ');
  if (hasSeconds(field)) {
    return stored === undefined
      ? { remedy: 'takes a date and time that exist, as YYYY-MM-DDTHH:MM:SS' }
      : { text: stored };
  }
  // Other seconds than 00 would be lost.
  return stored?.endsWith(':00') === true
    ? { text: stored.slice(0, -3) }
    : { remedy: 'takes a date and time that exist, as YYYY-MM-DDTHH:MM, without seconds' };
};

/**
 * An operand as the field stores it: with REDCap's blank between date and time. Seconds are kept where the field has them, and
 * where they are not 00. A date alone stands for its midnight.
 */
const normalize = (field: DictionaryField, operand: string): string | null => {
  const stored = parseDateTime(isDate(operand) ? `${operand}T00:00` : operand)?.replace('T', ' ') ?? null;
  return stored === null || hasSeconds(field) ? stored : stored.replace(/:00$/, '');
};

/** `YYYY-MM-DDTHH:MM:SS`, always with seconds, without a zone; REDCap's own text with its blank is `raw`. */
export const datetime: Kind<ValueOf<'datetime', string>> = {
  fits: ({ type, validation }) => type === 'TEXT' && validation.startsWith('datetime_'),
  holdsValues: true,
  layout: oneColumn,
  read: readParsed('datetime', parseDateTime),
  toOperand: (_field, cell) => cell,
  order: { keyOf: (_field, { value }) => value },
  comparison: momentComparison({
    bounds: dayBounds,
    normalize,
    remedy: (called) => `is a date and time: ${called} takes YYYY-MM-DDTHH:MM`,
  }),
  writing: {
    ...writeCell({ keys: ['dateTime', 'raw'], toText: writeDateTime }),
    isSame: (_field, left, right) => {
      const moment = parseDateTime(left);
      return moment !== null && moment === parseDateTime(right);
    },
  },
  typedCell: { type: 'moment', toTyped: ({ value }) => (value === null ? null : Date.parse(`${value}Z`)) },
  output: {
    name: 'DateTimeValue',
    description: 'A date and time without a zone.',
    fields: { value: { type: 'LocalDateTime', description: 'The date and time.', read: ({ value }) => value } },
  },
  filter: orderedFilter('DateTimeFilter', 'LocalDateTime', 'date and time'),
  ownInput: scalarInput('LocalDateTime'),
};
