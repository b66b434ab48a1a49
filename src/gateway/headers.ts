import type { Plugin } from 'graphql-yoga';
import { requestStateOf } from './request-state.ts';

/** The headers of a request, however it came. */
export interface RequestHeaders {
  /** A header by its name; null where it was not sent. */
  get(name: string): string | null;
}

/** The headers of an answer, however it leaves. */
export interface AnswerHeaders extends RequestHeaders {
  set(name: string, value: string): void;
}

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
  // What holds nobody's data may say otherwise.
  if (headers.get('cache-control') === null) headers.set('cache-control', 'no-store');
  if (headers.get('content-security-policy') === null) headers.set('content-security-policy', NO_CONTENT_POLICY);
  headers.set('x-request-id', requestId);
};

/** Says that an answer would be another for another value of this header of the request. */
export const addVary = (headers: AnswerHeaders, name: string): void => {
  const others = headers.get('vary');
  headers.set('vary', others === null ? name : `${others}, ${name}`);
};

/** Puts the security headers and the request id on every answer. */
export const useHeaders = (): Plugin => ({
  onResponse({ request, response }) {
    secureHeaders(response.headers, requestStateOf(request).id);
  },
});
