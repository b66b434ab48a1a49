import { userError, type UserErrorShape } from '../user-error.ts';

/** The sentence about a record that REDCap holds in other capitals. */
export const GIVE_EXACTLY =
  'There is a record whose name differs from this by upper and lower case alone: give its name exactly.';

/** Whether two names differ by upper and lower case alone, so that REDCap may take them for one record. */
export const isOtherSpelling = (name: string, other: string): boolean =>
  name !== other && name.toLowerCase() === other.toLowerCase();

/**
 * The refusal of a record of which nothing came under its name. REDCap may bring a record in other capitals, and a write must
 * not change a record that its caller did not name.
 */
export const missingRecord = (
  name: string,
  found: Iterable<string>,
  path: readonly string[],
  message: string,
): UserErrorShape => {
  const isSpelledOtherwise = [...found].some((other) => isOtherSpelling(name, other));
  return userError('NOT_FOUND', path, isSpelledOtherwise ? `${GIVE_EXACTLY} Nothing was done.` : message);
};
