import type { ChoiceNode } from '../dictionary/choice.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import { hasNoMissing } from '../dictionary/field-type.ts';

/** The missing data codes of a project; a `Design` has them. */
export interface MissingData {
  readonly missingDataCodes: readonly ChoiceNode[];
}

/**
 * The missing data code that a stored text is in this field. There is none where the annotation has `@NOMISSING`. Where the
 * field's own choices have the code, it is an answer.
 */
export const findMissingDataCode = (
  field: DictionaryField,
  text: string,
  { missingDataCodes }: MissingData,
): ChoiceNode | null => {
  if (hasNoMissing(field.row) || field.choices?.some((choice) => choice.code === text)) return null;
  return missingDataCodes.find((choice) => choice.code === text) ?? null;
};

/** The codes that stand for a missing value in this field. They satisfy no ordering, and no search of a text. */
export const missingCodesOf = (field: DictionaryField, { missingDataCodes }: MissingData): string[] => {
  if (hasNoMissing(field.row)) return [];
  const own = new Set((field.choices ?? []).map((choice) => choice.code));
  return missingDataCodes.map((choice) => choice.code).filter((code) => !own.has(code));
};
