import type { IssuerFacts } from '../gateway.ts';

/** How the value of a credential comes to be another one. */
export interface Renewal {
  /** Renews it before it ends, until the function that it returns is called. */
  readonly begin: () => () => void;
  /** Calls a function after each renewal, until the function that it returns is called. */
  readonly watch: (listener: () => void) => () => void;
}

/** Who gave a credential, and hears of it when its user leaves. */
export interface Departure {
  readonly issuer: IssuerFacts;
  /** Has the issuer revoke the credential. */
  readonly revoke: () => Promise<void>;
}

/** What a credential has beside its value. */
export interface CredentialParts {
  readonly renewal?: Renewal;
  readonly departure?: Departure;
}

/** How this tab proves who its user is. It is held in memory alone: a reload forgets it. */
export type Credential =
  | { readonly kind: 'none' }
  | ({
      readonly kind: 'bearer' | 'redcapToken';
      readonly name: string;
      readonly value: string;
    } & CredentialParts);

/** A credential that another value takes the place of while it is used, as an access token that is renewed. */
export const renewedCredential = (
  kind: 'bearer' | 'redcapToken',
  name: string,
  value: () => string,
  parts: CredentialParts = {},
): Credential => ({
  kind,
  name,
  get value() {
    return value();
  },
  ...parts,
});

/** How a credential is renewed, where it is. */
export const renewalOf = (credential: Credential | null): Renewal | undefined =>
  credential === null || credential.kind === 'none' ? undefined : credential.renewal;

/** Who hears of it when the user of a credential leaves; undefined where nobody does. */
export const departureOf = (credential: Credential | null): Departure | undefined =>
  credential === null || credential.kind === 'none' ? undefined : credential.departure;

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
