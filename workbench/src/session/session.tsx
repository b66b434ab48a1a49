import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { gateway } from '../gateway.ts';
import { renewalOf } from './credential.ts';
import type { Credential } from './credential.ts';
import { answerHandovers } from './handover.ts';

/** Why the page asks for a credential: at first, because somebody left, or because the gateway refused the one there was. */
export type SessionEnd = 'new' | 'left' | 'refused';

/** Who uses this tab. */
export interface Session {
  /** Null where a credential is needed and none is there. */
  readonly credential: Credential | null;
  readonly end: SessionEnd;
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
  const signOut = useCallback((why: SessionEnd): void => {
    setCredential(null);
    setEnd(why);
  }, []);
  useEffect(() => answerHandovers(credential), [credential]);
  useEffect(() => renewalOf(credential)?.begin(), [credential]);
  const session = useMemo(() => ({ credential, end, signIn: setCredential, signOut }), [credential, end, signOut]);
  return <SessionContext value={session}>{children}</SessionContext>;
};
