import type { ExecutionResult } from '@urql/core';

/** What a stream of events is asked with. */
export interface StreamRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text: document and variables. */
  readonly body: string;
  readonly signal: AbortSignal;
}

/** The results in the events that are whole, and what is left of the text. */
interface ReadText {
  readonly results: readonly ExecutionResult[];
  readonly isComplete: boolean;
  readonly rest: string;
}

const fieldOf = (event: string, name: string): string | undefined =>
  event
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .trimStart();

/** Reads events of the protocol graphql-sse, one result each. Comments say that the connection lives, and nothing else. */
export const readEvents = (text: string): ReadText => {
  const events = text.replaceAll('\r\n', '\n').split('\n\n');
  const rest = events.pop() ?? '';
  const results = events.flatMap((event) => {
    const data = fieldOf(event, 'event') === 'next' ? fieldOf(event, 'data') : undefined;
    // What GraphQL answers.
    return data === undefined ? [] : [JSON.parse(data) as ExecutionResult];
  });
  return { results, isComplete: events.some((event) => fieldOf(event, 'event') === 'complete'), rest };
};

/**
 * Asks a graph for a subscription by server-sent events. A request that is refused before it begins has one result, with the
 * errors. A stream that ends without saying so is an error.
 */
export async function* askStream({ url, headers, body, signal }: StreamRequest): AsyncGenerator<ExecutionResult> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' },
    body,
    signal,
    credentials: 'same-origin',
    cache: 'no-store',
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true || response.body === null) {
    // What GraphQL answers.
    yield (await response.json()) as ExecutionResult;
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const { results, isComplete, rest } = readEvents(text + part.value);
      yield* results;
      if (isComplete) return;
      text = rest;
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
  throw new Error('The connection has ended.');
}
