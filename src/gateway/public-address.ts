import type { IncomingMessage } from 'node:http';

/** How callers reach the gateway from outside, where something stands before it. */
export interface PublicAddress {
  /** The name of the host that callers use; null where nothing is known of it. */
  readonly hostname: string | null;
  /** What comes before each path, such as `/redcap-graphql`; blank for nothing. */
  readonly prefix: string;
}

/** The parts of the address that an operator has configured, without a slash at its end. */
export const readPublicAddress = (url: string | null): PublicAddress => {
  if (url === null) return { hostname: null, prefix: '' };
  const { hostname, pathname } = new URL(url);
  return { hostname, prefix: pathname.replace(/\/$/, '') };
};

/** Takes the prefix off a request's path, unless what stands before the gateway has done so already. */
export const takeOffPrefix = (request: IncomingMessage, { prefix }: PublicAddress): void => {
  const { url = '' } = request;
  if (prefix === '' || !url.startsWith(prefix)) return;
  const rest = url.slice(prefix.length);
  if (rest === '' || rest.startsWith('?')) request.url = `/${rest}`;
  else if (rest.startsWith('/')) request.url = rest;
};
