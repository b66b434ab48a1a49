import * as oauth from 'oauth4webapi';
import { addressOf } from '../../gateway.ts';
import type { IssuerFacts } from '../../gateway.ts';
import { storePending } from './pending.ts';
import type { Return } from './return.ts';

/** What an issuer gives who has signed in. It is held in memory alone. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** Null where the issuer gives none: the session then ends with the access token. */
  readonly refreshToken: string | null;
  /** For how many seconds the access token is good; null where the issuer does not say. */
  readonly seconds: number | null;
}

/** Clear text is for an issuer on this machine. The gateway's configuration refuses others, unless it allows them by name. */
const options = ({ issuer }: IssuerFacts): { [oauth.allowInsecureRequests]?: boolean } =>
  issuer.startsWith('http:') ? { [oauth.allowInsecureRequests]: true } : {};

/** What a request for tokens has besides: a resource has to be named there too (RFC 8707). */
const tokenOptions = (issuer: IssuerFacts): oauth.TokenEndpointRequestOptions => {
  const { resource } = issuer.parameters;
  return { ...options(issuer), ...(resource === undefined ? {} : { additionalParameters: { resource } }) };
};

const discover = async (from: IssuerFacts): Promise<oauth.AuthorizationServer> => {
  const issuer = new URL(from.issuer);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options(from)));
};

const tokensOf = (answer: oauth.TokenEndpointResponse): IssuedTokens => ({
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token ?? null,
  seconds: answer.expires_in ?? null,
});

/** The page that the issuer sends its users back to: this one, without the project that its address may name. */
const redirectUri = (): string => addressOf(location.pathname.endsWith('/graphql') ? 'graphql' : '');

/** Leaves this page for that of the issuer, where its user signs in. */
export const beginSignIn = async (issuer: IssuerFacts): Promise<void> => {
  const server = await discover(issuer);
  if (server.authorization_endpoint === undefined) throw new Error('the issuer has no page to sign in at');
  const pending = {
    issuer: issuer.issuer,
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    redirectUri: redirectUri(),
    place: `${location.pathname}${location.hash}`,
  };
  const address = new URL(server.authorization_endpoint);
  const parameters = {
    ...issuer.parameters,
    client_id: issuer.clientId,
    redirect_uri: pending.redirectUri,
    response_type: 'code',
    scope: issuer.scopes.join(' '),
    state: pending.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ...(issuer.scopes.includes('openid') ? { nonce: pending.nonce } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  storePending(pending);
  location.assign(address);
};

/** Gives the code that came back to the issuer, for tokens. */
export const finishSignIn = async (issuer: IssuerFacts, { pending, parameters }: Return): Promise<IssuedTokens> => {
  const server = await discover(issuer);
  const client = { client_id: issuer.clientId };
  const answer = oauth.validateAuthResponse(server, client, parameters, pending.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    answer,
    pending.redirectUri,
    pending.verifier,
    tokenOptions(issuer),
  );
  const expected = issuer.scopes.includes('openid') ? { expectedNonce: pending.nonce, requireIdToken: true } : {};
  return tokensOf(await oauth.processAuthorizationCodeResponse(server, client, response, expected));
};

/** Gives a refresh token to the issuer, for new tokens. Null says that the issuer refuses it: its user has to sign in again. */
export const renewTokens = async (issuer: IssuerFacts, refreshToken: string): Promise<IssuedTokens | null> => {
  const server = await discover(issuer);
  const client = { client_id: issuer.clientId };
  const response = await oauth.refreshTokenGrantRequest(
    server,
    client,
    oauth.None(),
    refreshToken,
    tokenOptions(issuer),
  );
  try {
    const tokens = tokensOf(await oauth.processRefreshTokenResponse(server, client, response));
    return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return null;
    throw error;
  }
};

/**
 * Has the issuer revoke the tokens, where it has an address for that. Many issuers revoke access tokens with their refresh token, and
 * refuse to revoke those that are JWTs by themselves.
 */
export const revokeTokens = async (issuer: IssuerFacts, { refreshToken, accessToken }: IssuedTokens): Promise<void> => {
  const server = await discover(issuer);
  if (server.revocation_endpoint === undefined) return;
  const client = { client_id: issuer.clientId };
  for (const token of refreshToken === null ? [accessToken] : [refreshToken, accessToken]) {
    const response = await oauth.revocationRequest(server, client, oauth.None(), token, options(issuer));
    await oauth.processRevocationResponse(response).catch((error: unknown) => {
      if (!(error instanceof oauth.ResponseBodyError)) throw error;
    });
  }
};

/**
 * Where somebody signs out of the issuer itself; null where it has no page for that. The address holds no token, so that the issuer
 * may ask who signs out.
 */
export const findSignOutPage = async (issuer: IssuerFacts): Promise<URL | null> => {
  const { end_session_endpoint: page } = await discover(issuer);
  if (page === undefined) return null;
  const address = new URL(page);
  if (address.protocol !== 'https:' && address.protocol !== new URL(issuer.issuer).protocol) return null;
  address.searchParams.set('client_id', issuer.clientId);
  return address;
};
