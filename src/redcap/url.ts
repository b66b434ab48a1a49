import { RedcapError } from './errors.ts';

const refuse = (message: string): RedcapError => new RedcapError('BAD_USER_INPUT', { message, notSent: true });

/** Whether a host of an address is this machine. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);

/**
 * REDCap's one address, ending in `/api/`. The slash matters: without it servers redirect, and the redirect loses the
 * form. `https://host/redcap`, `https://host/redcap/api` and `https://host/redcap/api/` are all understood.
 *
 * Throws `BAD_USER_INPUT` for anything that is not an address of that kind, and for plain http beyond this machine
 * unless it is allowed: the token travels in the body.
 */
export const normalizeUrl = (address: string, allowInsecureHttp = false): string => {
  const url = URL.parse(address.trim());
  if (url === null)
    throw refuse('The REDCap address is not a URL. Give it in full, as in https://redcap.example.org/api/.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refuse('The REDCap address must begin with https://.');
  if (url.protocol === 'http:' && !allowInsecureHttp && !isLoopback(url.hostname)) {
    throw refuse('The REDCap address must begin with https://, because every call carries the token.');
  }
  if (url.username !== '' || url.password !== '')
    throw refuse('The REDCap address must not hold a user name or password.');
  if (url.search !== '' || url.hash !== '') throw refuse('The REDCap address must end in /api/, without ? or #.');
  if (/\.\w+\/?$/.test(url.pathname))
    throw refuse('The REDCap address must end in /api/ and not in the name of a page.');
  const path = url.pathname.replace(/\/*$/, '/');
  return `${url.origin}${path.endsWith('/api/') ? path : `${path}api/`}`;
};
