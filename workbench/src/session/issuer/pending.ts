/** What a tab remembers while its user is at an issuer. It opens nothing without the code that comes back, which is good once. */
export interface Pending {
  readonly issuer: string;
  readonly state: string;
  readonly nonce: string;
  /** The proof that the code was asked for by this tab (PKCE). */
  readonly verifier: string;
  /** Where the issuer sends its user back to. */
  readonly redirectUri: string;
  /** Path and fragment of the page that was open. */
  readonly place: string;
}

const NAME = 'redcap-graphql: sign-in';

/** Puts it into the storage of this tab. */
export const storePending = (pending: Pending): void => sessionStorage.setItem(NAME, JSON.stringify(pending));

/** Takes it out of the storage; null where there is none. */
export const takePending = (): Pending | null => {
  const text = sessionStorage.getItem(NAME);
  sessionStorage.removeItem(NAME);
  // This page alone writes it.
  return text === null ? null : (JSON.parse(text) as Pending);
};
