import { createGraphiQLFetcher, isAsyncIterable } from '@graphiql/toolkit';
import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { buildClientSchema, getIntrospectionQuery, getOperationAST, OperationTypeNode, parse } from 'graphql';
import type { GraphQLSchema, IntrospectionQuery, OperationDefinitionNode } from 'graphql';
import { CombinedError } from '@urql/core';
import type { RequestParams } from 'graphql-sse';
import { askStream } from '../graph/event-stream.ts';
import { headersOf } from '../session/credential.ts';
import type { Credential } from '../session/credential.ts';

/** An answer that says what went wrong without one of the gateway. */
const failureOf = (words: string): { readonly errors: readonly [{ readonly message: string }] } => ({
  errors: [{ message: words }],
});

/** The parts of an answer; where they break off, words in place of the rest. */
async function* untilItBreaks<Part>(parts: AsyncIterable<Part>, words: string): AsyncGenerator<unknown> {
  try {
    yield* parts;
  } catch {
    yield failureOf(words);
  }
}

/** The operation that a question is for; null where there is none. The gateway says what is wrong with a text that is no document. */
const operationOf = ({ query, operationName }: FetcherParams): OperationDefinitionNode | null => {
  try {
    return getOperationAST(parse(query), operationName) ?? null;
  } catch {
    return null;
  }
};

/** The question without the name of an operation that it does not have. GraphiQL learns a moment late what a new tab holds. */
const withKnownName = (question: FetcherParams): FetcherParams =>
  operationOf(question) === null ? { ...question, operationName: null } : question;

/** The question as the client of streams takes it, which has no null in the place of what is not there. */
const withoutNulls = ({ query, variables, operationName }: FetcherParams): RequestParams => ({
  query,
  // GraphiQL's type says nothing of it.
  ...(variables !== undefined && { variables: variables as Record<string, unknown> }),
  ...(typeof operationName === 'string' && { operationName }),
});

/** The results of a subscription, until it ends or somebody stops it. GraphiQL stops it by an iterator of its own. */
const follow = (question: FetcherParams, { url, credential, words }: FetcherOptions): AsyncIterable<unknown> => {
  const controller = new AbortController();
  const { signal } = controller;
  const results = untilItBreaks(
    askStream({ url, headers: headersOf(credential), question: withoutNulls(question), signal }),
    words,
  );
  const end = { done: true, value: undefined } as const;
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const result = await results.next();
        return signal.aborted ? end : result;
      },
      return: () => {
        controller.abort();
        return Promise.resolve(end);
      },
    }),
  };
};

/** What a graph is asked with. */
export interface FetcherOptions {
  readonly url: string;
  readonly credential: Credential;
  /** What is said where no answer comes. */
  readonly words: string;
}

/** Asks a graph for GraphiQL. It never throws, because GraphiQL would show a stack trace. */
export const createFetcher = (graph: FetcherOptions): Fetcher => {
  const { url, credential, words } = graph;
  const ask = createGraphiQLFetcher({
    url,
    fetch: (input, init) => {
      // The value of the credential may be another one with each question.
      const headers = new Headers(init?.headers);
      for (const [name, value] of Object.entries(headersOf(credential))) headers.set(name, value);
      return fetch(input, { ...init, headers, credentials: 'same-origin', cache: 'no-store' });
    },
  });
  const answer = async (question: FetcherParams, options: Parameters<Fetcher>[1]): Promise<unknown> => {
    const asked = withKnownName(question);
    if (operationOf(asked)?.operation === OperationTypeNode.SUBSCRIPTION) return follow(asked, graph);
    try {
      const result: unknown = await ask(asked, options);
      return isAsyncIterable(result) ? untilItBreaks(result, words) : result;
    } catch {
      return failureOf(words);
    }
  };
  // What it answers is what GraphiQL's own fetcher does, or an object of errors, which GraphQL answers too.
  return answer as Fetcher;
};

/** The schema of a graph. Where the graph answers without one, it fails as a query of urql does. */
export const fetchSchema = async ({ url, credential }: Omit<FetcherOptions, 'words'>): Promise<GraphQLSchema> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headersOf(credential), 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery(), operationName: 'IntrospectionQuery' }),
  });
  // What GraphQL answers over HTTP.
  const { data, errors } = (await response.json()) as { data?: IntrospectionQuery; errors?: readonly Error[] };
  if (data === undefined || data === null) {
    throw new CombinedError({ graphQLErrors: [...(errors ?? [])], response });
  }
  return buildClientSchema(data);
};
