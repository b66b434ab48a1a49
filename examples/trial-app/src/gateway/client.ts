import { ApolloClient, HttpLink, InMemoryCache, type Reference } from '@apollo/client';
import { GRAPH } from './address.ts';

/**
 * The cache is normalised by the ids of the graph: an adverse event that arrives by any way shows everywhere. Objects without an
 * id are values and parts of their owner.
 */
export const createClient = (): ApolloClient =>
  new ApolloClient({
    link: new HttpLink({ uri: GRAPH }),
    cache: new InMemoryCache({
      possibleTypes: { Node: ['Record', 'AdverseEvents', 'Vitals', 'Consent', 'Demographics'] },
      typePolicies: {
        // The page of a participant begins with what the worklist has already brought.
        Query: {
          fields: {
            node: {
              read: (known: Reference | undefined, { args, toReference }) =>
                known ?? toReference({ __typename: 'Record', id: String(args?.['id']) }),
            },
          },
        },
      },
    }),
  });
