import type { GraphQLError } from 'graphql';
import { codedError, codes, isErrorCode } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';

/** HTTP in the form that yoga takes: `spec` errors are answered with 200 to clients that accept `application/json` only. */
export interface RefusalHttp {
  readonly status: number;
  readonly spec?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

const REDCAP_FAULT: RefusalHttp = { status: 502 };

/** The HTTP status of an answer without data, by the code of its error. A code that is not in the table is a fault of REDCap. */
export const httpOf = (code: string): RefusalHttp => {
  if (!isErrorCode(code)) return REDCAP_FAULT;
  const { redcap: _words, ...http }: RefusalHttp & { readonly redcap?: string } = codes[code];
  return http;
};

/** An error for the caller, with the status that its code stands for unless another is given. */
export const refuse = (code: ErrorCode, message: string, http: RefusalHttp = httpOf(code)): GraphQLError =>
  codedError(code, message, { http });

/** A refusal of a request that is no GraphQL request. */
export const malformed = (message: string): GraphQLError => refuse('BAD_USER_INPUT', message);
