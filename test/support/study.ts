import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { graphql, type GraphQLError, type GraphQLSchema } from 'graphql';
import { createAnswerErrors, withErrors } from '../../src/answer-error.ts';
import { createContext, createSharedState, type Context, type Operation, type SharedState } from '../../src/context.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import type { RepeatingRow } from '../../src/redcap/methods/repeating-setup.ts';
import { createRedcap } from '../../src/redcap/client.ts';
import { createTransport, type Transport, type TransportOptions } from '../../src/redcap/transport.ts';
import { createSandbox } from '../../src/sandbox/http/app.ts';
import { addUser, readProjectXml } from '../../src/sandbox/odm/index.ts';
import type { SandboxProject, UserDefinition } from '../../src/sandbox/state/project.ts';
import { createStore, type SandboxStore } from '../../src/sandbox/state/store.ts';
import type { Variants } from '../../src/sandbox/variant/variant.ts';
import { schema } from '../../src/schema/index.ts';
import type { State } from '../../src/state/state.ts';
import { checkArguments } from './argument-law.ts';
import { maskError } from './error-mask.ts';
import { listen } from './free-port.ts';
import { createPlainState } from './state.ts';
import { variantsOfRun } from './variant.ts';
import { createSkippingClock, type SkippingClock } from './skipping-clock.ts';

/** One call that reached the sandbox, as REDCap parameters, without its token. */
export type SandboxCall = Readonly<Record<string, string>>;

/** What an operation answered. */
export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
  readonly data: any;
  readonly errors: readonly GraphQLError[];
  readonly context: Context;
}

/** A study behind the graph: a sandbox on a socket, our client, and one caller with the project `study`. */
export interface Study {
  readonly url: string;
  readonly store: SandboxStore;
  readonly project: SandboxProject;
  readonly owner: UserDefinition;
  readonly shared: SharedState;
  readonly clock: SkippingClock;
  /** Starts the gateway anew: it has forgotten all but its secret, or all but the state that is given. */
  readonly restart: (state?: State) => void;
  /** Every call since the last `forget`, in order. */
  readonly calls: SandboxCall[];
  /** Calls of one `content`, `export` unless an action is named. */
  readonly callsOf: (content: string, action?: string) => SandboxCall[];
  readonly forget: () => void;
  /** What resolvers work with in an operation of the owner. */
  readonly contextOf: (operation: Operation) => Context;
  readonly run: (source: string, variables?: Record<string, unknown>, as?: UserDefinition) => Promise<Answer>;
  /** The same in the schema that is typed by the project as it is now. */
  readonly runTyped: (source: string, variables?: Record<string, unknown>, as?: UserDefinition) => Promise<Answer>;
  readonly post: (parameters: Record<string, string>) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** How a call gets no whole answer: its connection is reset, the body breaks off, or nothing ever comes. */
export type Loss = 'reset' | 'cut' | 'hang';

export interface StudyOptions {
  readonly project: (store: SandboxStore) => { project: SandboxProject; owner: UserDefinition };
  /**
   * Looks at a request before the sandbox does; an answer of its own stands in for REDCap's. `left` resolves when the
   * connection is over.
   */
  readonly intercept?: (
    call: SandboxCall,
    answer: () => Promise<Response>,
    left?: Promise<unknown>,
  ) => Promise<Response | Loss>;
  /** The gateway's key of the project; `study` unless given. */
  readonly projectKey?: string;
  readonly mayWrite?: boolean;
  readonly mayReadLogDetails?: boolean;
  /** Whether the caller may make projects by the sandbox's super token; not unless given. */
  readonly mayCreateProjects?: boolean;
  readonly username?: string;
  /** What repeats, as the operator would have configured it. */
  readonly repeating?: readonly RepeatingRow[];
  readonly listMaxAgeMs?: number;
  /** How long a write waits for an earlier one; without end unless given. */
  readonly turnWaitMs?: number;
  /** The REDCap version of the sandbox; the newest that it knows unless given. */
  readonly version?: string;
  /** Where it is not sure how REDCap behaves; what the whole run chooses unless given. */
  readonly variants?: Partial<Variants>;
  /** Skips the pauses of the gateway; a new one unless given. */
  readonly clock?: SkippingClock;
  /** Limits of the transport beside those of the study. */
  readonly transport?: Partial<TransportOptions>;
  /** What the gateway keeps, by its clock; a state of its own unless given. */
  readonly state?: (now: () => number) => State;
  /** What the contexts of all requests get from their operation. */
  readonly operation?: Operation;
}

const parametersOf = async (request: Request): Promise<SandboxCall> => {
  const type = request.headers.get('content-type') ?? '';
  const entries = type.startsWith('multipart/')
    ? [...(await request.formData())].map(([key, value]) => [key, typeof value === 'string' ? value : value.name])
    : [...new URLSearchParams(await request.text())];
  return Object.fromEntries(entries.filter(([key]) => key !== 'token')) as SandboxCall;
};

const toRequest = (url: string, headers: Headers, body: Uint8Array): Request =>
  new Request(url, { method: 'POST', headers, body: new Uint8Array(body) });

const lose = (loss: Loss, outgoing: ServerResponse): void => {
  if (loss === 'hang') return;
  if (loss === 'cut') {
    outgoing.writeHead(200, { 'content-length': '100' });
    outgoing.write('[', () => outgoing.socket?.destroy());
  } else outgoing.socket?.destroy();
};

/** Puts a project of its XML into a store, owned by a user with all rights. */
export const projectFromXml =
  (xml: string) =>
  (store: SandboxStore): { project: SandboxProject; owner: UserDefinition } => {
    const project = readProjectXml(xml, store);
    store.projects.set(project.projectId, project);
    return { project, owner: addUser(project, store, { username: 'owner', rights: 'all' }) };
  };

/** Starts a study. Close it at the end. */
export const startStudy = async (options: StudyOptions): Promise<Study> => {
  const store = createStore({
    seed: 'study',
    variants: { ...variantsOfRun, ...options.variants },
    ...(options.version === undefined ? {} : { version: options.version }),
  });
  const { project, owner } = options.project(store);
  const handle = createSandbox(store);
  const calls: SandboxCall[] = [];

  const server = createServer((incoming, outgoing) => {
    const answer = async (): Promise<void> => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
      const body = Buffer.concat(chunks);
      const headers = new Headers(
        Object.entries(incoming.headers).map(([key, value]): [string, string] => [key, String(value)]),
      );
      const address = `http://127.0.0.1${incoming.url ?? '/'}`;
      const call = await parametersOf(toRequest(address, headers, body));
      calls.push(call);
      const real = (): Promise<Response> => handle(toRequest(address, headers, body));
      const left = once(outgoing, 'close');
      const response = options.intercept === undefined ? await real() : await options.intercept(call, real, left);
      if (typeof response === 'string') {
        lose(response, outgoing);
        return;
      }
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      if (response.body === null) outgoing.end();
      else Readable.fromWeb(response.body as ReadableStream).pipe(outgoing);
    };
    // A client that breaks off its request is past being answered.
    answer().catch(() => incoming.socket.destroy());
  });
  const url = `http://127.0.0.1:${String(await listen(server))}/api/`;
  const clock = options.clock ?? createSkippingClock();
  const transport: Transport = createTransport({
    url,
    clock: clock.transport,
    callsPerMinute: 1_000_000,
    callsPerFiveSeconds: 100_000,
    ...options.transport,
  });
  const createShared = (state: State): SharedState =>
    createSharedState({
      state,
      secret: Buffer.alloc(32, 7),
      designMaxAgeMs: 60_000,
      listMaxAgeMs: options.listMaxAgeMs ?? 60_000,
      maxPageSize: 100,
      requestTimeoutMs: 30_000,
      turnWaitMs: options.turnWaitMs,
      clock: clock.gateway,
    });
  const createState = (): State => createPlainState({ now: clock.gateway.now });
  let shared = createShared(options.state?.(clock.gateway.now) ?? createState());

  const creation = { host: url, redcap: createRedcap({ transport, token: store.superToken }) };

  const contextOf = (as: UserDefinition, operation: Operation = options.operation ?? {}): Context => {
    const redcap = createRedcap({ transport, token: as.token ?? '' });
    const username = options.username ?? as.username;
    return createContext(
      shared,
      {
        subject: as.username,
        mayWrite: options.mayWrite ?? true,
        mayReadLogDetails: options.mayReadLogDetails ?? true,
        creation: options.mayCreateProjects === true ? creation : undefined,
        connections: [
          { key: options.projectKey ?? 'study', host: url, redcap, username, repeating: options.repeating },
        ],
      },
      operation,
    );
  };

  const runIn = async (
    used: GraphQLSchema,
    as: UserDefinition,
    source: string,
    variables: Record<string, unknown>,
  ): Promise<Answer> => {
    const added = createAnswerErrors();
    const context = contextOf(as, { errors: added, ...options.operation });
    const executed = await graphql({ schema: used, source, variableValues: variables, contextValue: context });
    const result = withErrors(executed, added.take());
    checkArguments(used, result.errors ?? []);
    return { data: result.data ?? null, errors: (result.errors ?? []).map(maskError), context };
  };

  const run: Study['run'] = (source, variables = {}, as = owner) => runIn(schema, as, source, variables);

  const typedSchemas = new Map<string, GraphQLSchema>();
  const runTyped: Study['runTyped'] = async (source, variables = {}, as = owner) => {
    const [project] = contextOf(as).projects.values();
    if (project === undefined) throw new Error('the caller has no project');
    const design = await project.design();
    const typed = typedSchemas.get(design.revision) ?? createProjectSchema(design, new Set());
    typedSchemas.set(design.revision, typed);
    return runIn(typed, as, source, variables);
  };

  return {
    url,
    store,
    project,
    owner,
    clock,
    get shared() {
      return shared;
    },
    restart: (state = createState()) => {
      shared = createShared(state);
    },
    calls,
    callsOf: (content, action) =>
      calls.filter((call) => call['content'] === content && (call['action'] ?? 'export') === (action ?? 'export')),
    contextOf: (operation) => contextOf(owner, operation),
    forget: () => {
      calls.length = 0;
    },
    run,
    runTyped,
    post: async (parameters) => {
      const body = new URLSearchParams({ token: owner.token ?? '', ...parameters });
      return (await handle(new Request(url, { method: 'POST', body }))).text();
    },
    close: async () => {
      await transport.close(15_000);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
