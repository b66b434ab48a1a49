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

/** How a question is asked. */
export interface AnswerOptions {
  /** Another question has no answer until its own comes. Otherwise the answer before stays until then. */
  readonly forgetsLast?: boolean;
}

/** Asks the graph. The same question is asked once, and its answer kept, for as long as the session lasts. */
export const useAnswer = <Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { forgetsLast = false }: AnswerOptions = {},
): Answer<Data> => {
  const question = JSON.stringify(variables);
  const [stopped, setStopped] = useState<string | null>(null);
  const isStopped = stopped === question;
  const [{ data: kept, error, fetching }, ask] = useQuery<Data, AnyVariables>({ query, variables, pause: isStopped });
  const data = forgetsLast && (fetching || isStopped) ? undefined : kept;
  return {
    data,
    error,
    isLoading: fetching && !isStopped,
    isStopped: isStopped && data === undefined,
    stop: () => setStopped(question),
    again: () => {
      setStopped(null);
      ask({ requestPolicy: 'network-only' });
    },
  };
};
