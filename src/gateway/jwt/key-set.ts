import type { CryptoKey, FlattenedJWSInput, JWSHeaderParameters } from 'jose';
import { codedError } from '../../errors.ts';
import type { GatewayClock } from '../clock.ts';
import { isLoopback } from '../host.ts';
import { isObject } from '../json-object.ts';
import { httpOf } from '../refusal.ts';
import type { Issuer } from '../caller.ts';

/** Fetches a JSON document of an issuer. It rejects where none came in time, or one that is too long. */
export type FetchDocument = (url: string, issuer: Issuer) => Promise<unknown>;

/** Finds the public key by which a token's signature is to be checked. */
export type FindKey = (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>;

const SECOND = 1000;
/** Keys of this age are asked for anew. */
const FRESH_MS = 10 * 60 * SECOND;
/** Keys of this age are not used any more, though the issuer does not answer. */
const STALE_MS = 60 * 60 * SECOND;
/** A key that is not known is looked for at the issuer so often at most: anybody can invent one. */
const SEARCH_PAUSE_MS = 30 * SECOND;
/** After a failure the issuer is left alone for so long. */
const FAILURE_PAUSE_MS = 5 * SECOND;

/** The refusal of who cannot be known now, because the keys to check their token by cannot be had. */
const issuerUnavailable = (): Error =>
  codedError('ISSUER_UNAVAILABLE', 'The keys of the issuer of your token cannot be had just now. Try again.', {
    retryAfterSeconds: FAILURE_PAUSE_MS / SECOND,
    http: httpOf('ISSUER_UNAVAILABLE'),
  });

const textOf = (document: unknown, name: string): string | undefined => {
  const value = isObject(document) && Object.hasOwn(document, name) ? document[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** Where the issuer's own description says that its keys are. It must be the description of this issuer. */
const discover = async (from: Issuer, fetch: FetchDocument): Promise<string> => {
  const { issuer, allowInsecureHttp } = from;
  const description = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, from);
  const address = textOf(description, 'jwks_uri');
  const url = address === undefined ? null : URL.parse(address);
  if (textOf(description, 'issuer') !== issuer || url === null) throw new Error('not the description of the issuer');
  const isSafe = url.protocol === 'https:' || isLoopback(url.hostname) || allowInsecureHttp;
  if (!isSafe) throw new Error('keys would come in clear text');
  return url.href;
};

interface KeptKeys {
  readonly at: number;
  readonly find: FindKey;
}

/** The public keys of one issuer, as they are kept. */
export const createKeySet = (issuer: Issuer, fetch: FetchDocument, clock: GatewayClock): FindKey => {
  let kept: KeptKeys | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let pending: Promise<KeptKeys> | undefined;

  const load = async (): Promise<KeptKeys> => {
    try {
      const { createLocalJWKSet } = await import('jose');
      const document = await fetch(issuer.jwksUrl ?? (await discover(issuer, fetch)), issuer);
      // The library checks the form, and throws where it is another.
      kept = { at: clock.now(), find: createLocalJWKSet(document as Parameters<typeof createLocalJWKSet>[0]) };
      return kept;
    } catch {
      failedAt = clock.now();
      throw issuerUnavailable();
    } finally {
      pending = undefined;
    }
  };

  /** One fetch at a time, and none soon after a failure. */
  const reload = (): Promise<KeptKeys> => {
    if (clock.now() - failedAt < FAILURE_PAUSE_MS) return Promise.reject(issuerUnavailable());
    return (pending ??= load());
  };

  const current = async (): Promise<KeptKeys> => {
    const [now, known] = [clock.now(), kept];
    if (known !== undefined && now - known.at < FRESH_MS) return known;
    if (known === undefined || now - known.at >= STALE_MS) return reload();
    // Nobody waits for keys that are good enough. What fails now is tried again by who comes next.
    void reload().catch(() => undefined);
    return known;
  };

  return async (header, token) => {
    const { errors } = await import('jose');
    const keys = await current();
    try {
      return await keys.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || clock.now() - keys.at < SEARCH_PAUSE_MS) throw error;
      return (await reload()).find(header, token);
    }
  };
};
