import { findOwnUser, findUser } from '../../loaders/access/own-user.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { UserRow } from '../../redcap/methods/user.ts';
import { missingRight } from './change.ts';
import type { RightChange } from './right-change.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** Rights that a write through User Rights needs and the token's user is known not to have. */
export const checkOwnRights = (
  source: Pick<ProjectSource, 'username'>,
  users: readonly UserRow[],
): UserErrorShape[] => {
  const own = findOwnUser(source, users);
  if (own === undefined) return [];
  if (own.rights['api_import'] === 0) return [missingRight('API Import/Update')];
  // 2 is read-only.
  return own.rights['user_rights'] === 1 ? [] : [missingRight('User Rights')];
};

/** Whether rows are about the token's own user too: what that user may see changes for all calls with the token then. */
export const hasOwnUser = (
  source: Pick<ProjectSource, 'username'>,
  stored: readonly { readonly username: string }[],
  rows: readonly { readonly username: string }[],
): boolean => {
  const own = findOwnUser(source, stored);
  return own !== undefined && findUser(rows, own.username) !== undefined;
};

/** The refusal of what would take rights from the token's own user: nobody could give them back through this gateway. */
export const ownUserRefusal = (what: string, path: readonly string[]): UserErrorShape =>
  userError(
    'VALIDATION',
    path,
    `This is the REDCap user behind the gateway's own token. ${what} Do it in REDCap, or with another user's token. Nothing was sent.`,
  );

/** Refuses changes that would take rights from the token's own user. */
export const checkOwnLoss = (changes: readonly RightChange[], path: readonly string[]): UserErrorShape[] => {
  const lost = changes.filter(({ narrows }) => narrows).map(({ subject }) => subject);
  return lost.length === 0 ? [] : [ownUserRefusal(`It would lose rights (${lost.join(', ')}).`, path)];
};
