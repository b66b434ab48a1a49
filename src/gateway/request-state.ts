import { hash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createAnswerErrors, type HeldAnswerErrors } from '../answer-error.ts';
import { createAnswerTexts, type HeldAnswerTexts } from '../answer-text.ts';
import { codedError } from '../errors.ts';
import type { RequestStep } from '../request-step.ts';
import type { Caller } from './caller.ts';
import type { GatewayClock } from './clock.ts';
import type { RequestHeaders } from './header-set.ts';
import { createOperationTime, type OperationTime } from './operation-time.ts';
import { nameRequest, type TraceParent } from './request-id.ts';

/** What the gateway has learned of one request, from its first byte to its log line. Each part of the gateway adds its own. */
export interface RequestState {
  readonly id: string;
  /** The caller's trace, where it sent one. */
  readonly trace: TraceParent | undefined;
  readonly clock: GatewayClock;
  /** Moment on the clock. */
  readonly startedAt: number;
  /** Aborts what the operation is waiting for. */
  readonly stop: AbortController;
  readonly time: OperationTime;
  /** Texts that resolvers have made ready for places of the answer. */
  readonly texts: HeldAnswerTexts;
  /** Errors that resolvers have added to what they return. */
  readonly errors: HeldAnswerErrors;
  /** The address of who sent the request; undefined where it came by no network. */
  readonly address: string | undefined;
  caller: Caller | undefined;
  /** The key in the address of a project's own graph, whether or not there is such a project; null at `/graphql`. */
  project: string | null;
  /** What the operation's resolvers work with; made before its schema is chosen. */
  context: object | undefined;
  operationName: string | undefined;
  /** First 12 hexadecimal digits of the SHA-256 of the query text. */
  documentHash: string | undefined;
  operationType: 'query' | 'mutation' | 'subscription' | undefined;
  /** Names of the fields of the operation's root, as the schema has them. Few ask for them. */
  rootFields: () => readonly string[];
  cost: TalliedCost | undefined;
  /** Whether the answer comes in parts, by `@defer` or `@stream`. */
  isInParts: boolean;
  /** The answer as it leaves, where it is written at once and not in parts. */
  answerText: string | Uint8Array | undefined;
  /** Whether the answer may be packed: nothing in it is as good as a credential. */
  mayPack: boolean;
  /** Codes of the answer's errors, each once. */
  codes: readonly string[];
  /** Class of our own fault and the first line of its stack, without its message. */
  fault: string | undefined;
}

/** What a request cost towards REDCap. `extensions.redcap` reports it; the context counts it in its own `cost`. */
export interface Cost {
  /** HTTP requests to REDCap, repeats among them. */
  calls: number;
  /** Bytes of REDCap's answers. */
  bytes: number;
  /** Rows of REDCap's answers. */
  rows: number;
  /** Milliseconds spent waiting for a place in the call budget. */
  waitedMs: number;
  /** Calls saved because others asked for the same. */
  coalesced: number;
}

/** What the log says of a request's work with REDCap besides its cost. A context that counts it has it in its cost. */
export interface Tally {
  /** HTTP requests by REDCap's names of its methods. */
  readonly methods: ReadonlyMap<string, number>;
  readonly projects: ReadonlySet<string>;
  /** Codes of errors in payloads. */
  readonly codes: ReadonlySet<string>;
  /** Why connections failed, as the system's codes. */
  readonly causes: ReadonlySet<string>;
  /** How writes ended. */
  readonly outcomes: ReadonlySet<string>;
  readonly repeats: number;
  readonly steps: readonly RequestStep[];
}

/** A cost that comes with a tally. */
export interface TalliedCost extends Cost {
  readonly tally?: Tally | undefined;
}

/** Whether what a context holds as its cost is one. */
export const isCost = (value: unknown): value is Cost =>
  typeof value === 'object' && value !== null && 'calls' in value && typeof value.calls === 'number';

const states = new WeakMap<Request, RequestState>();

const noFields = (): readonly string[] => [];

/** The state of a request that has just come. */
export const createRequestState = (clock: GatewayClock, headers: RequestHeaders, address?: string): RequestState => ({
  ...nameRequest(headers),
  clock,
  startedAt: clock.now(),
  stop: new AbortController(),
  time: createOperationTime(clock),
  texts: createAnswerTexts(),
  errors: createAnswerErrors(),
  address,
  caller: undefined,
  project: null,
  context: undefined,
  operationName: undefined,
  documentHash: undefined,
  operationType: undefined,
  rootFields: noFields,
  cost: undefined,
  isInParts: false,
  answerText: undefined,
  mayPack: false,
  codes: [],
  fault: undefined,
});

/** What is known of a request before yoga gets it. */
export interface BegunRequest {
  /** Its state, where the gateway has begun it. */
  readonly state?: RequestState | undefined;
  /** The address of who sent it. */
  readonly address?: string | undefined;
}

/**
 * Begins the state of every request, also of one that yoga answers by itself. It stands before all that asks for the state.
 * `begun` finds what is known of a request already, by what yoga passes on.
 */
export const useRequestState = (clock: GatewayClock, begun: (serverContext: object) => BegunRequest): Plugin => {
  const begin = ({ request, serverContext }: { readonly request: Request; readonly serverContext: object }): void => {
    if (states.has(request)) return;
    const { state, address } = begun(serverContext);
    states.set(request, state ?? createRequestState(clock, request.headers, address));
  };
  return { onRequest: begin, onResponse: begin };
};

/** The state of a request that the gateway has received. */
export const requestStateOf = (request: Request): RequestState => {
  const state = states.get(request);
  if (state === undefined) throw new Error('a request has no state before the gateway has received it');
  return state;
};

/** Aborts what an operation is waiting for: its caller has left, which is no fault of the gateway. */
export const leave = ({ stop }: RequestState): void => {
  stop.abort(codedError('ABORTED', 'The caller went away.'));
};

/** Names a document in the log without its text, which may hold values. */
export const hashDocument = (text: string): string => hash('sha256', text).slice(0, 12);

/** The stack behind the message, of which any line may look like a place in the program. */
const placesOf = ({ stack = '', message }: Error): string => {
  const start = stack.indexOf(message);
  return start === -1 ? '' : stack.slice(start + message.length);
};

/** The class of an error and where it was thrown; its message may quote a value and is left out. */
export const describeFault = (error: unknown): string => {
  let deepest = error;
  while (deepest instanceof GraphQLError && deepest.originalError) deepest = deepest.originalError;
  if (!(deepest instanceof Error)) return typeof deepest;
  const frame = placesOf(deepest)
    .split('\n')
    .find((line) => /^\s+at /.test(line));
  return frame === undefined ? deepest.constructor.name : `${deepest.constructor.name} ${frame.trim()}`;
};
