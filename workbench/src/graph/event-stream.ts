import type { ExecutionResult } from '@urql/core';
import { createClient, NetworkError, type RequestParams } from 'graphql-sse';

/** What a stream of events is asked with. */
export interface StreamRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly question: RequestParams;
  readonly signal: AbortSignal;
}

/** The answer of a request that was refused before it began; null where nothing was answered. */
const refusalIn = (error: unknown): Response | null =>
  error instanceof NetworkError && error.response instanceof Response ? error.response : null;

/**
 * Asks a graph for a subscription by server-sent events. A request that is refused before it begins has one result, with the
 * errors. A stream that ends without saying so is an error.
 */
export async function* askStream({ url, headers, question, signal }: StreamRequest): AsyncGenerator<ExecutionResult> {
  const client = createClient({
    url,
    headers: { ...headers },
    credentials: 'same-origin',
    // Whoever asks decides what follows a break.
    retryAttempts: 0,
    fetchFn: (input: string, init: RequestInit) => fetch(input, { ...init, cache: 'no-store' }),
  });
  signal.addEventListener('abort', client.dispose, { once: true });
  try {
    yield* client.iterate(question) as AsyncIterable<ExecutionResult>;
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === null) throw error;
    // What GraphQL answers.
    yield (await refusal.json()) as ExecutionResult;
  } finally {
    signal.removeEventListener('abort', client.dispose);
    client.dispose();
  }
}
