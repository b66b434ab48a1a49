/** How the value of a credential comes to be another one. */
export interface Renewal {
  /** Renews it before it ends, until the function that it returns is called. */
  readonly begin: () => () => void;
  /** Calls a function after each renewal, until the function that it returns is called. */
  readonly watch: (listener: () => void) => () => void;
}

/** How this tab proves who its user is. It is held in memory alone: a reload forgets it. */
export type Credential =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'bearer' | 'redcapToken';
      readonly name: string;
      readonly value: string;
      readonly renewal?: Renewal;
    };

/** A credential that another value takes the place of while it is used, as an access token that is renewed. */
export const renewedCredential = (
  kind: 'bearer' | 'redcapToken',
  name: string,
  value: () => string,
  renewal?: Renewal,
): Credential => ({
  kind,
  name,
  get value() {
    return value();
  },
  ...(renewal === undefined ? {} : { renewal }),
});

/** How a credential is renewed, where it is. */
export const renewalOf = (credential: Credential | null): Renewal | undefined =>
  credential === null || credential.kind === 'none' ? undefined : credential.renewal;

/** The headers that carry a credential now. */
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
