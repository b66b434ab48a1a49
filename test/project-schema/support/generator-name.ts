/** Names that would be one name to a generator, in any of the ways in which generators spell a name. */
export const sharedNames = (
  names: readonly string[],
  spell: (name: string) => readonly string[],
): readonly (readonly [string, string])[] => {
  const seen = new Map<string, string>();
  return names.flatMap((name) =>
    spell(name).flatMap((spelling, index) => {
      const key = `${String(index)} ${spelling}`;
      const other = seen.get(key);
      seen.set(key, name);
      return other === undefined ? [] : [[other, name] as const];
    }),
  );
};

/** The words of a name, as generators find them: at underscores, and where a capital follows a small letter or a digit. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_')
    .split('_')
    .filter((word) => word !== '');

const capitalize = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1).toLowerCase()}`;

/** A word after another one. A digit keeps the underscore before it, as in the library `change-case-all`. */
const join = (word: string, index: number): string =>
  index > 0 && /^\d/.test(word) ? `_${word.toLowerCase()}` : capitalize(word);

const pascalCase = (name: string): string => wordsOf(name).map(join).join('');

/** A field, an argument or a value of an enum: as it is, in small letters, in PascalCase (camelCase too) and in CONSTANT_CASE. */
export const spellingsByGenerators = (name: string): readonly string[] => [
  name,
  name.toLowerCase(),
  pascalCase(name),
  wordsOf(name).join('_').toUpperCase(),
];

/** A type: in PascalCase and as a file in a folder that ignores capitals. */
export const foldType = (name: string): readonly string[] => [name.toLowerCase(), pascalCase(name).toLowerCase()];
