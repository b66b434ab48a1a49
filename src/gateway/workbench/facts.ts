import { isOpen, type CallerPolicy, type SignIn } from '../caller.ts';
import type { PublicAddress } from '../public-address.ts';

/** What a person may sign in by. An access token is one of an issuer, which the person got elsewhere. */
export type CredentialKind = 'apiKey' | 'accessToken' | 'redcapToken';

/** An issuer at which people sign in. */
export interface IssuerFacts extends SignIn {
  readonly issuer: string;
  /** Origins that the page asks there, the issuer's own first. */
  readonly origins: readonly string[];
}

/** What the page learns before anybody has signed in. Everybody may read it, so that nothing of it is secret. */
export interface Facts {
  readonly prefix: string;
  /** None where nobody needs one. */
  readonly credentials: readonly CredentialKind[];
  readonly tokenHeader: string | null;
  readonly graphiql: boolean;
  readonly issuers: readonly IssuerFacts[];
}

/** Where the facts come from. Callers can change while the gateway runs. */
export interface FactSources {
  readonly callers: CallerPolicy;
  readonly publicAddress: Pick<PublicAddress, 'prefix'>;
  readonly graphiql: boolean;
}

const credentialsOf = (callers: CallerPolicy): CredentialKind[] => {
  if (isOpen(callers)) return [];
  return [
    ...(callers.apiKeys.length > 0 ? (['apiKey'] as const) : []),
    ...((callers.issuers ?? []).length > 0 ? (['accessToken'] as const) : []),
    ...(callers.passThrough === null ? [] : (['redcapToken'] as const)),
  ];
};

const issuersOf = ({ issuers = [] }: CallerPolicy): IssuerFacts[] =>
  issuers.flatMap(({ issuer, signIn }) =>
    signIn === undefined
      ? []
      : [{ issuer, ...signIn, origins: [...new Set([new URL(issuer).origin, ...signIn.origins])] }],
  );

/** The facts as they are now. */
export const factsOf = ({ callers, publicAddress, graphiql }: FactSources): Facts => ({
  prefix: publicAddress.prefix,
  credentials: credentialsOf(callers),
  tokenHeader: callers.passThrough?.header ?? null,
  graphiql,
  issuers: issuersOf(callers),
});
