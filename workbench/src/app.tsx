import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { GraphProvider } from './graph/graph.tsx';
import { LanguageProvider } from './language/language.tsx';
import { LookProvider } from './look/look.tsx';
import { router } from './router.tsx';
import { SessionProvider, useSession } from './session/session.tsx';
import { SignInPage } from './session/sign-in.tsx';

/** The pages for whoever is signed in; else the page that asks for a credential. The place in the address stays. */
const Gate = (): ReactNode => {
  const { credential } = useSession();
  if (credential === null) return <SignInPage />;
  return (
    <GraphProvider credential={credential}>
      <RouterProvider router={router} />
    </GraphProvider>
  );
};

/** The workbench. */
export const App = (): ReactNode => (
  <LookProvider>
    <LanguageProvider>
      <SessionProvider>
        <Gate />
      </SessionProvider>
    </LanguageProvider>
  </LookProvider>
);
