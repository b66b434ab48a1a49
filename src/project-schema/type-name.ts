import { fold, hashed, isOrdinary, mark } from './name.ts';
import { builtInTypeNames } from './reserved-word.ts';

/** What stands behind an instrument's type in the names of the types around it, after an underscore. */
export const typeSuffixes = [
  'Connection',
  'Edge',
  'Event',
  'Field',
  'Filter',
  'Input',
  'MissingDataInput',
  'Row',
  'RowOrder',
  'WritableField',
] as const;

/**
 * The type of an instrument and the types around it, whether the project has them all or not, as generators see them. They make
 * a class, or a file, of each: in PascalCase, and on many systems without regard to capitals.
 */
const familyOf = (type: string): readonly string[] =>
  [type, ...typeSuffixes.map((suffix) => `${type}_${suffix}`)].map(fold);

/** `adverse_events` → `AdverseEvents`, `2nd_visit` → `X2ndVisit`: a generator that takes underscores away needs a letter first. */
const pascalCase = (instrument: string): string => {
  const letters = instrument.replace(/(^|_)([a-z])/g, (_match, _gap, letter: string) => letter.toUpperCase());
  return /^\d/.test(letters) ? `X${letters}` : letters;
};

const hashedType = (instrument: string, digits?: number): string =>
  isOrdinary(instrument)
    ? `${pascalCase(instrument)}__${mark(instrument, digits)}`
    : hashed(instrument, digits).replace(/^[a-z]/, (letter) => letter.toUpperCase());

/** GraphQL Code Generator calls the arguments of a field `RecordVitalsArgs`. */
const looksLikeArguments = (type: string): boolean => type.endsWith('Args');

/** The names to try, from the one that is best to read. */
const candidates = (instrument: string): readonly string[] => {
  const hashes = [hashedType(instrument), hashedType(instrument, 64)];
  return isOrdinary(instrument) ? [pascalCase(instrument), ...hashes] : hashes;
};

/** Names of REDCap's form come before others, and short ones before long ones: `ae` before `ae_event`. */
const byPrecedence = (left: string, right: string): number =>
  Number(isOrdinary(right)) - Number(isOrdinary(left)) || left.length - right.length || (left < right ? -1 : 1);

/**
 * The types of instruments: `adverse_events` → `AdverseEvents`. No two types are the same for a generator that ignores capitals
 * or underscores. None is a type of a generator, or of those that are given as existing.
 *
 * - An underscore before a digit stays: `week_2` → `Week_2`, and `week2` → `Week2`.
 * - A type that is there already gets a word: `record` → `Record_Instrument`. This looks at the name alone.
 * - Of two instruments whose types would meet, the shorter name keeps its type: `followup` → `Followup`, and `follow_up` →
 *   `FollowUp__` and six digits of its hash. The names of both decide, and not which was added later.
 * - A name that is not of REDCap's form gets a hash, as in `graphName`.
 */
export const nameTypes = (instruments: readonly string[], existing: Iterable<string>): ReadonlyMap<string, string> => {
  const fixed = new Set([...existing, ...builtInTypeNames].map(fold));
  const taken = new Set(fixed);
  const isFree = (type: string): boolean => familyOf(type).every((name) => !taken.has(name));
  const found = new Map<string, string>();
  for (const instrument of [...instruments].sort(byPrecedence)) {
    const [best = '', ...others] = candidates(instrument);
    const isFixed = looksLikeArguments(best) || familyOf(best).some((name) => fixed.has(name));
    const first = isFixed ? `${best}_Instrument` : best;
    const type = [first, ...others].find(isFree) ?? first;
    for (const name of familyOf(type)) taken.add(name);
    found.set(instrument, type);
  }
  return found;
};
