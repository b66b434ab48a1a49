import { createHash } from 'node:crypto';

/** Names that GraphQL keeps for its own values; they can be no value of an enum. */
export const reservedValues: ReadonlySet<string> = new Set(['true', 'false', 'null']);

const VALID = /^[_A-Za-z][_0-9A-Za-z]*$/;

/** What every object of JavaScript has: graphql-js takes it for a given field of an input that a client sends as JSON. */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Six hexadecimal digits that belong to a name, so that a name which must be rewritten is rewritten the same for ever. */
const mark = (name: string, digits = 6): string =>
  // Not as UTF-8, in which all halves of surrogate pairs are the same.
  createHash('sha256').update(Buffer.from(name, 'utf16le')).digest('hex').slice(0, digits);

const spell = (name: string): string => {
  const letters = name.replace(/[^0-9A-Za-z]+/g, '_').replace(/^_|_$/g, '');
  return /^[A-Za-z]/.test(letters) ? letters : `x${letters}`;
};

/** A name spelled with its hash. Two underscores stand before it: no name that is kept as it is ends like that. */
const hashed = (name: string): string => `${spell(name)}__${mark(name)}`;

const LOOKS_HASHED = /__[0-9a-f]{6}$/;

/**
 * A name of REDCap as GraphQL can have it: the name itself wherever possible, with its capitals. Where it is not possible,
 * these rules look at the name alone and at no other name. A new field therefore never renames another:
 * - `21_day` → `_21_day`;
 * - a reserved name gets an underscore: `status` → `status_`, and `status_` then `status__`; so does `constructor`;
 * - anything else is spelled with six digits of its hash: `größe` → `gr_e__59480a`.
 */
export const graphName = (name: string, isReserved: (name: string) => boolean): string => {
  const candidate = /^\d/.test(name) ? `_${name}` : name;
  // `_21_day` would be what `21_day` becomes, and GraphQL keeps two leading underscores for itself.
  if (!VALID.test(candidate) || /^_(\d|_)/.test(name) || LOOKS_HASHED.test(name)) return hashed(name);
  const bare = candidate.replace(/_+$/, '');
  return inherited.has(bare) || isReserved(bare) ? `${candidate}_` : candidate;
};

/**
 * A type's name from an instrument's: `adverse_events` → `AdverseEvents`. An underscore before a digit stays: `week_2` →
 * `Week_2`, and `week2` → `Week2`. Two instruments therefore never get the same name. An underscore before a capital stands
 * only in names that the gateway makes, such as `Vitals_Event`, so no instrument can have such a name.
 *
 * A name that a static type has gets `_Instrument`. A name that GraphQL cannot have gets a hash, as in {@link graphName}.
 */
export const typeName = (instrument: string, taken: ReadonlySet<string>): string => {
  if (!/^[a-z0-9]+(_[a-z0-9]+)*_?$/.test(instrument)) {
    return hashed(instrument).replace(/^[a-z]/, (letter) => letter.toUpperCase());
  }
  const letters = instrument.replace(/(^|_)([a-z])/g, (_match, _gap, letter: string) => letter.toUpperCase());
  const base = /^\d/.test(letters) ? `_${letters}` : letters;
  return taken.has(base) ? `${base}_Instrument` : base;
};

/**
 * The names of many things at once. No two are the same: should the six digits of two names meet, the later name gets all
 * digits of its hash.
 */
export const nameAll = (names: readonly string[], toName: (name: string) => string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    const short = toName(name);
    const unique = taken.has(short) ? `${short}_${mark(name, 64)}` : short;
    taken.add(unique);
    found.set(name, unique);
  }
  return found;
};
