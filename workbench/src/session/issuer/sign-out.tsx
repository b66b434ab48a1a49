import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { IssuerFacts } from '../../gateway.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';

/** The page at which somebody signs out of the issuer; null while it is not known, and where there is none. */
const useSignOutPage = (issuer: IssuerFacts): URL | null => {
  const [page, setPage] = useState<URL | null>(null);
  useEffect(() => {
    let isWanted = true;
    const find = async (): Promise<void> => {
      const { findSignOutPage } = await import('./authorization.ts');
      const found = await findSignOutPage(issuer);
      if (isWanted) setPage(found);
    };
    // Without an answer of the issuer there is no page to lead to.
    find().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [issuer]);
  return page;
};

/** Who leaves the workbench is still signed in at the issuer. This leads there, for who wants to sign out of it too. */
export const IssuerSignOut = ({ issuer }: { readonly issuer: IssuerFacts }): ReactNode => {
  const { say } = useSpeech();
  const page = useSignOutPage(issuer);
  if (page === null) return null;
  return <Button onPress={() => location.assign(page)}>{say(texts.signIn.leaveIssuer, { name: issuer.name })}</Button>;
};
