import type { ChoiceNode } from '../dictionary/choice.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import { plainText } from '../dictionary/label.ts';
import { findByLabel, findChoice, listCodes } from './code.ts';
import type { Kind, WrittenText, Writing } from './kind.ts';
import { findMissingDataCode } from './missing-data.ts';
import { readCell, writeCell } from './one-column.ts';

/** Reads a stored code. `toTyped` gets null where there is none, or one that is no longer a choice. */
export const readCode = <Typed extends { readonly kind: string }>(
  toTyped: (choice: ChoiceNode | null) => Typed,
): Kind<Typed>['read'] =>
  readCell((stored, field) => {
    if (stored === null) return { typed: toTyped(null) };
    const choice = findChoice(field, stored) ?? null;
    return { typed: toTyped(choice), label: choice && plainText(choice.label), isInvalid: choice === null };
  });

const writeCode = (field: DictionaryField, code: string): WrittenText => {
  if (findChoice(field, code)) return { text: code };
  const isLabel = findByLabel(field, code).length > 0;
  const remedy = isLabel ? 'raw takes the code of a choice, not its label: give the label in `label`, or' : 'takes';
  return { remedy: `${remedy} one of the codes ${listCodes(field)}` };
};

const writeLabel = (field: DictionaryField, label: string): WrittenText => {
  const [choice, another] = findByLabel(field, label);
  if (choice && !another) return { text: choice.code };
  const trouble = another ? 'has more than one choice with that label' : 'has no choice with that label';
  return { remedy: `${trouble}: give one of the codes ${listCodes(field)} in \`raw\`` };
};

const codeWriting = writeCell({
  keys: ['raw', 'label'],
  toText: (field, text, key) => (key === 'label' ? writeLabel(field, text) : writeCode(field, text)),
});

/** Writes a code, or the choice that has a label. */
export const writeCoded: Writing = {
  ...codeWriting,
  // A project's own schema knows nothing of `raw` and `label`.
  writeOwnForm: (field, text, design) =>
    findChoice(field, text) || findMissingDataCode(field, text, design)
      ? codeWriting.writeOwnForm(field, text, design)
      : { remedy: `takes one of the codes ${listCodes(field)}, not a label` },
};
