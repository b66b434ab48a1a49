import type { GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { refusalResponse } from './answer.ts';
import type { CallerRequest, RequestDescription } from './caller.ts';
import { handoverOf } from './handover.ts';
import type { RequestHeaders } from './header-set.ts';
import { KEY_PATTERN } from './project-key.ts';
import { refuse } from './refusal.ts';
import { isCost, leave, requestStateOf } from './request-state.ts';
import type { RequestState } from './request-state.ts';

/** Makes the context of one operation. An error with a code refuses the operation; the answer reports the context's `cost`. */
export type CreateContext = (request: CallerRequest) => Promise<object> | object;

/**
 * The schema of one project as the caller of this context may see it; null when there is no such project for them. The
 * same object each time while nothing has changed, so that what is parsed and validated is kept.
 */
export type ProjectSchema = (context: object, key: string) => Promise<GraphQLSchema | null>;

/** The two addresses of a graph as a URL pattern, for yoga to leave them to us. */
export const ENDPOINT_PATTERN = '{/projects/:key}?/graphql';

const PROJECT_PATH = new RegExp(`^/projects/(${KEY_PATTERN})/graphql$`);

/** The graph at a path: all projects' at `/graphql`, or one project's, by its key. Undefined where there is none. */
export const readEndpoint = (path: string): { readonly project: string | null } | undefined => {
  if (path === '/graphql') return { project: null };
  const key = PROJECT_PATH.exec(path)?.[1];
  return key === undefined ? undefined : { project: key };
};

/** Lets through what was sent to a graph, and answers everything else with 404. */
export const useEndpoints = (): Plugin => ({
  onRequest(hook) {
    const endpoint = readEndpoint(hook.url.pathname);
    if (endpoint !== undefined) {
      requestStateOf(hook.request).project = endpoint.project;
      return;
    }
    const message = 'There is nothing at this address. GraphQL is spoken at /graphql and /projects/<key>/graphql.';
    hook.endResponse(refusalResponse(hook.request, 'NOT_FOUND', message));
  },
});

/** Makes the context of an authenticated request, and chooses its schema by it. */
export type ChooseSchema = (state: RequestState, headers: RequestHeaders) => Promise<GraphQLSchema>;

/** Chooses between the schema of all projects and that of the project in the address. */
export const createSchemaChoice =
  (schema: GraphQLSchema, createContext: CreateContext, projectSchema: ProjectSchema): ChooseSchema =>
  async (state, headers) => {
    const { id, caller, project, time, texts, errors } = state;
    if (caller === undefined) throw new Error('a request reached its context without authentication');
    const { signal } = state.stop;
    const { hold, wait } = time;
    const describe = (): RequestDescription => ({ rootFields: state.rootFields(), address: state.address });
    const request = { caller, project, requestId: id, headers, signal, hold, wait, texts, errors, describe };
    const context = await createContext(request);
    state.context = context;
    if ('cost' in context && isCost(context.cost)) state.cost = context.cost;
    if (project === null) return schema;
    const own = await projectSchema(context, project);
    if (own !== null) return own;
    // The same for a project that is not there and for one that this caller may not see.
    throw refuse('NOT_FOUND', 'There is no such project, or your credential does not open it.');
  };

/** The schema of a request that yoga asks for. Who leaves aborts what the operation waits for. */
export const chooseForYoga =
  (choose: ChooseSchema) =>
  ({ request, ...context }: { readonly request: Request }): Promise<GraphQLSchema> => {
    const state = requestStateOf(request);
    const abort = (): void => {
      leave(state);
    };
    if (request.signal.aborted) abort();
    request.signal.addEventListener('abort', abort);
    return handoverOf(context)?.schema ?? choose(state, request.headers);
  };
