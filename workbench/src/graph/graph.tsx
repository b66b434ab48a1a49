import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Provider } from 'urql';
import { addressOf } from '../gateway.ts';
import type { Credential } from '../session/credential.ts';
import { useSession } from '../session/session.tsx';
import { createGraphClient } from './client.ts';

/** Gives all pages one client. Another credential gets another client, which knows nothing of what the first one saw. */
export const GraphProvider = ({
  credential,
  children,
}: {
  readonly credential: Credential;
  readonly children: ReactNode;
}): ReactNode => {
  const { signOut } = useSession();
  const client = useMemo(
    () => createGraphClient({ url: addressOf('graphql'), credential, onRefusedCredential: () => signOut('refused') }),
    [credential, signOut],
  );
  return <Provider value={client}>{children}</Provider>;
};
