import type { CredentialKind } from '../gateway.ts';
import { renewalOf } from '../session/credential.ts';
import type { Credential } from '../session/credential.ts';
import type { SecretPlace } from './snippet.ts';

/** Where a program has the credential that this tab has; null where none is needed. The credential itself is not in it. */
export const secretPlaceOf = (credential: Credential | null, taken: readonly CredentialKind[]): SecretPlace | null => {
  if (credential === null || credential.kind === 'none') return null;
  if (credential.kind === 'redcapToken') return { header: credential.name, prefix: '', variable: 'REDCAP_TOKEN' };
  // A token that is renewed is one of an issuer, whatever else the gateway takes.
  const isKey = taken.includes('apiKey') && renewalOf(credential) === undefined;
  const variable = isKey ? 'API_KEY' : 'ACCESS_TOKEN';
  return { header: credential.name, prefix: 'Bearer ', variable };
};
