import { GraphQLError } from 'graphql';
import type { GraphQLErrorExtensions } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';
import { explainArgument } from './input/argument.ts';
import { httpOf } from './refusal.ts';
import type { RefusalHttp } from './refusal.ts';
import { describeFault, requestStateOf } from './request-state.ts';
import type { RequestState } from './request-state.ts';
import { mapStream } from './stream.ts';

const INTERNAL_MESSAGE = 'The gateway failed on this. It is not your fault; the log names it under the request id.';

const MAX_MESSAGE = 1_000;

/** Yoga's words for what the error table names otherwise. */
const RENAMED: Readonly<Record<string, string>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  REQUEST_ENTITY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
};

/** A result on its way out. */
interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[];
  readonly extensions?: Record<string, unknown>;
  /** Further parts of an earlier result, each with errors of its own. */
  readonly incremental?: readonly Answer[];
  /** Items of a list. */
  readonly items?: unknown;
}

/** A copy, because cached errors are shared between requests; its message is bounded, as it can quote the document. */
const withExtensions = (error: GraphQLError, extensions: Record<string, unknown>): GraphQLError =>
  new GraphQLError(error.message.slice(0, MAX_MESSAGE), {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions,
  });

const isGraphQLErrorAllThrough = (error: unknown): boolean =>
  error instanceof GraphQLError && (!error.originalError || isGraphQLErrorAllThrough(error.originalError));

/** The code of an error, undefined for one that nobody meant for the caller. */
const codeOf = (error: GraphQLError): string | undefined => {
  const { code } = error.extensions;
  if (typeof code === 'string') return RENAMED[code] ?? code;
  // graphql-js itself refuses variables, before there is a path; an error without a code at a path is a fault of ours.
  return error.path === undefined && isGraphQLErrorAllThrough(error) ? 'BAD_USER_INPUT' : undefined;
};

const isMeantForCaller = (error: unknown): error is GraphQLError =>
  isGraphQLErrorAllThrough(error) && codeOf(error as GraphQLError) !== undefined;

/** Turns what a resolver threw into an error with a code, where the thrower's layer has a table for it. */
export type ExplainError = (error: Error) => GraphQLError | undefined;

/**
 * Lets through the errors that carry a code and hides all others: an exception's message may quote a patient's value.
 * The hidden error stays attached as `originalError`, which is never serialised, for {@link useMasking} to log.
 */
export const createErrorMask =
  (explain: ExplainError) =>
  (error: unknown): GraphQLError => {
    const argument = error instanceof GraphQLError ? explainArgument(error) : undefined;
    if (argument !== undefined) return argument;
    if (isMeantForCaller(error)) return error;
    const located = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
    const original = originalOf(error);
    const explained = explain(original);
    if (explained !== undefined) {
      return new GraphQLError(explained.message, { ...located, extensions: explained.extensions });
    }
    return new GraphQLError(INTERNAL_MESSAGE, {
      ...located,
      originalError: original,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  };

const originalOf = (error: unknown): Error => {
  if (error instanceof GraphQLError && error.originalError) return originalOf(error.originalError);
  return error instanceof Error ? error : new Error(typeof error);
};

/** Hides the errors that nobody meant for the caller. */
export type ErrorMask = ReturnType<typeof createErrorMask>;

/** The status of an error that refused an operation before it was executed, with the header that says when to ask again. */
const statusOf = (code: string, { http, retryAfterSeconds }: GraphQLErrorExtensions): RefusalHttp => {
  const known = (http ?? httpOf(code)) as RefusalHttp;
  return typeof retryAfterSeconds === 'number'
    ? { ...known, headers: { ...known.headers, 'retry-after': String(Math.ceil(retryAfterSeconds)) } }
    : known;
};

/** Errors in the form that leaves: bounded in number, each with its code and, before execution, with the status of it. */
const finishErrors = (errors: readonly GraphQLError[], mostErrors: number, wasExecuted: boolean): GraphQLError[] =>
  errors.slice(0, mostErrors).map((error) => {
    const code = codeOf(error) ?? 'INTERNAL_SERVER_ERROR';
    const { http: _http, unexpected: _unexpected, ...extensions } = error.extensions;
    if (wasExecuted) return withExtensions(error, { ...extensions, code });
    return withExtensions(error, { ...extensions, code, http: statusOf(code, error.extensions) });
  });

/** Writes down for the log which codes an answer has, and our own fault in it. */
const noteErrors = (state: RequestState, errors: readonly GraphQLError[], finished: readonly GraphQLError[]): void => {
  state.codes = [...new Set([...state.codes, ...finished.map((error) => String(error.extensions['code']))])];
  const fault = errors.find((error) => codeOf(error) === 'INTERNAL_SERVER_ERROR');
  if (fault !== undefined) state.fault = describeFault(fault);
};

const withOmitted = (extensions: Answer['extensions'], omitted: number): Pick<Answer, 'extensions'> => {
  if (omitted > 0) return { extensions: { ...extensions, errorsOmitted: omitted } };
  return extensions === undefined ? {} : { extensions };
};

/** How many errors still leave. What an answer in parts has left is shared by its parts. */
interface ErrorRoom {
  left: number;
  omitted: number;
}

const createRoom = (mostErrors: number): ErrorRoom => ({ left: mostErrors, omitted: 0 });

/** Whether an error is all that says why something is missing, so that it leaves in any case. */
const isBroken = ({ data, items }: Answer): boolean => data === null || items === null || (data ?? items) === undefined;

const finishAnswer = (answer: Answer, state: RequestState, room: ErrorRoom, wasExecuted: boolean): Answer => {
  const { errors = [] } = answer;
  if (errors.length === 0) return answer;
  const finished = finishErrors(errors, Math.max(room.left, isBroken(answer) ? 1 : 0), wasExecuted);
  room.left = Math.max(0, room.left - finished.length);
  room.omitted += errors.length - finished.length;
  noteErrors(state, errors, finished);
  return { ...answer, errors: finished, ...withOmitted(answer.extensions, room.omitted) };
};

/** Finishes each result of a stream: the result of an event, or further parts of an earlier result. */
const finishStream = (
  stream: AsyncIterable<Answer>,
  state: RequestState,
  mostErrors: number,
  mask: ErrorMask,
): AsyncIterable<Answer> => {
  const shared = createRoom(mostErrors);
  const finish = ({ errors, incremental, ...rest }: Answer): Answer => {
    const room = state.isInParts ? shared : createRoom(mostErrors);
    return {
      ...finishAnswer(errors === undefined ? rest : { ...rest, errors: errors.map(mask) }, state, room, true),
      ...(incremental === undefined ? {} : { incremental: incremental.map(finish) }),
    };
  };
  return mapStream(stream, { change: finish, fail: (error) => finish({ errors: [mask(error)] }) });
};

/**
 * Gives every error of every answer its code and status, and notes them for the log. Yoga masks the errors of a result. The
 * later parts of an answer, and a stream that fails, are masked here.
 */
export const useMasking = (mostErrors: number, mask: ErrorMask): Plugin => ({
  onResultProcess(hook) {
    const { request, result } = hook;
    const setResult = (answer: Answer | AsyncIterable<Answer>): void => {
      hook.setResult(answer as Parameters<typeof hook.setResult>[0]);
    };
    const state = requestStateOf(request);
    if (isAsyncIterable(result)) setResult(finishStream(result as AsyncIterable<Answer>, state, mostErrors, mask));
    else {
      const answer = result as Answer;
      setResult(finishAnswer(answer, state, createRoom(mostErrors), answer.data !== undefined));
    }
  },
});
