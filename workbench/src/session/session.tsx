import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { gateway } from '../gateway.ts';
import type { IssuerFacts } from '../gateway.ts';
import { departureOf, renewalOf } from './credential.ts';
import type { Credential } from './credential.ts';
import { answerHandovers } from './handover.ts';

/** Why the page asks for a credential: at first, because somebody left, or because the gateway refused the one there was. */
export type SessionEnd = 'new' | 'left' | 'refused';

/** Who uses this tab. */
export interface Session {
  /** Null where a credential is needed and none is there. */
  readonly credential: Credential | null;
  readonly end: SessionEnd;
  /** Whose credential somebody has left with: they are still signed in there. Null where there is no such issuer. */
  readonly left: IssuerFacts | null;
  readonly signIn: (credential: Credential) => void;
  readonly signOut: (end: SessionEnd) => void;
}

const SessionContext = createContext<Session | null>(null);

/** The session of this tab. */
export const useSession = (): Session => {
  const session = use(SessionContext);
  if (session === null) throw new Error('useSession needs a SessionProvider around it');
  return session;
};

const OPEN: Credential = { kind: 'none' };

/** Holds the session in memory, and nowhere else. */
export const SessionProvider = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const [credential, setCredential] = useState<Credential | null>(gateway.credentials.length === 0 ? OPEN : null);
  const [end, setEnd] = useState<SessionEnd>('new');
  const [left, setLeft] = useState<IssuerFacts | null>(null);
  const signOut = useCallback(
    (why: SessionEnd): void => {
      const departure = why === 'left' ? departureOf(credential) : undefined;
      // Whether or not the issuer hears of it, the tab forgets the tokens, and they end by themselves.
      departure?.revoke().catch(() => undefined);
      setLeft(departure?.issuer ?? null);
      setCredential(null);
      setEnd(why);
    },
    [credential],
  );
  useEffect(() => answerHandovers(credential), [credential]);
  useEffect(() => renewalOf(credential)?.begin(), [credential]);
  const session = useMemo(
    () => ({ credential, end, left, signIn: setCredential, signOut }),
    [credential, end, left, signOut],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
};
