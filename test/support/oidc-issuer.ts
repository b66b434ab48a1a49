import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { listen } from './free-port.ts';
import { root } from './markdown.ts';

/** The folder whose `package.json` brings the issuer, which `npm ci` does without. */
const FOLDER = join(root, 'test/issuer');

/** Whether it is installed; npm writes this file last. */
export const hasOidcIssuer = existsSync(join(FOLDER, 'node_modules/.package-lock.json'));

/** As much of the library as is used here. */
interface Library {
  readonly Provider: new (
    issuer: string,
    configuration: object,
  ) => {
    readonly callback: () => RequestListener;
    readonly Client: { readonly prototype: { redirectUriAllowed: (uri: string) => boolean } };
  };
}

/** The id of the workbench at the issuer. */
export const CLIENT_ID = 'workbench';

/** The audience of its access tokens, and the parameter `resource` that asks for one. */
export const AUDIENCE = 'https://gateway.example.org';

/** An issuer of OpenID Connect with pages to sign in at, which take any name and password. */
export interface OidcIssuer {
  readonly url: string;
  /** How many times it was asked for tokens. */
  readonly asked: () => number;
  readonly close: () => Promise<void>;
}

const configuration = (tokenSeconds: number): object => ({
  clients: [
    {
      client_id: CLIENT_ID,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: ['http://127.0.0.1/'],
    },
  ],
  clientBasedCORS: () => true,
  issueRefreshToken: () => true,
  ttl: { AccessToken: tokenSeconds, IdToken: 60, Session: 60, Grant: 60, Interaction: 60, RefreshToken: 60 },
  cookies: { keys: ['a key of the test'] },
  features: {
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({
        scope: 'read',
        audience: AUDIENCE,
        accessTokenTTL: tokenSeconds,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});

/** Starts one whose access tokens are good for some seconds. Close it at the end. */
export const startOidcIssuer = async (tokenSeconds: number): Promise<OidcIssuer> => {
  const { Provider } = createRequire(join(FOLDER, 'package.json'))('oidc-provider') as Library;
  let answer: RequestListener = (_request, response) => response.end();
  let asked = 0;
  const server = createServer((request, response) => {
    if (request.method === 'POST' && request.url === '/token') asked += 1;
    answer(request, response);
  });
  const url = `http://127.0.0.1:${String(await listen(server))}`;
  const provider = new Provider(url, configuration(tokenSeconds));
  // The port of the gateway is not known yet.
  provider.Client.prototype.redirectUriAllowed = (uri) => uri.startsWith('http://127.0.0.1:');
  answer = provider.callback();
  return {
    url,
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
