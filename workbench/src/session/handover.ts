import { addressOf } from '../gateway.ts';
import { headersOf, renewalOf } from './credential.ts';
import type { Credential } from './credential.ts';

/** What a page that the workbench has opened asks its opener. */
export const ASK = 'redcap-graphql: who is signed in?';

/** The name of the answer, which has `headers`, and `operation` where the page is to begin with one. */
export const ANSWER = 'redcap-graphql: signed in';

/** A document and its variables. Variables name records, so that no address has them. */
export interface Operation {
  readonly query: string;
  /** JSON text. */
  readonly variables: string;
}

/** The windows that this page has opened. A page of another app at this origin is none of them, and gets no answer. */
const opened = new Map<MessageEventSource, Operation | null>();

/**
 * Opens a page of the gateway, such as `graphql`, which may ask for the credential of this tab, and for what it is to begin
 * with.
 */
export const openSignedIn = (path: string, operation: Operation | null = null): void => {
  const page = window.open(addressOf(path));
  if (page !== null) opened.set(page, operation);
};

/**
 * Answers the pages that this one has opened, and gives them each new value of the credential, until the function that it
 * returns is called.
 */
export const answerHandovers = (credential: Credential | null): (() => void) => {
  const tell = (page: MessageEventSource, operation: Operation | null): void => {
    const headers = credential === null ? null : headersOf(credential);
    page.postMessage(
      { type: ANSWER, headers, ...(operation === null ? {} : { operation }) },
      { targetOrigin: location.origin },
    );
  };
  const answer = ({ data, origin, source }: MessageEvent<unknown>): void => {
    if (data !== ASK || origin !== location.origin || source === null) return;
    const operation = opened.get(source);
    if (operation !== undefined) tell(source, operation);
  };
  const tellAll = (): void => opened.forEach((operation, page) => tell(page, operation));
  window.addEventListener('message', answer);
  const unwatch = renewalOf(credential)?.watch(tellAll);
  return () => {
    window.removeEventListener('message', answer);
    unwatch?.();
  };
};
