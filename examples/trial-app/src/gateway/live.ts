import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import { useEffect, useState } from 'react';
import { ParticipantDocument, RecordChangesDocument, WorklistDocument } from '../generated/graphql.ts';
import type { RecordChangesSubscription, RecordChangesSubscriptionVariables } from '../generated/graphql.ts';
import { GRAPH } from './address.ts';

/** Whether the page follows the study. */
export type LiveState = 'connecting' | 'live' | 'interrupted';

/** How long to wait before the next try after a break. */
const AGAIN_MS = 3_000;

type Event = RecordChangesSubscription['recordChanges'];

/** Puts a changed record into the cache, where every page that shows it finds it. Lists are read anew where records come or go. */
const apply = (client: ApolloClient, { change, namesChecked }: Event): void => {
  if (change?.record != null) {
    const data = { __typename: 'Query', node: change.record } as const;
    client.writeQuery({ query: ParticipantDocument, variables: { id: change.record.id }, data });
  }
  const listsChanged = !namesChecked || (change != null && change.kind !== 'UPDATED');
  if (listsChanged) void client.refetchQueries({ include: [WorklistDocument] });
};

/** Follows the changes of the study until it is left. After a break it goes on behind the last event. */
const followChanges = (client: ApolloClient, onState: (state: LiveState) => void): (() => void) => {
  const events = createClient({ url: new URL(GRAPH, location.href).href, retryAttempts: 0 });
  let after: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLeft = false;
  const again = (): void => {
    if (isLeft) return;
    onState('interrupted');
    timer = setTimeout(begin, AGAIN_MS);
  };
  const begin = (): void => {
    events.subscribe<RecordChangesSubscription, RecordChangesSubscriptionVariables>(
      { query: print(RecordChangesDocument), variables: { after } },
      {
        next: ({ data }) => {
          // An error is the last event, and `complete` follows it.
          if (data == null) return;
          apply(client, data.recordChanges);
          after = data.recordChanges.cursor;
          onState('live');
        },
        error: again,
        complete: again,
      },
    );
  };
  begin();
  return () => {
    isLeft = true;
    clearTimeout(timer);
    events.dispose();
  };
};

/** Keeps what is on the page current, and says whether it is. */
export const useLiveChanges = (): LiveState => {
  const client = useApolloClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => followChanges(client, setState), [client]);
  return state;
};
