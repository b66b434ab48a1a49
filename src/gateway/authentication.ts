import type { Plugin } from 'graphql-yoga';
import { fingerprintToken } from '../fingerprint.ts';
import { findApiKey } from './api-key.ts';
import type { Caller, CallerPolicy, Scope } from './caller.ts';
import { isOpen } from './caller.ts';
import type { RequestHeaders } from './header-set.ts';
import { requestStateOf } from './request-state.ts';
import { refuse } from './refusal.ts';

const REDCAP_TOKEN = /^[0-9A-Fa-f]{32}$/;
const BEARER = /^Bearer +([\x21-\x7e]+)$/i;

/** Only a key that says so may make projects by the super token. Other callers may do all the rest. */
const ALL_BUT_CREATION: readonly Scope[] = ['read', 'write', 'logging'];

const OPEN_CALLER: Caller = { subject: 'open', kind: 'open', projects: 'all', scopes: ALL_BUT_CREATION };

/** Who sent these headers; undefined for a missing, malformed or unknown credential. */
export const findCaller = (headers: RequestHeaders, policy: CallerPolicy): Caller | undefined => {
  if (isOpen(policy)) return OPEN_CALLER;
  const bearer = BEARER.exec(headers.get('authorization') ?? '')?.[1];
  const entry = bearer === undefined ? undefined : findApiKey(bearer, policy.apiKeys);
  if (entry !== undefined && (entry.expiresAt === undefined || Date.now() < entry.expiresAt)) {
    const { name: subject, projects, scopes, policies, limits } = entry;
    return { subject, kind: 'apiKey', projects, scopes, policies, limits };
  }
  const token = policy.passThrough === null ? null : headers.get(policy.passThrough.header);
  if (token !== null && REDCAP_TOKEN.test(token)) {
    const subject = `token:${fingerprintToken(token, policy.fingerprintKey)}`;
    return { subject, kind: 'token', projects: 'all', scopes: ALL_BUT_CREATION, redcapToken: token };
  }
  return undefined;
};

const describeCredential = (policy: CallerPolicy): string => {
  const ways = [];
  if (policy.apiKeys.length > 0) ways.push('"Authorization: Bearer <gateway API key>"');
  if (policy.passThrough !== null) ways.push(`"${policy.passThrough.header}: <REDCap token>"`);
  return `A valid credential is needed: ${ways.join(' or ')}.`;
};

/** Who sent these headers; throws `UNAUTHENTICATED` where nobody is known by them, without saying why. */
export const authenticate = (headers: RequestHeaders, policy: CallerPolicy): Caller => {
  const caller = findCaller(headers, policy);
  if (caller === undefined) throw refuse('UNAUTHENTICATED', describeCredential(policy));
  return caller;
};

/** Finds out the caller before a byte of the body is read. */
export const useAuthentication = (policy: CallerPolicy): Plugin => ({
  onRequestParse({ request }) {
    requestStateOf(request).caller = authenticate(request.headers, policy);
  },
});
