import { createHash } from 'node:crypto';
import { reservedWords } from './reserved-word.ts';

/** Hexadecimal digits that belong to a name, so that a name which must be rewritten is rewritten the same for ever. */
export const mark = (name: string, digits = 6): string =>
  // Not as UTF-8, in which all halves of surrogate pairs are the same.
  createHash('sha256').update(Buffer.from(name, 'utf16le')).digest('hex').slice(0, digits);

/**
 * The longest name that is kept. Generators make a file of a type, and a file's name has at most 255 bytes. The gateway puts
 * up to 20 characters behind the name, and a generator more.
 */
const LONGEST = 150;

const spell = (name: string): string => {
  const letters = name
    .slice(0, LONGEST)
    .replace(/[^0-9A-Za-z]+/g, '_')
    .replace(/^_|_$/g, '');
  return /^[A-Za-z]/.test(letters) ? letters : `x${letters}`;
};

/** A name spelled with its hash. Two underscores stand before it: no name that is kept as it is has two together. */
export const hashed = (name: string, digits?: number): string => `${spell(name)}__${mark(name, digits)}`;

/**
 * The name is of the form that REDCap gives to variables, instruments and unique event names. No two names of this form are
 * the same in small letters, in camelCase, in PascalCase or in CONSTANT_CASE.
 */
export const isOrdinary = (name: string): boolean => name.length <= LONGEST && /^[a-z0-9]+(?:_[a-z0-9]+)*$/.test(name);

/** What a name is written with where the gateway has a name of its own that a generator could take for the same. */
export type Suffix = 'field' | 'instrument';

/** What the gateway's own name looks like in the form of REDCap's: `repeatKind` is met by `repeat_kind` and by `repeatkind`. */
const ordinarySpellings = (own: string): readonly string[] => [
  own.toLowerCase(),
  own.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase(),
];

/** The names of REDCap's form that generators could take for one of these. */
export const spellingsOf = (own: Iterable<string>): ReadonlySet<string> => new Set([...own].flatMap(ordinarySpellings));

/** The gateway's own names in a place where names of REDCap stand too. */
export interface Own {
  /** In all spellings that generators could take for them, by {@link spellingsOf}. */
  readonly spellings: ReadonlySet<string>;
  readonly suffix: Suffix;
}

/** No names of the gateway stand among the names of REDCap, as in an enum of events. */
export const nothingOwn: Own = { spellings: new Set(), suffix: 'field' };

/**
 * A name of REDCap as GraphQL, and the tools behind it, can have it: the name itself wherever possible. Where it is not
 * possible, these rules look at the name alone and at no other name. A new field therefore never renames another:
 * - `21_day` → `_21_day`;
 * - a name of the gateway gets a word: `status` → `status_field`, and `status_field` then `status_field_field`;
 * - a reserved word gets an underscore: `class` → `class_`;
 * - a name that is not of REDCap's form is spelled with six digits of its hash: `größe` → `gr_e__59480a`.
 */
export const graphName = (name: string, { spellings, suffix }: Own): string => {
  if (!isOrdinary(name)) return hashed(name);
  let bare = name;
  while (bare.endsWith(`_${suffix}`)) bare = bare.slice(0, -suffix.length - 1);
  if (spellings.has(bare)) return `${name}_${suffix}`;
  if (reservedWords.has(name)) return `${name}_`;
  return /^\d/.test(name) ? `_${name}` : name;
};

/** A name without capitals and underscores. An underscore before a digit stays: without it `week_2` and `week2` would be the same. */
export const fold = (name: string): string => name.replace(/_(?!\d)/g, '').toLowerCase();

/**
 * The names of many things at once, of which no two are the same for a generator. Should a name that is spelled with a hash
 * meet another, it gets all digits of its hash. Names that are kept never meet.
 */
export const nameAll = (names: readonly string[], own: Own): ReadonlyMap<string, string> => {
  const found = new Map(names.map((name) => [name, graphName(name, own)]));
  const taken = spellingsOf([...found].flatMap(([name, made]) => (isOrdinary(name) ? [made] : [])));
  const met = new Set(taken);
  for (const name of names.filter((candidate) => !isOrdinary(candidate)).sort()) {
    const short = hashed(name);
    const spellings = ordinarySpellings(short).map((spelling) => spelling.replace(/_+/g, '_'));
    if (spellings.some((spelling) => met.has(spelling))) found.set(name, hashed(name, 64));
    else spellings.forEach((spelling) => met.add(spelling));
  }
  return found;
};

/**
 * The names of things of which a generator makes types, such as the arguments of a field, `RecordFollowUpArgs`. They are those of
 * {@link nameAll}, except that no two are the same without capitals and underscores: the shortest keeps its name.
 */
export const nameApart = (names: readonly string[], own: Own): ReadonlyMap<string, string> => {
  const byFold = Map.groupBy(names.filter(isOrdinary), fold);
  const first = ([...same]: readonly string[]): string | undefined =>
    same.sort((left, right) => left.length - right.length || (left < right ? -1 : 1))[0];
  return new Map(
    [...nameAll(names, own)].map(([name, made]) => {
      const isApart = !isOrdinary(name) || first(byFold.get(fold(name)) ?? []) === name;
      return [name, isApart ? made : hashed(name)];
    }),
  );
};
