import type { GraphQLParams } from 'graphql-yoga';
import { readBody } from './body-text.ts';
import type { ArrivingBody } from './body-text.ts';
import type { Caller } from './caller.ts';
import { isObject } from './json-object.ts';
import type { Limits } from './limits.ts';
import { malformed, refuse } from './refusal.ts';
import type { RequestState } from './request-state.ts';
import type { FindDocument } from './trusted-document/trusted-document.ts';

/** Refuses variables nested deeper than any input type is: coercing them would be recursive. */
const checkNesting = (value: unknown, most: number): void => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) {
      throw refuse('OPERATION_TOO_COMPLEX', `The variables are nested more than ${most} levels deep.`);
    }
    level = level.flatMap((container) =>
      typeof container === 'object' && container !== null
        ? (Object.values(container) as unknown[]).filter((inner) => typeof inner === 'object' && inner !== null)
        : [],
    );
  }
};

const optionalObject = (value: unknown, name: string): Record<string, unknown> | undefined => {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw malformed(`"${name}" must be an object.`);
  return value;
};

const checkLength = (query: string, { queryBytes }: Limits): void => {
  if (Buffer.byteLength(query) <= queryBytes) return;
  throw refuse('PAYLOAD_TOO_LARGE', `"query" is longer than ${queryBytes} bytes. Put values into variables.`);
};

/** By what parameters are checked. */
export interface ParameterRules {
  readonly limits: Limits;
  readonly findDocument: FindDocument;
}

/** What is known of a request besides its body. */
export interface ParameterSource {
  readonly caller: Caller | undefined;
  /** How deep the body's brackets are; without end unless it is known. */
  readonly depth?: number;
}

/** The parameters of one GraphQL request, each of its type; throws `BAD_USER_INPUT` with the name of the first that is not. */
export const checkParameters = (
  body: unknown,
  { limits, findDocument }: ParameterRules,
  { caller, depth = Number.POSITIVE_INFINITY }: ParameterSource,
): GraphQLParams => {
  if (Array.isArray(body)) throw malformed('Send one operation per request: batches are not supported.');
  if (!isObject(body)) throw malformed('The request body must be a JSON object with "query".');
  const { operationName } = body;
  // Before anybody reads it: to compare a text of the body's length with known ones would hold up everybody else.
  if (typeof body['query'] === 'string') checkLength(body['query'], limits);
  const query = findDocument(body, caller);
  checkLength(query, limits);
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw malformed('"operationName" must be a string.');
  }
  const variables = optionalObject(body['variables'], 'variables');
  const extensions = optionalObject(body['extensions'], 'extensions');
  // The variables are within the body: of a body that is not that deep, nothing needs to be looked at.
  if (variables !== undefined && depth > limits.nesting) checkNesting(variables, limits.nesting);
  return {
    query,
    ...(operationName ? { operationName } : {}),
    ...(variables === undefined ? {} : { variables }),
    ...(extensions === undefined ? {} : { extensions }),
  };
};

const JSON_TYPES = ['application/json', 'application/graphql+json'];

/** The media type of a `content-type`, without its parameters. */
export const mediaTypeOf = (contentType: string | null): string =>
  (contentType ?? '').split(/[;,]/, 1)[0]?.trim().toLowerCase() ?? '';

/** Whether a body of this media type is read as JSON. */
export const isJsonType = (mediaType: string): boolean => JSON_TYPES.includes(mediaType);

/** The parameters of a GraphQL request in a body of JSON. */
export const readParameters = async (
  body: ArrivingBody,
  rules: ParameterRules,
  { caller, clock }: Pick<RequestState, 'caller' | 'clock'>,
): Promise<GraphQLParams> => {
  const { value, depth } = await readBody(body, rules.limits, clock);
  return checkParameters(value, rules, { caller, depth });
};
