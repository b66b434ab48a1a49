import type { ExecutionResult } from '@urql/core';
import { createClient, NetworkError, type RequestParams } from 'graphql-sse';

/** What a stream of events is asked with. */
export interface StreamRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly question: RequestParams;
  readonly signal: AbortSignal;
}

const isStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') === true;

/**
 * Sends the question. A gateway that refuses it may say why in a stream too, with the status of the refusal. The client would not read
 * that stream.
 */
const send = async (input: string, init: RequestInit): Promise<Response> => {
  const response = await fetch(input, { ...init, cache: 'no-store' });
  return isStream(response) ? new Response(response.body, { headers: response.headers }) : response;
};

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
    fetchFn: send,
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
