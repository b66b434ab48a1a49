import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';

/** Whether the page follows the study. */
export type LiveState = 'connecting' | 'live' | 'interrupted';

const EVERY_MS = 30_000;

/** Keeps what is on the page current, and says whether it is. */
export const useLiveChanges = (): LiveState => {
  const client = useApolloClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    const look = (): void => {
      if (document.hidden) return;
      client.refetchQueries({ include: 'active' }).then(
        () => setState('live'),
        () => setState('interrupted'),
      );
    };
    const timer = setInterval(look, EVERY_MS);
    setState('live');
    return () => clearInterval(timer);
  }, [client]);
  return state;
};
