import type { Design, FieldNode } from '../design/design.ts';
import { kinds, type KindName, type TypedValue } from '../kind/table.ts';
import { keepResults, plainTexts, type TextType, type TypedText, type TypedTexts } from './column.ts';

/** The types of the kinds whose texts are more than texts. */
const types: Readonly<Partial<Record<KindName, TextType>>> = {
  integer: 'integer',
  number: 'number',
  date: 'date',
  datetime: 'moment',
  boolean: 'boolean',
};

/** So many digits of a decimal a floating-point number of 64 bits always keeps. */
const EXACT_DIGITS = 15;

const toNumber = (decimal: string): number | null => {
  const digits = decimal.replace(/[-.]/g, '').replace(/^0+|0+$/g, '');
  return digits.length > EXACT_DIGITS ? null : Number(decimal);
};

const toMilliseconds = (moment: string): number => Date.parse(`${moment}Z`);

/** The value of a kind in the form that a table takes; null where it has none. */
const typedOf = (value: TypedValue): TypedText | null => {
  switch (value.kind) {
    case 'integer':
    case 'boolean':
      return value.value;
    case 'number':
      return value.value === null ? null : toNumber(value.value);
    case 'date':
      return value.value === null ? null : toMilliseconds(`${value.value}T00:00:00`);
    case 'datetime':
      return value.value === null ? null : toMilliseconds(value.value);
    default:
      return null;
  }
};

/** How the texts of a field's only column are typed: by the dictionary, and never by the data. */
export const typedTexts = (field: FieldNode, design: Design): TypedTexts => {
  const type = types[field.kind];
  const [column] = field.columns;
  if (type === undefined || column === undefined) return plainTexts;
  const { read } = kinds[field.kind];
  return {
    type,
    toTyped: keepResults((text) => {
      const { typed, missingDataCode, isInvalid } = read(field, { [column]: text }, { design, exists: true });
      return missingDataCode !== null || isInvalid ? null : typedOf(typed);
    }),
  };
};

/** The option of a checkbox: ticked or not. */
export const tickedTexts: TypedTexts = {
  type: 'boolean',
  toTyped: (text) => (text === '1' ? true : text === '0' ? false : null),
};

/** Numbers that REDCap itself gives, such as those of instances. */
export const wholeNumberTexts: TypedTexts = {
  type: 'integer',
  toTyped: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : null),
};
