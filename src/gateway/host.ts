import type { Plugin } from 'graphql-yoga';
import { refusalResponse } from './answer.ts';
import type { PublicAddress } from './public-address.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1)$/i;

/** True for the names and addresses under which only this machine reaches itself. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/**
 * Refuses requests that were sent to another name than this machine's own, or the one that the operator has published.
 *
 * A web page can make its own name resolve to 127.0.0.1 and then talk to an open gateway like to its own server.
 * Its requests still carry the page's name in `Host`. The port is not looked at: a forwarded one may differ.
 */
export const useOwnHostOnly = ({ hostname }: Pick<PublicAddress, 'hostname'>): Plugin => ({
  onRequest(hook) {
    if (isLoopback(hook.url.hostname) || hook.url.hostname === hostname) return;
    const message =
      'This gateway asks nobody for a credential and therefore answers to localhost and 127.0.0.1 only. ' +
      'Configure API keys to reach it by another name.';
    hook.endResponse(refusalResponse(hook.request, 'FORBIDDEN', message));
  },
});
