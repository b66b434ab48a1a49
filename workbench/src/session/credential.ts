/** How this tab proves who its user is. It is held in memory alone: a reload forgets it. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer' | 'redcapToken'; readonly name: string; readonly value: string };

/** The headers that carry a credential. */
export const headersOf = (credential: Credential): Readonly<Record<string, string>> =>
  credential.kind === 'none' ? {} : { [credential.name]: credential.value };

/** An API key of the gateway, or an access token of an issuer. */
export const bearerCredential = (key: string): Credential => ({
  kind: 'bearer',
  name: 'authorization',
  value: `Bearer ${key.trim()}`,
});

/** A caller's own REDCap token, in the header that the operator chose. */
export const redcapTokenCredential = (header: string, token: string): Credential => ({
  kind: 'redcapToken',
  name: header,
  value: token.trim(),
});
