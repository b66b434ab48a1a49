import type { ChoiceNode } from '../dictionary/choice.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import { plainText } from '../dictionary/label.ts';

/** The choice of a stored code; codes are case-sensitive. */
export const findChoice = (field: DictionaryField, code: string): ChoiceNode | undefined =>
  field.choices?.find((choice) => choice.code === code);

/** Choices with this label, as the designer wrote it or as plain text; the label of two or more names none of them. */
export const findByLabel = (field: DictionaryField, label: string): ChoiceNode[] => {
  const wanted = label.trim();
  return (field.choices ?? []).filter((choice) => choice.label === wanted || plainText(choice.label) === wanted);
};

/** The codes of a field for a person, cut where they are many. */
export const listCodes = (field: DictionaryField): string => {
  const codes = (field.choices ?? []).map((choice) => choice.code);
  return codes.length > 20 ? `${codes.slice(0, 20).join(', ')} and ${codes.length - 20} more` : codes.join(', ');
};
