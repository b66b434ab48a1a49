import { GraphQLError } from 'graphql';

/** Codes of what the gateway refuses before REDCap is asked; the table with meanings is docs/errors.md. */
export type RefusalCode =
  | 'BAD_USER_INPUT'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_TOO_COMPLEX'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'OVERLOADED'
  | 'SHUTTING_DOWN';

/** HTTP as yoga wants to be told: `spec` errors are answered with 200 to clients that accept `application/json` only. */
export interface RefusalHttp {
  readonly status: number;
  readonly spec?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

const STATUS: Readonly<Record<string, RefusalHttp>> = {
  BAD_USER_INPUT: { status: 400 },
  GRAPHQL_PARSE_FAILED: { status: 400, spec: true },
  GRAPHQL_VALIDATION_FAILED: { status: 400, spec: true },
  OPERATION_TOO_COMPLEX: { status: 400, spec: true },
  PAYLOAD_TOO_LARGE: { status: 413 },
  UNAUTHENTICATED: { status: 401, headers: { 'www-authenticate': 'Bearer' } },
  FORBIDDEN: { status: 403 },
  NOT_FOUND: { status: 404 },
  SCHEMA_OUTDATED: { status: 409 },
  RATE_LIMITED: { status: 429 },
  OVERLOADED: { status: 503 },
  SHUTTING_DOWN: { status: 503 },
  INTERNAL_SERVER_ERROR: { status: 500 },
};

/** The HTTP status of an answer without data, by its error's code: other codes are faults of REDCap, told with 502. */
export const httpOf = (code: string): RefusalHttp => STATUS[code] ?? { status: 502 };

/** An error for the caller, with the status that its code stands for unless another is given. */
export const refuse = (code: RefusalCode, message: string, http: RefusalHttp = httpOf(code)): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http } });
