import type { GraphQLSchema } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import type { OperationAnswer } from './operation-run.ts';
import type { RequestState } from './request-state.ts';

/**
 * What the gateway has done of a request before yoga gets it. Yoga's plugins take what is there and do the rest; what failed
 * fails again there, and is answered as such.
 */
export interface Handover {
  readonly state: RequestState;
  parameters?: Promise<GraphQLParams>;
  schema?: Promise<GraphQLSchema>;
  answer?: Promise<OperationAnswer>;
}

/** What yoga passes on with a request that was handed over. */
export interface HandedContext {
  readonly handed?: Handover | undefined;
}

/** The handover of a request, by what yoga passes on with it or makes its context of. Yoga's types leave open what that holds. */
export const handoverOf = (context: object): Handover | undefined => (context as HandedContext).handed;
