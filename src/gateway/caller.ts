import type { AnswerErrors } from '../answer-error.ts';
import type { AnswerTexts } from '../answer-text.ts';
import type { RequestHeaders } from './header-set.ts';

/**
 * What a gateway API key may be used for: `read` for queries, `write` for mutations, `createProject` for new projects by the
 * super token. `logging` is for the details of REDCap's log, which hold patients' data.
 */
export type Scope = 'read' | 'write' | 'logging' | 'createProject';

/** How much one caller may ask for. Who asks for more is refused, and others wait for nobody. */
export interface CallerLimits {
  /** Calls of REDCap that the caller may cause in a minute; null for no limit of the caller's own. */
  readonly callsPerMinute: number | null;
  /** Requests to the graphs that the caller may send in a minute; no limit unless given. */
  readonly requestsPerMinute?: number | null | undefined;
}

/** A person, or a service, that an issuer of tokens has named. */
export interface Person {
  /** The issuer's address, as it stands in `iss`. */
  readonly issuer: string;
  /** Who it is there, as it stands in the configured claim, mostly `sub`. */
  readonly subject: string;
}

/** Who sent a request, as authentication found out. */
export interface Caller {
  /**
   * For logs, and for what is bound to a caller: the API key's name, `open`, the fingerprint of a passed-through token, or
   * `person:` and a digest of issuer and subject. Never a credential.
   */
  readonly subject: string;
  /**
   * `open`: nobody needs to say who they are; `apiKey`: a gateway key; `token`: the caller's own REDCap token; `jwt`: a token
   * that an issuer has signed.
   */
  readonly kind: 'open' | 'apiKey' | 'token' | 'jwt';
  /** Keys of the projects that the caller may see, or all that are configured. */
  readonly projects: 'all' | readonly string[];
  readonly scopes: readonly Scope[];
  /** Names of the policies that narrow what the caller may do, in the operator's order. Without a list nothing narrows it. */
  readonly policies?: readonly string[] | undefined;
  /** Who acts, where an issuer has said so. */
  readonly person?: Person | undefined;
  /** What the caller may ask for; no limit of their own unless given. */
  readonly limits?: CallerLimits | undefined;
  /** The caller's own REDCap token, only when `kind` is `token`. To be given to the REDCap client and to nothing else. */
  readonly redcapToken?: string;
  /** The edition of the configuration by which the caller was found. What they may see follows the same, to the end of the request. */
  readonly edition?: object | undefined;
}

/** A gateway API key as the configuration holds it: its hash, never itself. */
export interface ApiKey {
  readonly name: string;
  /** SHA-256 of the key, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly projects: 'all' | readonly string[];
  readonly scopes: readonly Scope[];
  /** Milliseconds since 1970 (UTC) from which on the key is good for nothing; without an end unless given. */
  readonly expiresAt?: number | undefined;
  /** Names of the policies that narrow the key; not narrowed unless given. */
  readonly policies?: readonly string[] | undefined;
  /** No limit of its own unless given. */
  readonly limits?: CallerLimits | undefined;
}

/** How people sign in to the workbench at an issuer. Nothing of it is secret. */
export interface SignIn {
  /** The id of the workbench there: that of a public client. */
  readonly clientId: string;
  /** What the page calls the issuer. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** More of the authorization request. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Origins that the page may ask besides the issuer's own. */
  readonly origins: readonly string[];
}

/** Who signs tokens of people and services, and what the gateway makes of them. */
export interface Issuer {
  /** As its tokens have it in `iss`. */
  readonly issuer: string;
  /** A token must have one of these in `aud`. */
  readonly audience: readonly string[];
  /** Where its public keys are; null where its own description says so (OpenID Connect Discovery). */
  readonly jwksUrl: string | null;
  /** Never one of a shared secret, and never `none`. */
  readonly algorithms: readonly string[];
  readonly clockSkewSeconds: number;
  /** The claim that says who somebody is. */
  readonly subjectClaim: string;
  /** Claims whose values choose policies; dots lead into objects. */
  readonly groupClaims: readonly string[];
  /** Who gets which policy, in order; null for everybody. */
  readonly policies: readonly { readonly group: string | null; readonly policy: string }[];
  /** Certificates (PEM) that are trusted at its address; the machine's own unless given. */
  readonly ca?: string | undefined;
  /** Whether keys may come in clear text from beyond this machine. */
  readonly allowInsecureHttp: boolean;
  readonly limits?: CallerLimits | undefined;
  /** Undefined where the workbench offers no sign-in at this issuer. */
  readonly signIn?: SignIn | undefined;
}

/** Why a token is not accepted. Nothing more is said of it to anybody. */
export type TokenProblem = 'invalid' | 'expired';

/** Finds out who tokens of issuers are of. */
export interface TokenVerifier {
  /** Whose token it is, where that was found out before. */
  readonly known: (token: string) => Caller | undefined;
  /** Whose token it is. Rejects with a coded error where that cannot be found out now. */
  readonly verify: (token: string) => Promise<Caller | TokenProblem>;
}

/** How callers prove who they are. With neither keys nor issuers nor pass-through the gateway is open, on loopback only. */
export interface CallerPolicy {
  readonly apiKeys: readonly ApiKey[];
  /** Who signs tokens that are accepted; nobody unless given. */
  readonly issuers?: readonly Issuer[] | undefined;
  /** Finds out whose their tokens are; needed with issuers. */
  readonly tokens?: TokenVerifier | undefined;
  /** Is called with the name of a key that was used after its end. */
  readonly onExpiredKey?: ((name: string) => void) | undefined;
  /** The header in which callers send their own REDCap token; null when that is off. */
  readonly passThrough: { readonly header: string } | null;
  /** Key of the fingerprints that name passed-through tokens; of this process unless given. */
  readonly fingerprintKey?: Uint8Array | undefined;
  /** Stands for the whole configuration that this is a part of; none unless given. */
  readonly edition?: object | undefined;
}

/** What a request asks, in names of the schema. */
export interface RequestDescription {
  /** Fields of the operation's root. */
  readonly rootFields: readonly string[];
  /** The network address of who sent the request, as far as it can be believed. */
  readonly address?: string | undefined;
}

/** One GraphQL request, as the context is made from it. */
export interface CallerRequest {
  readonly caller: Caller;
  /** The key of the one project whose own graph was asked; null where all of the caller's projects may be. */
  readonly project: string | null;
  /** Also the `x-request-id` of the answer and of the log lines. */
  readonly requestId: string;
  readonly headers: RequestHeaders;
  /** Aborted when the client hangs up, when the operation's time is over and when the gateway stops. */
  readonly signal: AbortSignal;
  /** Holds the operation's time for a mutation, and returns a function that lets it go on. */
  readonly hold: (operationId?: string) => () => void;
  /** Stops the operation's time while a mutation waits for its turn, and returns a function that lets it begin. */
  readonly wait: () => () => void;
  /** Takes texts that are ready for places of the answer. */
  readonly texts: AnswerTexts;
  /** What is asked, once the operation is executed. */
  readonly describe: () => RequestDescription;
  /** Takes errors that take no value of the answer away. */
  readonly errors: AnswerErrors;
}

/** True when nobody needs a credential. */
export const isOpen = (policy: CallerPolicy): boolean =>
  policy.apiKeys.length === 0 && (policy.issuers ?? []).length === 0 && policy.passThrough === null;
