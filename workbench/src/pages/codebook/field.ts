import type { CodebookQuery } from './generated/graphql.ts';

/** A project as the codebook's query has it. */
export type Codebook = NonNullable<CodebookQuery['project']>;

/** One of its fields. */
export type CodebookField = Codebook['metadata'][number];

/** One of its instruments. */
export type CodebookInstrument = Codebook['instruments'][number];

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** All words of a field that somebody may look for. */
const wordsOf = (field: CodebookField): string =>
  plain(
    [
      field.fieldName,
      field.fieldLabel,
      field.fieldNote,
      field.sectionHeader,
      field.fieldAnnotation,
      field.calculation,
      field.branchingLogic,
      field.textValidationType,
      ...(field.choices ?? []).flatMap(({ code, label }) => [code, label]),
    ]
      .filter((text) => text !== null)
      .join('\n'),
  );

/** A field with its words, which are made once and not at each letter that somebody types. */
export interface IndexedField {
  readonly field: CodebookField;
  readonly words: string;
}

/** The fields, ready to be looked through. */
export const indexFields = (fields: readonly CodebookField[]): readonly IndexedField[] =>
  fields.map((field) => ({ field, words: wordsOf(field) }));

/** The fields that have each of the words, whatever the case and the accents, and that are on the instrument if one is given. */
export const findFields = (
  index: readonly IndexedField[],
  { q = '', instrument }: { readonly q?: string | undefined; readonly instrument?: string | undefined },
): readonly CodebookField[] => {
  const wanted = plain(q)
    .split(/\s+/)
    .filter((word) => word !== '');
  return index
    .filter(({ field }) => instrument === undefined || field.instrument?.name === instrument)
    .filter(({ words }) => wanted.every((word) => words.includes(word)))
    .map(({ field }) => field);
};

/** Names of fields in a logic or an equation: `[age]`, `[baseline_arm_1][age]`, `[race(2)]`, `[age:value]`. */
export const namesIn = (logic: string | null): readonly string[] =>
  logic === null
    ? []
    : [
        ...new Set(
          [...logic.matchAll(/\[([a-z][a-z0-9_]*)(?:\([^)\]]*\))?(?::[^\]]*)?\]/g)].map(([, name = '']) => name),
        ),
      ];

/** By which a field depends on another. */
export type UseKind = 'branching' | 'calculation' | 'annotation';

/** Where the value of a field is used. */
export interface FieldUse {
  readonly fieldName: string;
  readonly kind: UseKind;
}

/** For each field the fields that use it, in the order of the dictionary. */
export const findUses = (fields: readonly CodebookField[]): ReadonlyMap<string, readonly FieldUse[]> => {
  const known = new Set(fields.map(({ fieldName }) => fieldName));
  const uses = new Map<string, FieldUse[]>();
  const note = (fieldName: string, kind: UseKind, logic: string | null): void => {
    for (const used of namesIn(logic).filter((name) => known.has(name))) {
      uses.set(used, [...(uses.get(used) ?? []), { fieldName, kind }]);
    }
  };
  for (const { fieldName, branchingLogic, calculation, fieldAnnotation } of fields) {
    note(fieldName, 'branching', branchingLogic);
    note(fieldName, 'calculation', calculation);
    note(fieldName, 'annotation', fieldAnnotation);
  }
  return uses;
};
