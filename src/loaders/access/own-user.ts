/** Anything that REDCap lists of users, one row a user. */
interface OfUser {
  readonly username: string;
}

/** Whether two texts name the same user: REDCap does not distinguish upper case from lower case. */
export const isSameUser = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** Finds a user by name, in any case. */
export const findUser = <Row extends OfUser>(rows: readonly Row[], username: string): Row | undefined =>
  rows.find((row) => isSameUser(row.username, username.trim()));

/** The row of the token's own user: of the name that the operator gave, or of the only user there is. */
export const findOwnUser = <Row extends OfUser>(
  source: { readonly username: string | null },
  rows: readonly Row[],
): Row | undefined => {
  if (source.username !== null) return findUser(rows, source.username);
  return rows.length === 1 ? rows[0] : undefined;
};
