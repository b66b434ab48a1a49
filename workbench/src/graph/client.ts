import { cacheExchange, Client, fetchExchange, mapExchange } from '@urql/core';
import { headersOf } from '../session/credential.ts';
import type { Credential } from '../session/credential.ts';
import { faultsOf } from './fault.ts';

/** What a client works with. */
export interface GraphOptions {
  readonly url: string;
  readonly credential: Credential;
  /** Is called when the gateway does not accept the credential any more. */
  readonly onRefusedCredential?: () => void;
}

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
    ],
  });
