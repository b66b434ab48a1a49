import type { ChoiceNode, FieldNode } from '../design/design.ts';
import { plainText } from '../dictionary/label.ts';

/** The choice of a stored code; codes are case-sensitive. */
export const findChoice = (field: FieldNode, code: string): ChoiceNode | undefined =>
  field.choices?.find((choice) => choice.code === code);

/** Choices with this label, as the designer wrote it or as plain text; two or more mean that a label cannot tell. */
export const findByLabel = (field: FieldNode, label: string): ChoiceNode[] => {
  const wanted = label.trim();
  return (field.choices ?? []).filter((choice) => choice.label === wanted || plainText(choice.label) === wanted);
};

/** The codes of a field for a person, cut where they are many. */
export const listCodes = (field: FieldNode): string => {
  const codes = (field.choices ?? []).map((choice) => choice.code);
  return codes.length > 20 ? `${codes.slice(0, 20).join(', ')} and ${codes.length - 20} more` : codes.join(', ');
};
