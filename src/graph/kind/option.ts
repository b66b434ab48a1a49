import type { DictionaryField } from '../dictionary/field.ts';

/** The code shares its column with another one (`A` and `a`, `-1` and `_1`), so that no cell distinguishes them. */
export const sharesColumn = (field: DictionaryField, code: string): boolean => {
  const column = field.columnByCode.get(code);
  return [...field.columnByCode].some(([other, otherColumn]) => other !== code && otherColumn === column);
};
