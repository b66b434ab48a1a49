import { ANSWER, ASK } from './handover.ts';
import type { Operation } from './handover.ts';
import { renewedCredential } from './credential.ts';
import type { Credential } from './credential.ts';

/** How long the page waits for its opener before it asks its reader. What comes later still counts. */
const PATIENCE_MS = 1_500;

/** What the workbench hands over to a page that it opened. */
export interface HandedOver {
  /** Null where nobody is signed in. */
  readonly credential: Credential | null;
  /** What the page is to open with. */
  readonly operation: Operation | null;
}

interface Answer {
  readonly type?: unknown;
  readonly headers?: Readonly<Record<string, string>> | null;
  readonly operation?: Operation | null;
}

/** The credential of the opener, whose values may change: the latest is in `held`. */
const credentialOf = (held: Map<string, string>): Credential => {
  const [name] = held.keys();
  if (name === undefined) return { kind: 'none' };
  return renewedCredential(name === 'authorization' ? 'bearer' : 'redcapToken', name, () => held.get(name) ?? '');
};

/**
 * Asks the page that opened this one who is signed in there. Where no answer is in time, `settle` is called with null. A late
 * answer calls it once more.
 */
export const askOpener = (settle: (handed: HandedOver | null) => void): (() => void) => {
  // The types of browsers leave it open. It is the window that opened this one, if one did.
  const opener = window.opener as Window | null;
  if (opener === null) {
    settle(null);
    return () => undefined;
  }
  const held = new Map<string, string>();
  const hear = ({ data, origin, source }: MessageEvent<Answer | null>): void => {
    if (origin !== location.origin || source !== opener || data?.type !== ANSWER) return;
    clearTimeout(timer);
    const headers = data.headers ?? null;
    if (headers === null) {
      settle({ credential: null, operation: data.operation ?? null });
      return;
    }
    // A renewed value takes the place of the one before, and nothing on the page begins anew.
    const isRenewal = held.size > 0 && [...held.keys()].every((name) => Object.hasOwn(headers, name));
    for (const [name, value] of Object.entries(headers)) held.set(name, value);
    if (!isRenewal) settle({ credential: credentialOf(held), operation: data.operation ?? null });
  };
  const timer = setTimeout(() => settle(null), PATIENCE_MS);
  window.addEventListener('message', hear);
  opener.postMessage(ASK, location.origin);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('message', hear);
  };
};
