import { createContext } from '../context.ts';
import type { Context, ContextCaller, SharedState } from '../context.ts';
import type { CallerLimits, CallerRequest } from '../gateway/caller.ts';
import type { CreateContext } from '../gateway/endpoint.ts';
import type { CallerRates } from '../redcap/budget/caller-rate.ts';
import type { GatewayAudit } from './audit.ts';
import type { ResolveFor } from './caller-resolution.ts';
import type { Connections } from './connection.ts';

/** What the contexts of requests are made of. */
interface ContextParts {
  readonly connections: Connections;
  readonly shared: SharedState;
  readonly rates: CallerRates;
  /** Notes writes and reads of identifiers; nothing is noted unless given. */
  readonly audit?: GatewayAudit | undefined;
  readonly resolveFor: ResolveFor;
}

/**
 * Lets a request of a caller begin that has limits of its own. Throws `RATE_LIMITED` where the caller has sent as many requests as
 * they may, or has no call of REDCap left: then nothing of the request is executed.
 */
const admit = async (
  rates: CallerRates,
  name: string,
  { callsPerMinute, requestsPerMinute }: CallerLimits,
): Promise<void> => {
  if (requestsPerMinute !== null && requestsPerMinute !== undefined) await rates.request(name, requestsPerMinute);
  await rates.look({ name, callsPerMinute });
};

const open = ({ connections, shared, audit, resolveFor }: ContextParts, request: CallerRequest): Context => {
  const { caller, project } = request;
  const { subject, scopes, limits } = caller;
  const permitted: ContextCaller = {
    subject,
    callsPerMinute: limits?.callsPerMinute,
    mayWrite: scopes.includes('write'),
    mayReadLogDetails: scopes.includes('logging'),
    connections: connections.of(caller).filter(({ key }) => project === null || key === project),
    creation: scopes.includes('createProject') ? connections.creationOf(caller) : undefined,
  };
  resolveFor(permitted.connections);
  const lastEventId = request.headers.get('last-event-id');
  return createContext(shared, permitted, { ...request, lastEventId, ...audit?.of(request) });
};

/** Makes the context of each request: what its caller may see and do, and how much they may ask for. */
export const createContextMaker =
  (parts: ContextParts): CreateContext =>
  (request) => {
    const { subject, limits } = request.caller;
    // Nothing is waited for where the caller has no limit.
    return limits === undefined
      ? open(parts, request)
      : admit(parts.rates, subject, limits).then(() => open(parts, request));
  };
