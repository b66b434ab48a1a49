import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { GraphProvider } from '../graph/graph.tsx';
import { askOpener } from '../session/opener.ts';
import type { HandedOver } from '../session/opener.ts';
import { useSession } from '../session/session.tsx';
import { SignInPage } from '../session/sign-in.tsx';
import { Bench } from './bench.tsx';

/** What the opener says: undefined while that is not known, null where there is none. */
const useOpener = (): HandedOver | null | undefined => {
  const { signIn } = useSession();
  const [handed, setHanded] = useState<HandedOver | null>();
  useEffect(
    () =>
      askOpener((told) => {
        if (told?.credential) signIn(told.credential);
        setHanded(told);
      }),
    [signIn],
  );
  return handed;
};

/** GraphiQL for whoever is signed in: in the workbench that opened it, or here, once for all tabs. */
export const GraphiqlPage = (): ReactNode => {
  const { credential } = useSession();
  const handed = useOpener();
  if (handed === undefined) return null;
  if (credential === null) return <SignInPage />;
  return (
    <GraphProvider credential={credential}>
      <Bench credential={credential} operation={handed?.operation ?? null} />
    </GraphProvider>
  );
};
