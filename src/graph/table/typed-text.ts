import type { Design, FieldNode } from '../design/design.ts';
import { kindOf } from '../kind/table.ts';
import { keepResults, plainTexts, type TypedTexts } from './column.ts';

/** How the texts of a field's only column are typed: by the dictionary, and never by the data. */
export const typedTexts = (field: FieldNode, design: Design): TypedTexts => {
  const { read, typedCell } = kindOf(field);
  const [column] = field.columns;
  if (typedCell === undefined || column === undefined) return plainTexts;
  return {
    type: typedCell.type,
    toTyped: keepResults((text) => {
      const { typed, missingDataCode, isInvalid } = read(field, { [column]: text }, { design, exists: true });
      return missingDataCode !== null || isInvalid ? null : typedCell.toTyped(typed);
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
