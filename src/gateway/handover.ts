import type { IncomingMessage } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import type { FindClientAddress } from './client-address.ts';
import type { OperationAnswer } from './operation-run.ts';
import type { BegunRequest, RequestState } from './request-state.ts';

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
  /** The address of who sent the request, where the gateway asks itself for them. */
  readonly address?: string | undefined;
  /** The request, where it came by a socket. */
  readonly req?: IncomingMessage | undefined;
}

/** The handover of a request, by what yoga passes on with it or makes its context of. Yoga's types leave open what that holds. */
export const handoverOf = (context: object): Handover | undefined => (context as HandedContext).handed;

/** What is known of a request when yoga gets it, by what yoga passes on. A request that was handed over knows its sender already. */
export const begunOf = (context: object, addressOf: FindClientAddress): BegunRequest => {
  const { handed, address, req } = context as HandedContext;
  if (handed !== undefined) return { state: handed.state };
  return { address: address ?? (req === undefined ? undefined : addressOf(req)) };
};
