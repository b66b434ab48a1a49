import type { Plugin } from 'graphql-yoga';
import type { AnswerHeaders } from './header-set.ts';
import { requestStateOf } from './request-state.ts';

/** What every answer carries. Browsers must not guess its type, frame it or send its address to other sites. */
const HEADERS: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['x-frame-options', 'DENY'],
  ['cross-origin-resource-policy', 'same-origin'],
];

/** For answers that are not a page: if a browser shows one after all, nothing in it runs. */
const NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Puts the security headers and the request id on an answer. */
export const secureHeaders = (headers: AnswerHeaders, requestId: string): void => {
  for (const [name, value] of HEADERS) headers.set(name, value);
  // What holds nobody's data may say otherwise. Yoga lets caches keep an event stream, and look whether it is still right.
  const caching = headers.get('cache-control');
  if (caching === null || caching === 'no-cache') headers.set('cache-control', 'no-store');
  if (headers.get('content-security-policy') === null) headers.set('content-security-policy', NO_CONTENT_POLICY);
  headers.set('x-request-id', requestId);
  // Proxies such as nginx collect a stream otherwise.
  if (headers.get('content-type')?.startsWith('text/event-stream') === true) headers.set('x-accel-buffering', 'no');
};

/** Puts the security headers and the request id on every answer. */
export const useHeaders = (): Plugin => ({
  onResponse({ request, response }) {
    secureHeaders(response.headers, requestStateOf(request).id);
  },
});
