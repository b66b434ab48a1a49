import { RedcapError } from './errors.ts';

/** Whether a token makes projects, and opens none. */
export const isSuperToken = (token: string): boolean => token.length === 64;

/**
 * The token without surrounding white space. A project token has 32 hexadecimal digits, a super token 64 characters.
 * Anything else is refused with `UNAUTHENTICATED` before it is sent anywhere.
 */
export const checkToken = (token: string): string => {
  const trimmed = token.trim();
  if (/^(?:[0-9A-Fa-f]{32}|[0-9A-Za-z]{64})$/.test(trimmed)) return trimmed;
  throw new RedcapError('UNAUTHENTICATED', {
    message: 'This is not a REDCap token: it must be 32 hexadecimal digits (64 characters for a super token).',
    notSent: true,
  });
};
