import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller, Issuer, TokenVerifier } from '../../../src/gateway/caller.ts';
import { createTokenVerifier } from '../../../src/gateway/jwt/verification.ts';
import { fetchForeignDocument } from '../../../src/redcap/foreign-document.ts';
import { makeKey, startIssuer, type TestIssuer } from '../../support/issuer.ts';

const key = await makeKey('first');
const other = await makeKey('second');
const rsa = await makeKey('rsa', 'RS256');

const proxies = { http: null, https: null, except: [] };
const fetchIssuerDocument = (url: string): Promise<unknown> => fetchForeignDocument(url, { proxies });

let issuer: TestIssuer;
let now = 0;

beforeEach(async () => {
  issuer = await startIssuer(key, rsa);
  now = 1_000_000;
});

afterEach(() => issuer.close());

const trust = (changes: Partial<Issuer> = {}): Issuer => ({
  issuer: issuer.url,
  audience: ['gateway'],
  jwksUrl: null,
  algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
  clockSkewSeconds: 60,
  subjectClaim: 'sub',
  groupClaims: ['groups'],
  policies: [
    { group: 'nurses', policy: 'write' },
    { group: null, policy: 'read' },
  ],
  allowInsecureHttp: false,
  ...changes,
});

const open = (...issuers: readonly Issuer[]): TokenVerifier =>
  createTokenVerifier({
    issuers,
    fetchDocument: fetchIssuerDocument,
    clock: { now: () => now, after: () => () => undefined },
  });

const callerOf = async (verifier: TokenVerifier, token: string): Promise<Caller> => {
  const found = await verifier.verify(token);
  if (typeof found === 'string') throw new Error(`the token is ${found}`);
  return found;
};

const seconds = (): number => Math.floor(Date.now() / 1000);

const flip = (token: string): string => {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [header, payload, `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`].join('.');
};

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token of an issuer', () => {
  it('says who the caller is, and by their groups which policies count', async () => {
    const caller = await open(trust()).verify(await issuer.sign({ sub: 'ada', groups: ['nurses', 'others'] }));
    expect(caller).toEqual({
      subject: expect.stringMatching(/^person:[\w-]{22}$/),
      kind: 'jwt',
      projects: 'all',
      scopes: ['read', 'write', 'logging'],
      policies: ['write', 'read'],
      person: { issuer: issuer.url, subject: 'ada' },
      limits: undefined,
    });
  });

  it.each([
    ['a list', ['nurses']],
    ['words', 'read nurses'],
  ])('may have its groups as %s within an object', async (_words, roles) => {
    const verifier = open(trust({ groupClaims: ['realm_access.roles'] }));
    const caller = await callerOf(verifier, await issuer.sign({ sub: 'ada', realm_access: { roles } }));
    expect(caller.policies).toEqual(['write', 'read']);
  });

  it('opens nothing to who is in no group', async () => {
    const policies = [{ group: 'nurses', policy: 'write' }];
    const caller = await callerOf(open(trust({ policies })), await issuer.sign({ sub: 'ada' }));
    expect(caller.policies).toEqual([]);
  });

  it('is taken from each of two issuers, and their people are not the same', async () => {
    const second = await startIssuer(other);
    try {
      const verifier = open(trust(), { ...trust(), issuer: second.url });
      const [one, two] = await Promise.all([
        callerOf(verifier, await issuer.sign({ sub: 'ada' })),
        callerOf(verifier, await second.sign({ sub: 'ada' })),
      ]);
      expect(one.person?.issuer).toBe(issuer.url);
      expect(two.person?.issuer).toBe(second.url);
      expect(one.subject).not.toBe(two.subject);
      // Signed by the key of the one in the name of the other.
      expect(await verifier.verify(await second.sign({ sub: 'ada', iss: issuer.url }))).toBe('invalid');
    } finally {
      await second.close();
    }
  });

  it.each<[string, () => Promise<string>]>([
    [
      'without a signature',
      async () =>
        new UnsecuredJWT({ sub: 'ada', aud: 'gateway', iss: issuer.url, exp: seconds() + 60 }).encode() + 'AAAA',
    ],
    ['with another signature', async () => flip(await issuer.sign({ sub: 'ada' }))],
    ['by a key that the issuer does not show', async () => issuer.sign({ sub: 'ada' }, {}, other)],
    ['by another key under a known name', async () => issuer.sign({ sub: 'ada' }, { kid: 'first' }, other)],
    ['for another audience', async () => issuer.sign({ sub: 'ada', aud: 'elsewhere' })],
    ['without an audience', async () => issuer.sign({ sub: 'ada', aud: [] })],
    ['of another issuer', async () => issuer.sign({ sub: 'ada', iss: 'https://elsewhere.example.org' })],
    ['that is not good yet', async () => issuer.sign({ sub: 'ada', nbf: seconds() + 120 })],
    ['of the future', async () => issuer.sign({ sub: 'ada', iat: seconds() + 120 })],
    ['without an end', async () => issuer.sign({ sub: 'ada', exp: undefined })],
    ['of nobody', async () => issuer.sign({ groups: ['nurses'] })],
    ['of nobody by name', async () => issuer.sign({ sub: '' })],
    ['for a logout', async () => issuer.sign({ sub: 'ada' }, { typ: 'logout+jwt' })],
    ['with a huge key id', async () => issuer.sign({ sub: 'ada' }, { kid: 'x'.repeat(300) })],
    ['that is good only with a proof of a key', async () => issuer.sign({ sub: 'ada', cnf: { jkt: 'x' } })],
    ['of nonsense', async () => 'a.b.c'],
  ])('is invalid %s', async (_words, make) => {
    expect(await open(trust()).verify(await make())).toBe('invalid');
  });

  it('is invalid where the public key was used as a shared secret', async () => {
    // The key of RSA is no bare bytes.
    const secret = await exportSPKI((await importJWK(rsa.jwk, 'RS256', { extractable: true })) as never);
    const body = `${encode({ alg: 'HS256', kid: 'rsa' })}.${encode({ sub: 'ada', iss: issuer.url, aud: 'gateway', exp: seconds() + 60 })}`;
    const token = `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
    expect(await open(trust()).verify(token)).toBe('invalid');
  });

  it('is invalid by an algorithm that is not allowed', async () => {
    const token = await issuer.sign({ sub: 'ada' }, {}, rsa);
    expect(await open(trust({ algorithms: ['ES256'] })).verify(token)).toBe('invalid');
    expect(await open(trust()).verify(token)).toMatchObject({ kind: 'jwt' });
  });

  it('is expired after its end, and not within the difference of clocks', async () => {
    const late = await issuer.sign({ sub: 'ada', exp: seconds() - 30 });
    expect(await open(trust()).verify(late)).toMatchObject({ kind: 'jwt' });
    expect(await open(trust({ clockSkewSeconds: 0 })).verify(late)).toBe('expired');
  });

  it('is checked once, and known after that', async () => {
    const verifier = open(trust());
    const token = await issuer.sign({ sub: 'ada' });
    expect(verifier.known(token)).toBeUndefined();
    const caller = await verifier.verify(token);
    issuer.answer = 'error';
    expect(verifier.known(token)).toEqual(caller);
    expect(verifier.known(flip(token))).toBeUndefined();
  });

  it('is known no longer than it is good', async () => {
    let date = Date.now();
    const verifier = createTokenVerifier({
      issuers: [trust()],
      fetchDocument: fetchIssuerDocument,
      clock: { now: () => now, after: () => () => undefined },
      date: () => date,
    });
    const token = await issuer.sign({ sub: 'ada', exp: seconds() + 100 });
    await verifier.verify(token);
    date += 99_000;
    expect(verifier.known(token)).toBeDefined();
    date += 3_000;
    expect(verifier.known(token)).toBeUndefined();
  });
});

describe('the keys of an issuer', () => {
  it('are found by its description and asked for once', async () => {
    const verifier = open(trust());
    for (const sub of ['ada', 'bob']) await verifier.verify(await issuer.sign({ sub }));
    expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('are asked for where the configuration says', async () => {
    await open(trust({ jwksUrl: `${issuer.url}/other` })).verify(await issuer.sign({ sub: 'ada' }));
    expect(issuer.asked).toEqual(['/other']);
  });

  it('may change: a new one is found, and the old one ends', async () => {
    const verifier = open(trust({ jwksUrl: `${issuer.url}/keys` }));
    const old = await issuer.sign({ sub: 'ada' });
    await verifier.verify(old);
    issuer.keys = [other];
    now += 31_000;
    expect(await verifier.verify(await issuer.sign({ sub: 'bob' }))).toMatchObject({ kind: 'jwt' });
    expect(await verifier.verify(await issuer.sign({ sub: 'eve' }, {}, key))).toBe('invalid');
  });

  it('are not asked for again for every key id that somebody invents', async () => {
    const verifier = open(trust({ jwksUrl: `${issuer.url}/keys` }));
    await verifier.verify(await issuer.sign({ sub: 'ada' }));
    for (let count = 0; count < 20; count += 1) {
      expect(await verifier.verify(await issuer.sign({ sub: 'eve' }, { kid: `invented ${String(count)}` }))).toBe(
        'invalid',
      );
    }
    expect(issuer.asked).toEqual(['/keys']);
    now += 31_000;
    for (let count = 0; count < 20; count += 1) {
      expect(await verifier.verify(await issuer.sign({ sub: 'eve' }, { kid: `invented ${String(count)}` }))).toBe(
        'invalid',
      );
    }
    expect(issuer.asked).toEqual(['/keys', '/keys']);
  });

  it.each(['error', 'nonsense', 'huge', 'elsewhere'] as const)(
    'let nobody in where they do not come: %s',
    async (answer) => {
      issuer.answer = answer;
      const verifier = open(trust());
      const refusal = verifier.verify(await issuer.sign({ sub: 'ada' }));
      await expect(refusal).rejects.toMatchObject({
        extensions: { code: 'ISSUER_UNAVAILABLE', retryAfterSeconds: 5, http: { status: 503 } },
      });
      const asked = issuer.asked.length;
      await expect(verifier.verify(await issuer.sign({ sub: 'ada' }))).rejects.toMatchObject({
        extensions: { code: 'ISSUER_UNAVAILABLE' },
      });
      expect(issuer.asked).toHaveLength(asked);
      issuer.answer = 'keys';
      now += 5_001;
      expect(await verifier.verify(await issuer.sign({ sub: 'ada' }))).toMatchObject({ kind: 'jwt' });
    },
  );

  it('are not waited for without end', async () => {
    issuer.answer = 'hang';
    await expect(fetchForeignDocument(issuer.url, { proxies, timeMs: 20 })).rejects.toThrow(/timeout/i);
  });

  it('go on for an hour while the issuer does not answer, and no longer', async () => {
    const verifier = open(trust());
    await verifier.verify(await issuer.sign({ sub: 'ada' }));
    issuer.answer = 'error';
    now += 11 * 60_000;
    expect(await verifier.verify(await issuer.sign({ sub: 'bob' }))).toMatchObject({ kind: 'jwt' });
    now += 60 * 60_000;
    await expect(verifier.verify(await issuer.sign({ sub: 'eve' }))).rejects.toMatchObject({
      extensions: { code: 'ISSUER_UNAVAILABLE' },
    });
  });

  it('are not taken from the description of another issuer', async () => {
    const liar = await startIssuer(other);
    const fetchDocument = (url: string): Promise<unknown> => fetchIssuerDocument(url.replace(issuer.url, liar.url));
    const verifier = createTokenVerifier({
      issuers: [trust()],
      fetchDocument,
      clock: { now: () => now, after: () => () => undefined },
    });
    await expect(verifier.verify(await liar.sign({ sub: 'ada', iss: issuer.url }))).rejects.toMatchObject({
      extensions: { code: 'ISSUER_UNAVAILABLE' },
    });
    await liar.close();
  });
});
