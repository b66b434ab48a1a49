import type { ChoiceNode } from '../dictionary/choice.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import { isLabel, plainText } from '../dictionary/label.ts';

/** What a person reads of a value: in plain text, and with labels as the designer wrote them. */
export interface ShownText {
  readonly label: string;
  readonly htmlLabel: string;
}

/** The labels of some choices, one behind the other. */
export const showChoices = (choices: readonly ChoiceNode[]): ShownText => ({
  label: choices.map(({ label }) => plainText(label)).join(', '),
  htmlLabel: choices.map(({ label }) => label).join(', '),
});

/** A stored text that is no label: it is what it is in both forms. */
export const showText = (text: string): ShownText => ({ label: text, htmlLabel: text });

/** The choice of a stored code; codes are case-sensitive. */
export const findChoice = (field: DictionaryField, code: string): ChoiceNode | undefined =>
  field.choices?.find((choice) => choice.code === code);

/** Choices with this label, as the designer wrote it or as plain text; the label of two or more names none of them. */
export const findByLabel = (field: DictionaryField, label: string): ChoiceNode[] =>
  (field.choices ?? []).filter((choice) => isLabel(choice.label, label));

/** The codes of a field for a person, cut where they are many. */
export const listCodes = (field: DictionaryField): string => {
  const codes = (field.choices ?? []).map((choice) => choice.code);
  return codes.length > 20 ? `${codes.slice(0, 20).join(', ')} and ${codes.length - 20} more` : codes.join(', ');
};
