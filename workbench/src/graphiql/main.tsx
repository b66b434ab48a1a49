// First, because it puts the address right that an issuer sent its user back to.
import '../session/issuer/return.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../look/look.css';
import { LanguageProvider } from '../language/language.tsx';
import { LookProvider } from '../look/look.tsx';
import { SessionProvider } from '../session/session.tsx';
import { GraphiqlPage } from './page.tsx';

const place = document.getElementById('root');
if (place === null) throw new Error('the page has no place for GraphiQL');

// What the components of GraphiQL make style elements with, as they run: the policy of the page takes no others.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
Object.assign(globalThis, { __webpack_nonce__: nonce });

// The address of the page changes with the project, and that of its icon would change with it.
for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]')) link.href = new URL(link.href).href;

createRoot(place).render(
  <StrictMode>
    <LookProvider>
      <LanguageProvider>
        <SessionProvider>
          <GraphiqlPage />
        </SessionProvider>
      </LanguageProvider>
    </LookProvider>
  </StrictMode>,
);
