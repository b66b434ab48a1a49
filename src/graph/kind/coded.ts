import type { ChoiceNode } from '../dictionary/choice.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import { isLabel } from '../dictionary/label.ts';
import { findByLabel, findChoice, listCodes, showChoices } from './code.ts';
import type { Kind, WrittenText, Writing } from './kind.ts';
import { findMissingDataCode, missingCodesOf, type MissingData } from './missing-data.ts';
import { readCell, writeCell } from './one-column.ts';

/** Reads a stored code. `toTyped` gets null where there is none, or one that is no longer a choice. */
export const readCode = <Typed extends { readonly kind: string }>(
  toTyped: (choice: ChoiceNode | null) => Typed,
): Kind<Typed>['read'] =>
  readCell((stored, field) => {
    if (stored === null) return { typed: toTyped(null) };
    const choice = findChoice(field, stored) ?? null;
    return { typed: toTyped(choice), shown: choice && showChoices([choice]), isInvalid: choice === null };
  });

const writeCode = (field: DictionaryField, code: string): WrittenText => {
  if (findChoice(field, code)) return { text: code };
  const isForLabel = findByLabel(field, code).length > 0;
  const remedy = isForLabel ? 'raw takes the code of a choice, not its label: give the label in `label`, or' : 'takes';
  return { remedy: `${remedy} one of the codes ${listCodes(field)}` };
};

const writeLabel = (field: DictionaryField, label: string): WrittenText => {
  const found = findByLabel(field, label);
  const [choice, another] = found;
  if (choice && !another) return { text: choice.code };
  if (choice) {
    return {
      remedy: `has more than one choice with that label: give one of the codes ${found.map(({ code }) => code).join(', ')} in \`raw\``,
    };
  }
  return { remedy: `has no choice with that label: give one of the codes ${listCodes(field)} in \`raw\`` };
};

/** A label that is read may be one of a missing data code, which only its code stores. */
const refuseMissingLabel = (field: DictionaryField, label: string, design: MissingData): string | null => {
  const codes = missingCodesOf(field, design);
  const meant = design.missingDataCodes.filter((choice) => codes.includes(choice.code) && isLabel(choice.label, label));
  if (meant.length === 0 || findByLabel(field, label).length > 0) return null;
  const named = meant.map(({ code }) => code).join(', ');
  return `takes the label of a choice, and that one is of the missing data code ${named}: give the code in \`raw\``;
};

const codeWriting = writeCell({
  keys: ['raw', 'label'],
  toText: (field, text, key) => (key === 'label' ? writeLabel(field, text) : writeCode(field, text)),
});

/** Writes a code, or the choice that has a label. */
export const writeCoded: Writing = {
  ...codeWriting,
  write: (field, input, key, design) => {
    const remedy = key === 'label' ? refuseMissingLabel(field, input.label ?? '', design) : null;
    return remedy === null ? codeWriting.write(field, input, key, design) : { remedy };
  },
  // A project's own schema knows nothing of `raw` and `label`.
  writeOwnForm: (field, text, design) =>
    findChoice(field, text) || findMissingDataCode(field, text, design)
      ? codeWriting.writeOwnForm(field, text, design)
      : { remedy: `takes one of the codes ${listCodes(field)}, not a label` },
};
