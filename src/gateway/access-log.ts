import { isAsyncIterable } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';
import { requestStateOf } from './request-state.ts';
import type { RequestState, TalliedCost } from './request-state.ts';
import { mapStream } from './stream.ts';

/** Where the gateway writes its log; a pino logger is one. */
export interface Log {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** Whether `info` does anything with a line that has these codes, so that its fields have to be found; it does unless given. */
  readonly isInformed?: ((codes: LogFields['codes']) => boolean) | undefined;
  /** Follows requests besides; nobody does unless given. It throws nothing. */
  readonly follower?: RequestFollower | undefined;
}

/** Who hears of requests with what they did. */
export interface RequestFollower {
  /** The answer is known. */
  readonly answered: (state: RequestState, exchange: FollowedExchange) => void;
  /** An answer that was known has ended. */
  readonly ended: (state: RequestState) => void;
}

/** What is known of a request and its answer besides what the state has. */
export interface FollowedExchange {
  readonly method: string;
  /** One of the gateway's own routes, or `unknown`. */
  readonly route: string;
  readonly status: number;
}

/** All that a line may hold. Variables, values, tokens, addresses that were asked for and query texts have no field to go into. */
export interface LogFields {
  readonly requestId?: string | undefined;
  /** GraphQL operation name as the client gave it, cut to 100 word characters. */
  readonly operation?: string | undefined;
  readonly document?: string | undefined;
  readonly caller?: string | undefined;
  /** The network address of who sent the request, as far as it can be believed. */
  readonly address?: string | undefined;
  /** How the caller is known. */
  readonly credential?: string | undefined;
  readonly method?: string | undefined;
  /** The first segment of the path. The rest of `/files/<ticket>` is a credential, and after `/projects/` callers may write anything. */
  readonly route?: string | undefined;
  readonly status?: number | undefined;
  readonly ms?: number | undefined;
  readonly redcapCalls?: number | undefined;
  readonly redcapBytes?: number | undefined;
  /** Requests to REDCap by its names of the methods. */
  readonly redcap?: Readonly<Record<string, number>> | undefined;
  /** Requests to REDCap that repeated another. */
  readonly retries?: number | undefined;
  /** Milliseconds spent waiting for a place in the call budget. */
  readonly waitedMs?: number | undefined;
  /** Why connections to REDCap failed, as the system's codes. */
  readonly causes?: readonly string[] | undefined;
  /** Keys of the projects that were asked. */
  readonly projects?: readonly string[] | undefined;
  /** How the writes of the request ended. */
  readonly outcomes?: readonly string[] | undefined;
  /** The caller's trace, of `traceparent`. */
  readonly trace?: string | undefined;
  /** Lines that were not written, because nobody took them. */
  readonly dropped?: number | undefined;
  readonly codes?: readonly string[] | undefined;
  readonly fault?: string | undefined;
  readonly seconds?: number | undefined;
  /** Ids of operations that write. They are random. */
  readonly operations?: readonly string[] | undefined;
  readonly port?: number | undefined;
  /** Of the audit: number and hash of its last line. */
  readonly sequence?: number | undefined;
  readonly hash?: string | undefined;
  /** Name of a mutation of the graph, and the operator's name of its project. */
  readonly mutation?: string | undefined;
  readonly project?: string | undefined;
  /** The journal's own name of a write. */
  readonly operationId?: string | undefined;
  readonly outcome?: string | undefined;
  /** Host of a REDCap, without path and user. */
  readonly host?: string | undefined;
  /** Origin of a web page. */
  readonly origin?: string | undefined;
  /** A mistake of the configuration, in a sentence that names settings and no value. */
  readonly problem?: string | undefined;
  /** How many projects, keys and the like the configuration has. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
  /** What has changed in it, by names of the operator and fingerprints of tokens. */
  readonly changes?: readonly string[] | undefined;
  /** Names of settings. */
  readonly settings?: readonly string[] | undefined;
}

const ROUTES = new Set(['graphql', 'projects', 'files', 'graphiql', 'workbench', 'health', 'ready', '']);

const routeOf = (address: string): string => {
  const first = /^(?:https?:\/\/[^/]+)?\/([^/?#]*)/.exec(address)?.[1] ?? '';
  return ROUTES.has(first) ? `/${first}` : 'unknown';
};

/** A list of a line; undefined where it would be empty. */
const listOf = (texts: Iterable<string>): readonly string[] | undefined => {
  const list = [...texts];
  return list.length === 0 ? undefined : list;
};

/** Codes of errors, of the response and of payloads, each once. */
const codesOf = ({ codes, cost }: RequestState): readonly string[] | undefined => {
  const payloads = cost?.tally?.codes;
  return listOf(payloads === undefined || payloads.size === 0 ? codes : new Set([...codes, ...payloads]));
};

/** What a line says of the calls of REDCap that a request made; nothing where it made none. */
const workOf = ({ calls, bytes, waitedMs, tally }: TalliedCost): LogFields => {
  const cost = { redcapCalls: calls, redcapBytes: bytes };
  if (tally === undefined) return cost;
  const { methods, projects, causes, outcomes, repeats } = tally;
  return {
    ...cost,
    redcap: methods.size === 0 ? undefined : Object.fromEntries(methods),
    retries: repeats === 0 ? undefined : repeats,
    waitedMs: waitedMs === 0 ? undefined : waitedMs,
    causes: listOf(causes),
    projects: listOf(projects),
    outcomes: listOf(outcomes),
  };
};

/** What a line says of the operation of a request. */
const fieldsOf = (state: RequestState): LogFields => ({
  requestId: state.id,
  trace: state.trace?.traceId,
  ms: Math.round(state.clock.now() - state.startedAt),
  caller: state.caller?.subject,
  address: state.address,
  credential: state.caller?.kind,
  operation: state.operationName,
  document: state.documentHash,
  ...(state.cost === undefined ? {} : workOf(state.cost)),
  codes: codesOf(state),
  fault: state.fault,
});

/** What a line says of a request and its answer besides what the state has. */
interface Exchange {
  readonly method: string;
  /** The whole address, or the path. */
  readonly url: string;
  readonly status: number;
}

/** Writes the line of a request whose answer is known. */
export const logRequest = (log: Log, state: RequestState, { method, url, status }: Exchange): void => {
  const isFault = state.fault !== undefined || status === 500;
  // A log that is quiet would be given what it drops.
  if (!isFault && log.follower === undefined && log.isInformed?.(codesOf(state)) === false) return;
  const exchange = { method, route: routeOf(url), status };
  const fields = { ...fieldsOf(state), ...exchange };
  if (isFault) log.error(fields, 'request');
  else log.info(fields, 'request');
  log.follower?.answered(state, exchange);
};

/** Writes one line a request when its answer is known, and one more for an answer in several results, when it has ended. */
export const useAccessLog = (log: Log): Plugin => ({
  onResponse({ request, response }) {
    const { method, url } = request;
    logRequest(log, requestStateOf(request), { method, url, status: response.status });
  },
});

/** Writes one more line for a request whose answer was known and has ended. */
export const logEnd = (log: Log, state: RequestState): void => {
  if (state.fault === undefined) log.info(fieldsOf(state), 'end of stream');
  else log.error(fieldsOf(state), 'end of stream');
  log.follower?.ended(state);
};

/** Writes the line of an answer in several results. It stands after the plugins that note codes and faults. */
export const useStreamLog = (log: Log): Plugin => ({
  onResultProcess(hook) {
    const { request, result } = hook;
    if (!isAsyncIterable(result)) return;
    const state = requestStateOf(request);
    const end = (): void => {
      logEnd(log, state);
    };
    hook.setResult(mapStream(result, { change: (part) => part, end }));
  },
});
