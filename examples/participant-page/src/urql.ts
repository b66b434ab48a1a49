import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { AddAdverseEventDocument, AdverseEventsOfGradeDocument, ParticipantPageDocument } from './generated/graphql.ts';
import { instanceOf } from './page.ts';
import type { Study } from './page.ts';

/** The study by urql; `url` is the address of its own graph, `…/projects/<key>/graphql`. */
export const createUrqlStudy = (url: string): Study => {
  const client = new Client({ url, exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });
  return {
    async readParticipant(record) {
      const { data, error } = await client.query(ParticipantPageDocument, { record });
      if (error !== undefined) throw error;
      return data?.record ?? null;
    },
    async listAdverseEvents(grades) {
      const variables = { where: { ae_grade: { in: [...grades] } } };
      const { data, error } = await client.query(AdverseEventsOfGradeDocument, variables);
      if (error !== undefined) throw error;
      const page = data?.instrumentData.adverse_events;
      if (page == null) throw new Error('The adverse events could not be listed.');
      return page;
    },
    async addAdverseEvent(record, values, key) {
      const variables = { record, values, key };
      // urql asks again for pages that hold a type which the mutation answers with, and it does not answer with these.
      const { data, error } = await client.mutation(AddAdverseEventDocument, variables, {
        additionalTypenames: ['Record', 'AdverseEvents'],
      });
      if (error !== undefined) throw error;
      if (data === undefined) throw new Error('The gateway did not answer.');
      return instanceOf(data);
    },
  };
};
