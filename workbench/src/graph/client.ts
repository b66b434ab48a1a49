import { cacheExchange, Client, fetchExchange, mapExchange, subscriptionExchange } from '@urql/core';
import type { ExecutionResult, SubscriptionForwarder } from '@urql/core';
import { headersOf, renewalOf } from '../session/credential.ts';
import type { Credential } from '../session/credential.ts';
import { askStream } from './event-stream.ts';
import { faultsOf } from './fault.ts';

/** What a client works with. */
export interface GraphOptions {
  readonly url: string;
  readonly credential: Credential;
  /** Is called when the gateway does not accept the credential any more. */
  readonly onRefusedCredential?: () => void;
}

/** Whether a subscription ends because the access token that it began with has ended. */
const hasEndedToken = ({ errors = [] }: ExecutionResult): boolean =>
  // GraphQL gives errors extensions, which urql's type leaves out.
  (errors as readonly { readonly extensions?: { readonly code?: unknown } }[]).some(
    ({ extensions }) => extensions?.code === 'UNAUTHENTICATED',
  );

/** Follows subscriptions by server-sent events, each on a connection of its own, until they end or nobody wants them. */
const forwardTo =
  (url: string, credential: Credential): SubscriptionForwarder =>
  ({ query = '', variables }) => ({
    subscribe: (sink) => {
      const controller = new AbortController();
      const { signal } = controller;
      const follow = async (): Promise<void> => {
        const question = { query, ...(variables !== undefined && { variables }) };
        const headers = headersOf(credential);
        let isBegun = false;
        for await (const result of askStream({ url, headers, question, signal })) {
          // The next try has the token that was renewed meanwhile. Where that one is refused too, nobody is signed in any more.
          if (isBegun && renewalOf(credential) !== undefined && hasEndedToken(result)) {
            throw new Error('The access token has ended.');
          }
          isBegun = true;
          sink.next(result);
        }
      };
      follow().then(
        () => sink.complete(),
        (error: unknown) => {
          if (!signal.aborted) sink.error(error);
        },
      );
      return { unsubscribe: () => controller.abort() };
    },
  });

/** A client of the graph. What it keeps is in memory, and goes with it. */
export const createGraphClient = ({ url, credential, onRefusedCredential }: GraphOptions): Client =>
  new Client({
    url,
    // A query in an address would get into the logs of proxies, with its variables.
    preferGetMethod: false,
    fetchOptions: () => ({ headers: { ...headersOf(credential) }, credentials: 'same-origin', cache: 'no-store' }),
    exchanges: [
      cacheExchange,
      mapExchange({
        onError: (error) => {
          // REDCap's refusal of a project's token has the same code, at the path of the project.
          const [first] = faultsOf(error);
          if (first?.code === 'UNAUTHENTICATED' && first.path === null) onRefusedCredential?.();
        },
      }),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: forwardTo(url, credential) }),
    ],
  });
