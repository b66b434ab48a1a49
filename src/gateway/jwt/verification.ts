import { GraphQLError } from 'graphql';
import type { JWTVerifyOptions } from 'jose';
import type { Caller, Issuer, TokenVerifier } from '../caller.ts';
import type { GatewayClock } from '../clock.ts';
import { readCaller } from './claim.ts';
import { createKeySet, type FetchDocument, type FindKey } from './key-set.ts';
import { createVerifiedTokens } from './verified-token.ts';

/** What tokens are checked with. */
export interface VerifierOptions {
  readonly issuers: readonly Issuer[];
  readonly fetchDocument: FetchDocument;
  readonly clock: GatewayClock;
  /** Milliseconds since 1970; the machine's date unless given. */
  readonly date?: () => number;
}

const FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const MAX_LENGTH = 8192;
const MAX_KEY_ID = 256;
/** Kinds of tokens that are credentials. A token for another purpose, such as a logout, says so. */
const TYPES: ReadonlySet<string> = new Set(['jwt', 'at+jwt', 'application/at+jwt', 'application/jwt']);

/** Whether a credential is meant to be a token of an issuer. */
export const isToken = (credential: string): boolean => credential.length <= MAX_LENGTH && FORM.test(credential);

/** One issuer with its keys. */
interface KnownIssuer {
  readonly issuer: Issuer;
  readonly findKey: FindKey;
}

const optionsOf = ({ issuer }: KnownIssuer, date: () => number): JWTVerifyOptions => ({
  issuer: issuer.issuer,
  audience: [...issuer.audience],
  algorithms: [...issuer.algorithms],
  clockTolerance: issuer.clockSkewSeconds,
  requiredClaims: ['exp'],
  currentDate: new Date(date()),
});

const isExpected = (header: { readonly typ?: unknown; readonly kid?: unknown }): boolean => {
  const { typ, kid } = header;
  const isCredential = typ === undefined || (typeof typ === 'string' && TYPES.has(typ.toLowerCase()));
  return isCredential && (kid === undefined || (typeof kid === 'string' && kid.length <= MAX_KEY_ID));
};

/** Makes the verifier of a configuration. Nothing is fetched before a token comes. */
export const createTokenVerifier = (options: VerifierOptions): TokenVerifier => {
  const { issuers, fetchDocument, clock, date = Date.now } = options;
  const tokens = createVerifiedTokens(date);
  const known = new Map(
    issuers.map((issuer) => [issuer.issuer, { issuer, findKey: createKeySet(issuer, fetchDocument, clock) }]),
  );

  const check = async (token: string): Promise<Caller | undefined> => {
    const { decodeJwt, decodeProtectedHeader, jwtVerify } = await import('jose');
    const from = known.get(decodeJwt(token).iss ?? '');
    if (from === undefined || !isExpected(decodeProtectedHeader(token))) return undefined;
    const { payload } = await jwtVerify(token, from.findKey, optionsOf(from, date));
    const { exp = 0, iat = 0, cnf } = payload;
    // Such a token is good only with a proof of a key, which the gateway does not ask for.
    if (cnf !== undefined) return undefined;
    // The library looks at "iat" for tokens of a limited age alone.
    if (iat > date() / 1000 + from.issuer.clockSkewSeconds) return undefined;
    const caller = readCaller(payload, from.issuer);
    if (caller !== undefined) tokens.keep(token, caller, exp * 1000);
    return caller;
  };

  return {
    known: tokens.get,
    verify: async (token) => {
      try {
        return (await check(token)) ?? 'invalid';
      } catch (error) {
        if (error instanceof GraphQLError) throw error;
        const { errors } = await import('jose');
        return error instanceof errors.JWTExpired ? 'expired' : 'invalid';
      }
    },
  };
};
