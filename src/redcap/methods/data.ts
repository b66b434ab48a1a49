import { RedcapError } from '../errors.ts';

/** Half a surrogate pair as `JSON.stringify` writes it: an escape that no other backslash has already used up. */
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/;

const refuse = (message: string): RedcapError => new RedcapError('BAD_USER_INPUT', { message, notSent: true });

/** Rows, or the one object of a project, as REDCap's parameter `data`. Throws `BAD_USER_INPUT` for text that is not well-formed Unicode. */
export const formatData = (rows: object): string => {
  const data = JSON.stringify(rows);
  if (LONE_SURROGATE.test(data)) throw refuse('The rows hold half of a surrogate pair; send well-formed Unicode text.');
  return data;
};

/** As `formatData`, for imports that need at least one row. Throws `BAD_USER_INPUT` for none. */
export const formatSomeData = (rows: readonly object[]): string => {
  if (rows.length === 0) throw refuse('There are no rows to import; give at least one.');
  return formatData(rows);
};
