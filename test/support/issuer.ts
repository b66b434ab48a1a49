import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { listen } from './free-port.ts';

/** A key pair of an issuer. */
export interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

/** Makes a key pair. */
export const makeKey = async (kid: string, alg = 'ES256'): Promise<IssuerKey> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
};

/** What a token says besides its claims. */
export interface TokenHeader {
  readonly typ?: string;
  readonly kid?: string;
}

/** A small issuer of tokens: a server with its description and its public keys. */
export interface TestIssuer {
  readonly url: string;
  /** Public keys that it shows now. */
  keys: IssuerKey[];
  /** Answers in the place of its own, or nothing at all. */
  answer: 'keys' | 'error' | 'hang' | 'huge' | 'nonsense' | 'elsewhere';
  /** Paths that were asked for. */
  readonly asked: string[];
  /** Signs a token for the audience `gateway`, good for five minutes, with the first of the keys. */
  readonly sign: (claims: Readonly<Record<string, unknown>>, header?: TokenHeader, key?: IssuerKey) => Promise<string>;
  readonly close: () => Promise<void>;
}

const FIVE_MINUTES = 300;

/** Starts an issuer. Close it at the end. */
export const startIssuer = async (...keys: IssuerKey[]): Promise<TestIssuer> => {
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '';
    issuer.asked.push(path);
    if (issuer.answer === 'hang') return;
    if (issuer.answer === 'error') response.writeHead(500).end('down');
    else if (issuer.answer === 'nonsense') response.end('<html>');
    else if (issuer.answer === 'huge') response.end(JSON.stringify({ keys: [], padding: 'x'.repeat(1_000_000) }));
    else if (issuer.answer === 'elsewhere') response.writeHead(302, { location: `${issuer.url}/moved` }).end();
    else if (path === '/.well-known/openid-configuration') {
      response.end(JSON.stringify({ issuer: issuer.url, jwks_uri: `${issuer.url}/keys` }));
    } else response.end(JSON.stringify({ keys: issuer.keys.map(({ jwk }) => jwk) }));
  });
  const url = `http://127.0.0.1:${String(await listen(server))}`;
  const issuer: TestIssuer = {
    url,
    keys,
    answer: 'keys',
    asked: [],
    sign: async (claims, header = {}, key = issuer.keys[0]) => {
      if (key === undefined) throw new Error('the issuer has no key');
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ iss: url, aud: 'gateway', iat: now, exp: now + FIVE_MINUTES, ...claims })
        .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
        .sign(key.privateKey);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return issuer;
};
