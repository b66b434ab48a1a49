import { cacheExchange, Client, fetchExchange, mapExchange, subscriptionExchange } from '@urql/core';
import type { SubscriptionForwarder } from '@urql/core';
import { headersOf } from '../session/credential.ts';
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

/** Follows subscriptions by server-sent events, each on a connection of its own, until they end or nobody wants them. */
const forwardTo =
  (url: string, headers: Readonly<Record<string, string>>): SubscriptionForwarder =>
  ({ query = '', variables }) => ({
    subscribe: (sink) => {
      const controller = new AbortController();
      const { signal } = controller;
      const follow = async (): Promise<void> => {
        const body = JSON.stringify({ query, variables });
        for await (const result of askStream({ url, headers, body, signal })) sink.next(result);
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
      subscriptionExchange({ forwardSubscription: forwardTo(url, headersOf(credential)) }),
    ],
  });
