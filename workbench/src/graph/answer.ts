import type { AnyVariables, CombinedError, TypedDocumentNode } from '@urql/core';
import { useState } from 'react';
import { useQuery } from 'urql';

/** An answer of the graph as a page shows it. */
export interface Answer<Data> {
  /** Undefined until there is one. Parts of it may be null beside an `error`. */
  readonly data: Data | undefined;
  readonly error: CombinedError | undefined;
  readonly isLoading: boolean;
  /** Somebody has stopped it before it came. */
  readonly isStopped: boolean;
  /** Hangs up: the gateway then stops what it does for it. */
  readonly stop: () => void;
  /** Asks once more, past what is kept. */
  readonly again: () => void;
}

/**
 * Asks the graph. The same question is asked once, and its answer kept, for as long as the session lasts. With `isAsked: false`
 * nothing is asked.
 */
export const useAnswer = <Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  isAsked = true,
): Answer<Data> => {
  const question = JSON.stringify(variables);
  const [stopped, setStopped] = useState<string | null>(null);
  const isStopped = stopped === question;
  const pause = isStopped || !isAsked;
  const [{ data: kept, error, fetching }, ask] = useQuery<Data, AnyVariables>({ query, variables, pause });
  // urql has the last answer until the next one comes. It may be of another project.
  const data = fetching || pause ? undefined : kept;
  return {
    data,
    error,
    isLoading: fetching && !pause,
    isStopped,
    stop: () => setStopped(question),
    again: () => {
      setStopped(null);
      ask({ requestPolicy: 'network-only' });
    },
  };
};
