import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { AddAdverseEventDocument, AdverseEventsOfGradeDocument, ParticipantPageDocument } from './generated/graphql.ts';
import { instanceOf } from './page.ts';
import type { Study } from './page.ts';

/** The study by Apollo Client; `uri` is the address of its own graph, `…/projects/<key>/graphql`. */
export const createApolloStudy = (uri: string): Study => {
  // There is one set of tables, so the cache needs no id to distinguish them.
  const cache = new InMemoryCache({ typePolicies: { InstrumentTables: { keyFields: [] } } });
  const client = new ApolloClient({ link: new HttpLink({ uri }), cache });
  return {
    async readParticipant(record) {
      const { data } = await client.query({ query: ParticipantPageDocument, variables: { record } });
      return data?.record ?? null;
    },
    async listAdverseEvents(grades) {
      const variables = { where: { ae_grade: { in: [...grades] } } };
      const { data } = await client.query({ query: AdverseEventsOfGradeDocument, variables });
      const page = data?.instrumentData.adverse_events;
      if (page == null) throw new Error('The adverse events could not be listed.');
      return page;
    },
    async addAdverseEvent(record, values, key) {
      const { data } = await client.mutate({
        mutation: AddAdverseEventDocument,
        variables: { record, values, key },
        // Pages of participants and the table are asked for again when they are next looked at.
        update: () => {
          cache.evict({ fieldName: 'record' });
          cache.evict({ id: 'InstrumentTables:{}' });
        },
      });
      if (data === undefined) throw new Error('The gateway did not answer.');
      return instanceOf(data);
    },
  };
};
