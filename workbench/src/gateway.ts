/** What callers may prove themselves by. */
export type CredentialKind = 'apiKey' | 'accessToken' | 'redcapToken';

/** An issuer at which people sign in, by the code flow of OpenID Connect. */
export interface IssuerFacts {
  readonly issuer: string;
  /** The id of this page there. */
  readonly clientId: string;
  /** What the page calls it. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** More of the authorization request. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What the gateway says of itself to everybody: nothing of it is secret. */
export interface GatewayFacts {
  /** What comes before each path, where the operator has said so. */
  readonly prefix: string;
  /** Which credentials open the graph; none where nobody needs one. */
  readonly credentials: readonly CredentialKind[];
  /** The header of a caller's own REDCap token, where these are accepted. */
  readonly tokenHeader: string | null;
  /** Whether GraphiQL is served. */
  readonly graphiql: boolean;
  /** Where people sign in; none where they bring a credential. */
  readonly issuers: readonly IssuerFacts[];
}

const NOTHING: GatewayFacts = { prefix: '', credentials: [], tokenHeader: null, graphiql: true, issuers: [] };

/** The gateway writes them into a block of the page, which is no script. */
const readFacts = (): GatewayFacts => {
  const text = document.getElementById('gateway')?.textContent ?? '{}';
  // The block is the gateway's own: src/gateway/workbench.ts writes it, and a test compares both.
  return { ...NOTHING, ...(JSON.parse(text) as Partial<GatewayFacts>) };
};

/** The facts of the gateway that this page came from. */
export const gateway = readFacts();

/** Where the gateway is, by the address that this page was opened with: that of the workbench, or that of a graph. */
const ROOT = new URL(location.pathname.replace(/(?:projects\/\w+\/)?graphql$/, ''), location.origin);

/** The address of a path of the gateway, such as `graphql`, whatever stands before it. */
export const addressOf = (path: string): string =>
  gateway.prefix === '' ? new URL(path, ROOT).href : new URL(`${gateway.prefix}/${path}`, location.origin).href;
