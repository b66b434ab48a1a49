import type { DictionaryField } from '../dictionary/field.ts';
import { validationOf } from '../dictionary/field-type.ts';
import { momentComparison } from './comparison/moment.ts';
import { orderedFilter } from './filter-type.ts';
import type { Kind } from './kind.ts';
import { oneColumn, readParsed, writeCell, type ValueOf } from './one-column.ts';
import { scalarInput } from './own-input.ts';

/** The form of the field's times, for a person, by its validation. */
const forms: ReadonlyMap<string, string> = new Map([
  ['time', 'HH:MM'],
  ['time_hh_mm_ss', 'HH:MM:SS'],
  ['time_mm_ss', 'MM:SS'],
]);

/** A clock's text of so many parts, two digits each; null when it is none. */
export const parseClock = (text: string, parts: 2 | 3): string | null => {
  const numbers = text.split(':');
  const isClock = numbers.length === parts && numbers.every((digits) => /^\d{1,2}$/.test(digits));
  if (!isClock || Number(numbers[0]) > 23 || numbers.slice(1).some((digits) => Number(digits) > 59)) return null;
  return numbers.map((digits) => digits.padStart(2, '0')).join(':');
};

const parseTime = (text: string, field: DictionaryField): string | null => {
  switch (validationOf(field.row)) {
    case 'time_hh_mm_ss':
      return parseClock(text, 3);
    case 'time_mm_ss':
      return parseClock(`00:${text}`, 3)?.slice(3) ?? null;
    default:
      return parseClock(text, 2);
  }
};

/** `HH:MM`, `HH:MM:SS` or `MM:SS`, as the field's validation has it, two digits each. */
export const time: Kind<ValueOf<'time', string>> = {
  fits: ({ type, validation }) => type === 'TEXT' && forms.has(validation),
  holdsValues: true,
  layout: oneColumn,
  read: readParsed('time', parseTime),
  toOperand: (_field, cell) => cell,
  order: { keyOf: (_field, { value }) => value },
  comparison: momentComparison({
    bounds: { lowest: '00:00', highest: '99:99' },
    normalize: (field, operand) => parseTime(operand, field),
    remedy: (called) => `is a time: ${called} takes it in the form of the field`,
  }),
  writing: writeCell({
    keys: ['raw'],
    toText: (field, text) => {
      const parsed = parseTime(text, field);
      return parsed === null
        ? { remedy: `takes a time as ${forms.get(validationOf(field.row)) ?? ''}` }
        : { text: parsed };
    },
  }),
  output: {
    name: 'TimeValue',
    description: 'A time of day or, validated as `time_mm_ss`, a length of time.',
    fields: {
      value: {
        type: 'String',
        description: '`HH:MM`, `HH:MM:SS` or `MM:SS`, as the field is validated.',
        read: ({ value }) => value,
      },
    },
  },
  filter: orderedFilter('TimeFilter', 'String', 'time'),
  ownInput: scalarInput('String'),
};
