import { takePending } from './pending.ts';
import type { Pending } from './pending.ts';

/** An issuer's answer, and what it is the answer to. */
export interface Return {
  readonly pending: Pending;
  /** The parameters of the issuer's answer. */
  readonly parameters: URLSearchParams;
}

/** Reads the answer of an issuer from the address, and puts the address of the page that was open into its place. */
const readReturn = (): Return | null => {
  const parameters = new URLSearchParams(location.search);
  if (!parameters.has('state') || !(parameters.has('code') || parameters.has('error'))) return null;
  const pending = takePending();
  const isExpected = pending !== null && pending.state === parameters.get('state');
  history.replaceState(null, '', isExpected ? pending.place : location.pathname);
  return isExpected ? { pending, parameters } : null;
};

/**
 * The answer with which an issuer sent the user of this tab back; null where nobody came back. It is read before anything else
 * of the page looks at the address.
 */
export const returned: Return | null = readReturn();
