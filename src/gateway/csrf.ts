import type { Plugin } from 'graphql-yoga';
import type { RequestHeaders } from './header-set.ts';
import { refuse } from './refusal.ts';

/** The content types that a page of another origin may send without asking first. */
const SIMPLE_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** A header that a page of another origin cannot send without asking first; any of them proves the question was asked. */
const PREFLIGHT_HEADERS = [
  'x-graphql-yoga-csrf',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'authorization',
];

const FOREIGN_SITES = ['cross-site', 'same-site'];

const isSimpleType = (contentType: string | null): boolean => {
  if (contentType === null) return true;
  const type = contentType.toLowerCase();
  return SIMPLE_TYPES.some((simple) => type.startsWith(simple));
};

const wasPreflighted = (headers: RequestHeaders): boolean =>
  PREFLIGHT_HEADERS.some((name) => headers.get(name) !== null);

/** Whether a browser says that another site makes it send this. */
export const isForeignRead = ({ headers }: { readonly headers: RequestHeaders }): boolean =>
  !wasPreflighted(headers) && FOREIGN_SITES.includes(headers.get('sec-fetch-site') ?? '');

/**
 * Whether a page of another origin could make a browser send this without a CORS preflight. A GET is a query, changes nothing
 * and cannot be read by another origin: only what a browser names foreign counts.
 */
export const isForgeable = (request: { readonly method: string; readonly headers: RequestHeaders }): boolean => {
  if (request.method === 'GET') return isForeignRead(request);
  return !wasPreflighted(request.headers) && isSimpleType(request.headers.get('content-type'));
};

/**
 * Refuses what a page of another origin could make a browser send without a CORS preflight. That is form posts, `text/plain`
 * and uploads without one of the preflight headers. It is also a query by GET that, as the browser says, another site sends.
 */
export const useCsrfProtection = (): Plugin => ({
  onRequestParse({ request }) {
    if (!isForgeable(request)) return;
    throw refuse(
      'FORBIDDEN',
      'Another web site could have made a browser send this. Send it as application/json, or add the header ' +
        '"x-graphql-yoga-csrf: 1" (uploads and cross-site queries need it).',
    );
  },
});
