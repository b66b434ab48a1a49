import { Refusal } from '../call/refusal.ts';
import { formatTime } from '../state/log.ts';
import type { SandboxStore, TokenHolder } from '../state/store.ts';

/** REDCap's answer to a token that it does not know, and to a token without any API right. */
export const noPermission = (): Refusal => new Refusal(403, 'You do not have permissions to use the API');

/** Whether this is the server's super token. */
export const isSuperToken = (store: SandboxStore, token: string): boolean =>
  token.trim().toUpperCase() === store.superToken.toUpperCase();

/**
 * Finds the user and project of a project token. The token's case does not count, and blanks around it do not count.
 */
export const findTokenHolder = (store: SandboxStore, token: string): TokenHolder | null => {
  const wanted = token.trim().toUpperCase();
  if (!/^[0-9A-F]{32}$/.test(wanted)) return null;
  for (const project of store.projects.values()) {
    const user = project.users.find((candidate) => candidate.token?.toUpperCase() === wanted);
    if (user !== undefined) return { project, user };
  }
  return null;
};

/** The holder of a token. Throws REDCap's refusal for an unknown token and for a user whose access has expired. */
export const authenticate = (store: SandboxStore, token: string): TokenHolder => {
  const holder = findTokenHolder(store, token);
  if (holder === null) throw noPermission();
  const { expiration } = holder.user;
  if (expiration !== '' && expiration <= formatTime(store.now()).slice(0, 10)) throw noPermission();
  return holder;
};
