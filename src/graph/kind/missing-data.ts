import type { ChoiceNode, Design, FieldNode } from '../design/design.ts';
import { hasNoMissing } from '../dictionary/field-type.ts';

/**
 * The missing data code that a stored text is in this field. None where the annotation has `@NOMISSING`, nor where
 * the field's own choices have that code: there it is an answer.
 */
export const findMissingDataCode = (field: FieldNode, text: string, design: Design): ChoiceNode | null => {
  if (hasNoMissing(field.row) || field.choices?.some((choice) => choice.code === text)) return null;
  return design.missingDataCodes.find((choice) => choice.code === text) ?? null;
};
