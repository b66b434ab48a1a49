import { describe, expect, it } from 'vitest';
import { partsCarrierOf } from '../../../src/gateway/part/acceptance.ts';

describe('a client that accepts an answer in parts', () => {
  it.each([
    ['multipart/mixed', 'multipart/mixed'],
    // What Apollo Client sends with its Defer20220824Handler.
    ['multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9', 'multipart/mixed'],
    // What urql sends.
    [
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
      'multipart/mixed',
    ],
    ['Multipart/Mixed; deferSpec="20220824"', 'multipart/mixed'],
    ['text/event-stream', 'text/event-stream'],
    ['multipart/mixed;q=0, text/event-stream', 'text/event-stream'],
  ])('takes it as its header says: %s', (accept, carrier) => {
    expect(partsCarrierOf(accept)).toBe(carrier);
  });

  it.each([
    null,
    '',
    '*/*',
    'multipart/*',
    'application/json',
    // What Apollo Client sends with its GraphQL17Alpha9Handler, and for subscriptions.
    'multipart/mixed;incrementalSpec=v0.2,application/graphql-response+json,application/json;q=0.9',
    'multipart/mixed;deferSpec=20300101',
    'multipart/mixed;q=0.0',
  ])('is none that accepts %s', (accept) => {
    expect(partsCarrierOf(accept)).toBeNull();
  });
});
