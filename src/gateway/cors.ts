import type { Plugin } from 'graphql-yoga';

/** Which web origins may call the gateway from a browser; with an empty list none but its own. */
export interface CorsPolicy {
  /** Exact origins, for example `https://dashboard.example.org`. */
  readonly origins: readonly string[];
}

const REQUEST_HEADERS = ['content-type', 'authorization', 'x-graphql-yoga-csrf', 'apollo-require-preflight'];
const RESPONSE_HEADERS = ['x-request-id', 'retry-after', 'redcap-omitted-fields'];
const PREFLIGHT_SECONDS = 600;

/**
 * Answers preflights of the configured origins and marks their answers readable. An origin that is not in the list gets
 * no CORS header at all: nothing is reflected, and as no cookie is used, credentials are never allowed.
 */
export const useCors = (policy: CorsPolicy, extraHeaders: readonly string[]): Plugin => {
  const origins = new Set(policy.origins);
  const allowedOrigin = (request: Request): string | undefined => {
    const origin = request.headers.get('origin');
    return origin !== null && origins.has(origin) ? origin : undefined;
  };
  return {
    onRequest(hook) {
      const { request } = hook;
      if (request.method !== 'OPTIONS' || allowedOrigin(request) === undefined) return;
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
      if (origins.size === 0) return;
      response.headers.append('vary', 'Origin');
      const origin = allowedOrigin(request);
      if (origin === undefined) return;
      response.headers.set('access-control-allow-origin', origin);
      response.headers.set('access-control-expose-headers', RESPONSE_HEADERS.join(', '));
    },
  };
};
