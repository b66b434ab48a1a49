import { createHash } from 'node:crypto';

/** So many names stand in one line. An export of the gateway asks for no more records at once. */
const MOST_NAMES = 1_000;

/** Names in a line, and how many there are. */
export interface NameList {
  /** The first of the names, in the order of their characters. */
  readonly names: readonly string[];
  /** How many distinct names there are. */
  readonly count: number;
  /** SHA-256 of all of them, sorted, each with a line break behind; only where not all stand in the line. */
  readonly sha256?: string;
}

/** Digest of names that are distinct and sorted. Who has the same names gets the same digest. */
const digestOf = (names: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name}\n`);
  return hash.digest('hex');
};

/** Names as a line has them. A list that is too long for a line has a count and a digest, so that it can be compared. */
export const listNames = (given: Iterable<string>): NameList => {
  const all = [...new Set(given)].sort();
  if (all.length <= MOST_NAMES) return { names: all, count: all.length };
  return { names: all.slice(0, MOST_NAMES), count: all.length, sha256: digestOf(all) };
};
