import type { Plugin } from 'graphql-yoga';
import { fingerprintToken } from '../fingerprint.ts';
import { findApiKey } from './api-key.ts';
import type { Caller, CallerPolicy, Scope, TokenProblem } from './caller.ts';
import { isOpen } from './caller.ts';
import type { RequestHeaders } from './header-set.ts';
import { isToken } from './jwt/verification.ts';
import { httpOf, refuse } from './refusal.ts';
import { requestStateOf } from './request-state.ts';

const REDCAP_TOKEN = /^[0-9A-Fa-f]{32}$/;
const BEARER = /^Bearer +([\x21-\x7e]+)$/i;

/** Only a key that says so may make projects by the super token. Other callers may do all the rest. */
const ALL_BUT_CREATION: readonly Scope[] = ['read', 'write', 'logging'];

const OPEN_CALLER: Caller = { subject: 'open', kind: 'open', projects: 'all', scopes: ALL_BUT_CREATION };

const readBearer = (headers: RequestHeaders): string | undefined =>
  BEARER.exec(headers.get('authorization') ?? '')?.[1];

/** Who a key is of. */
const findByKey = (bearer: string, { apiKeys, onExpiredKey }: CallerPolicy): Caller | undefined => {
  const entry = findApiKey(bearer, apiKeys);
  if (entry === undefined) return undefined;
  const { name: subject, projects, scopes, policies, limits, expiresAt } = entry;
  if (expiresAt === undefined || Date.now() < expiresAt) {
    return { subject, kind: 'apiKey', projects, scopes, policies, limits };
  }
  onExpiredKey?.(subject);
  return undefined;
};

/** The caller with the edition that they were found by. */
const markCaller = (caller: Caller, edition: object | undefined): Caller =>
  edition === undefined ? caller : { ...caller, edition };

const findUnmarked = (headers: RequestHeaders, policy: CallerPolicy): Caller | undefined => {
  if (isOpen(policy)) return OPEN_CALLER;
  const bearer = readBearer(headers);
  // Whoever sends a token of an issuer is that person, also where it has to be checked first: no other credential counts then.
  if (bearer !== undefined && policy.tokens !== undefined && isToken(bearer)) return policy.tokens.known(bearer);
  const known = bearer === undefined ? undefined : findByKey(bearer, policy);
  if (known !== undefined) return known;
  const token = policy.passThrough === null ? null : headers.get(policy.passThrough.header);
  if (token !== null && REDCAP_TOKEN.test(token)) {
    const subject = `token:${fingerprintToken(token, policy.fingerprintKey)}`;
    return { subject, kind: 'token', projects: 'all', scopes: ALL_BUT_CREATION, redcapToken: token };
  }
  return undefined;
};

/**
 * Who sent these headers, where that is known at once; undefined for a missing, malformed or unknown credential, and for a token
 * that has to be checked first.
 */
export const findCaller = (headers: RequestHeaders, policy: CallerPolicy): Caller | undefined => {
  const found = findUnmarked(headers, policy);
  return found === undefined ? undefined : markCaller(found, policy.edition);
};

const describeCredential = (policy: CallerPolicy): string => {
  const ways = [];
  if (policy.apiKeys.length > 0) ways.push('"Authorization: Bearer <gateway API key>"');
  if (policy.tokens !== undefined) ways.push('"Authorization: Bearer <token of your issuer>"');
  if (policy.passThrough !== null) ways.push(`"${policy.passThrough.header}: <REDCap token>"`);
  return `A valid credential is needed: ${ways.join(' or ')}.`;
};

/** What a refusal says of a credential: RFC 6750 has the words. */
const challengeOf = (bearer: string | undefined, problem: TokenProblem): string => {
  if (bearer === undefined) return 'Bearer';
  return problem === 'expired'
    ? 'Bearer error="invalid_token", error_description="The token has expired"'
    : 'Bearer error="invalid_token"';
};

/** Who sent these headers, or why it is nobody. Rejects with a coded error where that cannot be found out now. */
const identify = async (headers: RequestHeaders, policy: CallerPolicy): Promise<Caller | TokenProblem> => {
  const known = findCaller(headers, policy);
  if (known !== undefined) return known;
  const { tokens, edition } = policy;
  const bearer = readBearer(headers);
  if (tokens === undefined || bearer === undefined || !isToken(bearer)) return 'invalid';
  const found = await tokens.verify(bearer);
  return typeof found === 'string' ? found : markCaller(found, edition);
};

/** Who sent these headers; undefined where nobody is known by them. */
export const identifyCaller = async (headers: RequestHeaders, policy: CallerPolicy): Promise<Caller | undefined> => {
  const found = await identify(headers, policy);
  return typeof found === 'string' ? undefined : found;
};

/** Who sent these headers; rejects with `UNAUTHENTICATED` where nobody is known by them, without saying why. */
export const authenticate = async (headers: RequestHeaders, policy: CallerPolicy): Promise<Caller> => {
  const found = await identify(headers, policy);
  if (typeof found !== 'string') return found;
  throw refuse('UNAUTHENTICATED', describeCredential(policy), {
    ...httpOf('UNAUTHENTICATED'),
    headers: { 'www-authenticate': challengeOf(readBearer(headers), found) },
  });
};

/** Finds out the caller before a byte of the body is read. */
export const useAuthentication = (policy: CallerPolicy): Plugin => ({
  async onRequestParse({ request }) {
    requestStateOf(request).caller = await authenticate(request.headers, policy);
  },
});
