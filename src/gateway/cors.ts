import type { Plugin } from 'graphql-yoga';
import type { Log } from './access-log.ts';
import { isLoopback } from './host.ts';
import { addVary } from './header-set.ts';
import type { AnswerHeaders, RequestHeaders } from './header-set.ts';

/** Which web origins may call the gateway from a browser; with an empty list none but its own. */
export interface CorsPolicy {
  /** Exact origins, for example `https://dashboard.example.org`. */
  readonly origins: readonly string[];
  /** Whether pages of this machine may, whatever their port. Only where there is nothing but invented data. */
  readonly allowsLoopback: boolean;
}

const REQUEST_HEADERS = [
  'content-type',
  'authorization',
  'x-graphql-yoga-csrf',
  'apollo-require-preflight',
  'last-event-id',
];
const RESPONSE_HEADERS = ['x-request-id', 'retry-after', 'redcap-omitted-fields'].join(', ');
const PREFLIGHT_SECONDS = 600;

/** Refused origins that are reported, of one process: whoever may send requests may send any number of origins. */
const MOST_REPORTED = 20;
const LONGEST_REPORTED = 200;

/** Marks an answer readable for the origin that asked, where the gateway's operator lists it. */
export type MarkOrigin = (request: RequestHeaders, answer: AnswerHeaders) => void;

/** What a gateway knows of the origins of web pages. */
export interface Origins {
  /** The origin that a request names, where its pages may call. */
  readonly allowed: (headers: RequestHeaders) => string | undefined;
  readonly mark: MarkOrigin;
}

/** Whether a text is an origin as browsers send it. */
export const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

const isOfThisMachine = (origin: string): boolean =>
  isOrigin(origin) && origin.startsWith('http://') && isLoopback(new URL(origin).hostname);

/** Whether a page was loaded from the gateway itself. */
const isOwn = (origin: string, headers: RequestHeaders, publicUrl: string | null): boolean =>
  headers.get('sec-fetch-site') === 'same-origin' ||
  new URL(origin).host === headers.get('host') ||
  (publicUrl !== null && new URL(publicUrl).origin === origin);

/** Reports each refused origin once, with the setting that would allow it. */
const createReport = (log: Log, publicUrl: string | null): ((origin: string, headers: RequestHeaders) => void) => {
  const reported = new Set<string>();
  return (origin, headers) => {
    if (reported.size >= MOST_REPORTED || origin.length > LONGEST_REPORTED || reported.has(origin)) return;
    if (!isOrigin(origin) || isOwn(origin, headers, publicUrl)) return;
    reported.add(origin);
    log.warn(
      { origin },
      'a web page of this origin may not read answers: to allow it, set CORS_ORIGINS, --cors or cors.origins to it',
    );
  };
};

/** Knows the origins of a policy. Where it has none, nothing is marked, and what is refused is reported all the same. */
export const createOrigins = (policy: CorsPolicy, publicUrl: string | null, log: Log): Origins => {
  const listed: ReadonlySet<string> = new Set(policy.origins);
  const isAllowed = (origin: string): boolean =>
    listed.has(origin) || (policy.allowsLoopback && isOfThisMachine(origin));
  const mayAllow = listed.size > 0 || policy.allowsLoopback;
  const report = createReport(log, publicUrl);
  return {
    allowed: (headers) => {
      const origin = headers.get('origin');
      return origin !== null && isAllowed(origin) ? origin : undefined;
    },
    mark: (request, answer) => {
      if (mayAllow) addVary(answer, 'Origin');
      const origin = request.get('origin');
      if (origin === null) return;
      if (!isAllowed(origin)) {
        report(origin, request);
        return;
      }
      answer.set('access-control-allow-origin', origin);
      answer.set('access-control-expose-headers', RESPONSE_HEADERS);
    },
  };
};

/**
 * Answers preflights of the origins that may call and marks their answers readable. Any other origin gets no CORS header at
 * all: nothing is reflected, and as no cookie is used, credentials are never allowed.
 */
export const useCors = ({ allowed, mark }: Origins, extraHeaders: readonly string[]): Plugin => ({
  onRequest(hook) {
    const { request } = hook;
    if (request.method !== 'OPTIONS' || allowed(request.headers) === undefined) return;
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
});
