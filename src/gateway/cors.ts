import type { Plugin } from 'graphql-yoga';
import { addVary } from './header-set.ts';
import type { AnswerHeaders, RequestHeaders } from './header-set.ts';

/** Which web origins may call the gateway from a browser; with an empty list none but its own. */
export interface CorsPolicy {
  /** Exact origins, for example `https://dashboard.example.org`. */
  readonly origins: readonly string[];
}

const REQUEST_HEADERS = ['content-type', 'authorization', 'x-graphql-yoga-csrf', 'apollo-require-preflight'];
const RESPONSE_HEADERS = ['x-request-id', 'retry-after', 'redcap-omitted-fields'].join(', ');
const PREFLIGHT_SECONDS = 600;

/** Marks an answer readable for the origin that asked, where the gateway's operator lists it. */
export type MarkOrigin = (request: RequestHeaders, answer: AnswerHeaders) => void;

const allowedOrigin = (origins: ReadonlySet<string>, headers: RequestHeaders): string | undefined => {
  const origin = headers.get('origin');
  return origin !== null && origins.has(origin) ? origin : undefined;
};

/** Marks answers by the origins of a policy; where it has none, nothing is marked. */
export const createOriginMark = (policy: CorsPolicy): MarkOrigin => {
  const origins: ReadonlySet<string> = new Set(policy.origins);
  return (request, answer) => {
    if (origins.size === 0) return;
    addVary(answer, 'Origin');
    const origin = allowedOrigin(origins, request);
    if (origin === undefined) return;
    answer.set('access-control-allow-origin', origin);
    answer.set('access-control-expose-headers', RESPONSE_HEADERS);
  };
};

/**
 * Answers preflights of the configured origins and marks their answers readable. An origin that is not in the list gets
 * no CORS header at all: nothing is reflected, and as no cookie is used, credentials are never allowed.
 */
export const useCors = (policy: CorsPolicy, extraHeaders: readonly string[], mark: MarkOrigin): Plugin => {
  const origins: ReadonlySet<string> = new Set(policy.origins);
  return {
    onRequest(hook) {
      const { request } = hook;
      if (request.method !== 'OPTIONS' || allowedOrigin(origins, request.headers) === undefined) return;
      hook.endResponse(
        new Response(null, {
          status: 204,
          headers: {
            'access-control-allow-methods': 'GET, POST',
            'access-control-allow-headers': [...REQUEST_HEADERS, ...extraHeaders].join(', '),
            'access-control-max-age': String(PREFLIGHT_SECONDS),
          },
        }),
      );
    },
    onResponse({ request, response }) {
      mark(request.headers, response.headers);
    },
  };
};
