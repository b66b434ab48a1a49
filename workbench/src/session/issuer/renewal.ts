import type { IssuerFacts } from '../../gateway.ts';
import { renewedCredential } from '../credential.ts';
import type { Credential, Renewal } from '../credential.ts';
import { renewTokens, revokeTokens } from './authorization.ts';
import type { IssuedTokens } from './authorization.ts';

const SECOND = 1000;
/** So long before its end an access token is renewed, or at the half of its life where that is shorter. */
const MARGIN_SECONDS = 60;
/** So long after a failure of the network it is tried again. */
const AGAIN_MS = 10 * SECOND;

/** A credential of an issuer that is good until its user leaves, or until the issuer ends the session. */
export const issuedCredential = (issuer: IssuerFacts, issued: IssuedTokens): Credential => {
  let tokens = issued;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isHeld = false;
  let hasLeft = false;
  const listeners = new Set<() => void>();

  /** Renews later. A renewal that was on its way when its user left is followed by no other. */
  const renewIn = (milliseconds: number, refreshToken: string): void => {
    if (isHeld) timer = setTimeout(() => void renew(refreshToken), milliseconds);
  };

  const renew = async (refreshToken: string): Promise<void> => {
    try {
      const next = await renewTokens(issuer, refreshToken);
      // The gateway refuses the old one when it has ended, and the page then asks its user to sign in again.
      if (next === null) return;
      tokens = next;
      // It was on its way when its user left.
      if (hasLeft) return await revokeTokens(issuer, next);
      for (const listener of listeners) listener();
      plan();
    } catch {
      renewIn(AGAIN_MS, refreshToken);
    }
  };

  const plan = (): void => {
    const { refreshToken, seconds } = tokens;
    if (refreshToken === null || seconds === null) return;
    renewIn(Math.max(seconds - MARGIN_SECONDS, seconds / 2) * SECOND, refreshToken);
  };

  const renewal: Renewal = {
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin: () => {
      isHeld = true;
      plan();
      return () => {
        isHeld = false;
        clearTimeout(timer);
      };
    },
  };
  const revoke = (): Promise<void> => {
    hasLeft = true;
    return revokeTokens(issuer, tokens);
  };
  return renewedCredential('bearer', 'authorization', () => `Bearer ${tokens.accessToken}`, {
    renewal,
    departure: { issuer, revoke },
  });
};
