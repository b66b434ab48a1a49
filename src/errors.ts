import { GraphQLError } from 'graphql';

/** How a code is answered, and what it says. */
interface Code {
  /** HTTP status of an answer without data. */
  readonly status: number;
  /** True for errors of the document: a client that accepts `application/json` only gets them with status 200. */
  readonly spec?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** For codes of failed calls to REDCap: what the caller reads, in our words, with what to do next. */
  readonly redcap?: string;
}

/** The one table of the codes that errors of a response can have. docs/errors.md explains them to callers. */
export const codes = {
  BAD_USER_INPUT: { status: 400, redcap: 'Refused before REDCap was asked.' },
  GRAPHQL_PARSE_FAILED: { status: 400, spec: true },
  GRAPHQL_VALIDATION_FAILED: { status: 400, spec: true },
  OPERATION_TOO_COMPLEX: { status: 400, spec: true },
  PAYLOAD_TOO_LARGE: { status: 413 },
  UNAUTHENTICATED: {
    status: 401,
    headers: { 'www-authenticate': 'Bearer' },
    redcap: 'REDCap does not accept the token of this project.',
  },
  ISSUER_UNAVAILABLE: { status: 503 },
  FORBIDDEN: { status: 403, redcap: 'The REDCap user behind this project lacks a right that this needs.' },
  NOT_FOUND: { status: 404 },
  SCHEMA_OUTDATED: { status: 409 },
  SEVERAL_EVENTS: { status: 409 },
  PERSISTED_QUERY_NOT_FOUND: { status: 404, spec: true },
  PERSISTED_QUERY_NOT_SUPPORTED: { status: 400, spec: true },
  DOCUMENT_NOT_TRUSTED: { status: 403 },
  RATE_LIMITED: {
    status: 429,
    redcap: 'You have asked for as much as you may in a minute. Nothing was sent. Try again later.',
  },
  OVERLOADED: {
    status: 503,
    redcap: 'Too many calls are waiting for REDCap; nothing was sent. Try again later.',
  },
  LANE_BUSY: {
    status: 503,
    redcap:
      'Earlier work of the gateway that this has to follow has not ended. Nothing was sent. Try again in a while.',
  },
  SHUTTING_DOWN: { status: 503, redcap: 'The gateway is shutting down and did not start this.' },
  INTERNAL_SERVER_ERROR: { status: 500 },
  REDCAP_RATE_LIMITED: { status: 502, redcap: 'REDCap asks for fewer calls. Try again later.' },
  REDCAP_UNAVAILABLE: { status: 502, redcap: 'REDCap could not be reached. Try again.' },
  REDCAP_TIMEOUT: { status: 502, redcap: 'REDCap took too long to answer. Try again, or ask for less.' },
  REDCAP_MAINTENANCE: { status: 502, redcap: 'REDCap is offline for maintenance. Try again later.' },
  REDCAP_BAD_RESPONSE: {
    status: 502,
    redcap: 'REDCap answered in a form that is not what it promises, so the answer was not used.',
  },
  REDCAP_RESPONSE_TOO_LARGE: {
    status: 502,
    redcap: 'REDCap answered more than the gateway takes at once. Ask for fewer fields or records.',
  },
  REDCAP_INCOMPLETE: { status: 502, redcap: 'REDCap answered fewer rows than were asked for. Try again.' },
  REDCAP_REJECTED: { status: 502, redcap: 'REDCap refused the call.' },
  REDCAP_ERROR: { status: 502, redcap: 'REDCap failed with an error of its own.' },
  WRITE_OUTCOME_UNKNOWN: {
    status: 502,
    redcap:
      'The change was sent but REDCap gave no usable answer: it may or may not have been made. Read it back before you send it again.',
  },
  ABORTED: { status: 502, redcap: 'The caller went away.' },
} as const satisfies Readonly<Record<string, Code>>;

/** A code of an error of a response. */
export type ErrorCode = keyof typeof codes;

/** Whether a text is one of the codes. */
export const isErrorCode = (text: unknown): text is ErrorCode => typeof text === 'string' && Object.hasOwn(codes, text);

/** The codes that a failed call to REDCap can have: those that have words for it. */
export type RedcapErrorCode = {
  [Name in ErrorCode]: (typeof codes)[Name] extends { readonly redcap: string } ? Name : never;
}[ErrorCode];

/** An error of a response. */
export const codedError = (
  code: ErrorCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError => new GraphQLError(message, { extensions: { code, ...extensions } });

/** A refusal of the caller's input, before any REDCap call. The message names the argument and the remedy. */
export const badUserInput = (message: string, argument: string): GraphQLError =>
  codedError('BAD_USER_INPUT', message, { argument });

/** The refusal of a page of another size than its list has. The gateway and the list itself give it in the same words. */
export const pageSizeRefused = (argument: string, least: number, most: number): GraphQLError =>
  badUserInput(
    `${argument} must be between ${String(least)} and ${String(most)}; page on with ${argument === 'last' ? 'before: pageInfo.startCursor' : 'after: pageInfo.endCursor'}.`,
    argument,
  );

/** The project's design has moved on since its schema was made, so that a field of it can no longer be answered rightly. */
export const schemaOutdated = (message: string): GraphQLError =>
  codedError('SCHEMA_OUTDATED', `${message} Ask again: the schema is made anew from the design as it is now.`);

/** The refusal of something for which the caller's API key has no scope. */
export const scopeMissing = (scope: string, what: string): GraphQLError =>
  codedError('FORBIDDEN', `This needs the scope "${scope}", which your API key does not have: it is for ${what}.`);

/** The refusal of any write for a caller that may only read. */
export const readOnlyCaller = (): GraphQLError =>
  codedError('FORBIDDEN', 'This caller may read only. Ask the operator of the gateway for a key that may write.');
