import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { describeFault, requestStateOf } from './request-state.ts';
import { httpOf } from './refusal.ts';

const INTERNAL_MESSAGE = 'The gateway failed on this. It is not your fault; the log names it under the request id.';

const MAX_MESSAGE = 1_000;

/** Yoga's words for what the error table names otherwise. */
const RENAMED: Readonly<Record<string, string>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  REQUEST_ENTITY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
};

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[];
  readonly extensions?: Record<string, unknown>;
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
  (error: unknown): Error => {
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

/** The answer's errors in the form that leaves: bounded in number, with the status that the first code stands for. */
const finish = (answer: Answer, mostErrors: number): Answer => {
  const errors = answer.errors ?? [];
  const executed = answer.data !== undefined;
  const finished = errors.slice(0, mostErrors).map((error) => {
    const code = codeOf(error) ?? 'INTERNAL_SERVER_ERROR';
    const { http, unexpected: _unexpected, ...extensions } = error.extensions;
    if (executed) return withExtensions(error, { ...extensions, code });
    const retryAfter = extensions['retryAfterSeconds'];
    const known = (http ?? httpOf(code)) as { headers?: Record<string, string> };
    const status =
      typeof retryAfter === 'number'
        ? { ...known, headers: { ...known.headers, 'retry-after': String(Math.ceil(retryAfter)) } }
        : known;
    return withExtensions(error, { ...extensions, code, http: status });
  });
  const omitted = errors.length - finished.length;
  const extensions = omitted > 0 ? { ...answer.extensions, errorsOmitted: omitted } : answer.extensions;
  return { ...answer, errors: finished, ...(extensions === undefined ? {} : { extensions }) };
};

/** Gives every error of every answer its code and status, and notes them for the log. */
export const useMasking = (mostErrors: number): Plugin => ({
  onResultProcess(hook) {
    const { request, result } = hook;
    if (Array.isArray(result) || Symbol.asyncIterator in result) return;
    const answer = result as Answer;
    if (answer.errors === undefined || answer.errors.length === 0) return;
    const finished = finish(answer, mostErrors);
    const state = requestStateOf(request);
    state.codes = [...new Set(finished.errors?.map((error) => String(error.extensions.code)))];
    const fault = answer.errors.find((error) => codeOf(error) === 'INTERNAL_SERVER_ERROR');
    if (fault !== undefined) state.fault = describeFault(fault);
    hook.setResult(finished as Parameters<typeof hook.setResult>[0]);
  },
});
