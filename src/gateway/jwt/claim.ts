import { createHash } from 'node:crypto';
import type { Caller, Issuer, Scope } from '../caller.ts';

/** The claims of a token whose signature was checked. */
export type Claims = Readonly<Record<string, unknown>>;

/** Policies decide what the holder of a token may do; new projects are for API keys alone. */
const SCOPES: readonly Scope[] = ['read', 'write', 'logging'];
const MAX_SUBJECT = 256;

/** A claim by its name, or by the way to it with dots. */
const readClaim = (claims: Claims, name: string): unknown => {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    // It has the key, as `hasOwn` has found.
    return (value as Record<string, unknown>)[step];
  }, claims);
};

/** The values of a claim: a list of texts, or a text of words, as `scope` is. */
const readValues = (claim: unknown): readonly string[] => {
  if (typeof claim === 'string') return claim.split(' ').filter((word) => word !== '');
  return Array.isArray(claim) ? claim.filter((value): value is string => typeof value === 'string') : [];
};

/** Names a person in logs and sealed ids without their name, which may be an address or worse. */
const nameOf = (issuer: string, subject: string): string =>
  `person:${createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('base64url')
    .slice(0, 22)}`;

/** The caller that the claims of a checked token are of; undefined where they do not say who that is. */
export const readCaller = (claims: Claims, issuer: Issuer): Caller | undefined => {
  const subject = readClaim(claims, issuer.subjectClaim);
  if (typeof subject !== 'string' || subject === '' || subject.length > MAX_SUBJECT) return undefined;
  const groups = new Set(issuer.groupClaims.flatMap((name) => readValues(readClaim(claims, name))));
  const given = issuer.policies.filter(({ group }) => group === null || groups.has(group)).map(({ policy }) => policy);
  return {
    subject: nameOf(issuer.issuer, subject),
    kind: 'jwt',
    projects: 'all',
    scopes: SCOPES,
    policies: [...new Set(given)],
    person: { issuer: issuer.issuer, subject },
    limits: issuer.limits,
  };
};
