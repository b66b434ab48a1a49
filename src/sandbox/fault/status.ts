import type { Fault, FaultSettings } from './fault.ts';
import { plainFault } from './fault.ts';
import { bannedText, databaseText, makePage, offlineText } from './page.ts';

const html = { 'content-type': 'text/html; charset=UTF-8' };
const json = { 'content-type': 'application/json; charset=utf-8' };

const writePage = (status: number, title: string, text: string, headers: Record<string, string> = {}): Response =>
  new Response(makePage(title, text), { status, headers: { ...html, ...headers } });

const writeError = (status: number, message: string): Response =>
  new Response(JSON.stringify({ error: message }), { status, headers: json });

const page = (name: string, about: string, status: number, title: string, text: string): Fault =>
  plainFault(name, `${about} Nothing is done.`, () => writePage(status, title, text));

const error = (name: string, status: number, message: string): Fault =>
  plainFault(name, `${String(status)} with an error of REDCap's. Nothing is done.`, () => writeError(status, message));

const redirect = (name: string, about: string, status: number, location: string): Fault => ({
  name,
  about,
  settings: ['status', 'location'],
  inject: (settings) => () =>
    new Response(null, {
      status: settings.status ?? status,
      headers: { location: settings.location ?? location },
    }),
});

const banWhenFast = ({ callsPerMinute = 600 }: FaultSettings): ReturnType<Fault['inject']> => {
  let calls: number[] = [];
  let isBanned = false;
  return ({ now, answer }) => {
    calls = [...calls.filter((at) => at > now - 60_000), now];
    isBanned ||= calls.length > callsPerMinute;
    return isBanned ? writePage(200, 'REDCap', bannedText) : answer();
  };
};

/** Faults that change the status, or that send a page for people in place of data. */
export const statusFaults: readonly Fault[] = [
  redirect('redirect-to-login', 'A redirect (302) to a login page. Nothing is done.', 302, '/login.php'),
  redirect(
    'redirect-elsewhere',
    'A redirect (`status`, 307) to another host (`location`). Nothing is done.',
    307,
    'http://127.0.0.2:9/api/',
  ),
  {
    name: 'rate-limited',
    about: '429 with `Retry-After` (`retryAfterSeconds`, 1). Nothing is done.',
    settings: ['retryAfterSeconds'],
    inject:
      ({ retryAfterSeconds = 1 }) =>
      () =>
        writePage(429, 'Too Many Requests', 'Slow down.', { 'retry-after': String(retryAfterSeconds) }),
  },
  {
    name: 'unavailable',
    about: '503, with `Retry-After` if `retryAfterSeconds` is given. Nothing is done.',
    settings: ['retryAfterSeconds'],
    inject: ({ retryAfterSeconds }) => {
      const headers: Record<string, string> =
        retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      return () => writePage(503, 'Service Unavailable', 'The server is busy.', headers);
    },
  },
  page('bad-gateway', '502 and the page of a proxy.', 502, 'Bad Gateway', 'The proxy received an invalid response.'),
  page('gateway-timeout', '504 and the page of a proxy.', 504, 'Gateway Timeout', 'The server did not answer in time.'),
  error('server-error', 500, 'Internal error'),
  plainFault('server-error-empty', '500 without a body. Nothing is done.', () => new Response('', { status: 500 })),
  error('bad-request', 400, 'The value of the parameter "content" is not valid'),
  error('not-acceptable', 406, 'The data being imported is not formatted correctly'),
  error('not-implemented', 501, 'The requested method is not implemented.'),
  error('unauthorized', 401, 'You do not have permissions to use the API'),
  error('forbidden', 403, 'You do not have API Export privileges'),
  page('not-found', '404 of the web server.', 404, 'Not Found', 'The requested URL was not found on this server.'),
  page('banned', '200 and the page of a banned address.', 200, 'REDCap', bannedText),
  {
    name: 'ban-above-rate',
    about:
      'Right answers, until there were more than `callsPerMinute` (600) in 60 s of the sandbox’s clock; from then on the ' +
      'page of a banned address, until the fault is taken away.',
    settings: ['callsPerMinute'],
    inject: banWhenFast,
  },
  page('maintenance', '200 and the page of a REDCap that is offline.', 200, 'REDCap', offlineText),
  page('maintenance-503', '503 and the page of a REDCap that is offline.', 503, 'REDCap', offlineText),
  page('database-down', '200 and the page of a REDCap without its database.', 200, 'REDCap', databaseText),
];
