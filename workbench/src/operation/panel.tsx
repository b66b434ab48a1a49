import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { Disclosure } from '../part/disclosure.tsx';
import type { ShownOperation } from './shown.ts';

// Most readers never open it.
const Operations = lazy(() => import('./operations.tsx').then(({ Operations: component }) => ({ default: component })));

/** Lets the reader see what the page shows as GraphQL, and as programs that ask it. */
export const OperationPanel = ({ shown }: { readonly shown: readonly ShownOperation[] }): ReactNode => {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure title={say(texts.operation.title)} isOpen={isOpen} onOpen={setOpen}>
      {isOpen ? (
        <Suspense fallback={null}>
          <Operations shown={shown} />
        </Suspense>
      ) : null}
    </Disclosure>
  );
};
