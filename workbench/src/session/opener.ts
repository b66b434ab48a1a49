import { ANSWER, ASK } from './handover.ts';
import type { Operation } from './handover.ts';
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

const credentialOf = (headers: Readonly<Record<string, string>> | null): Credential | null => {
  if (headers === null) return null;
  const [header] = Object.entries(headers);
  if (header === undefined) return { kind: 'none' };
  const [name, value] = header;
  return { kind: name === 'authorization' ? 'bearer' : 'redcapToken', name, value };
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
  const hear = ({ data, origin, source }: MessageEvent<Answer | null>): void => {
    if (origin !== location.origin || source !== opener || data?.type !== ANSWER) return;
    clearTimeout(timer);
    settle({ credential: credentialOf(data.headers ?? null), operation: data.operation ?? null });
  };
  const timer = setTimeout(() => settle(null), PATIENCE_MS);
  window.addEventListener('message', hear);
  opener.postMessage(ASK, location.origin);
  return () => {
    clearTimeout(timer);
    window.removeEventListener('message', hear);
  };
};
