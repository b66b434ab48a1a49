import { join } from 'node:path';
import { findExposure } from '../../config/reading.ts';
import type { StoredToken, TokenStorePlace } from '../../config/reading.ts';
import { createSeal } from '../../state/seal.ts';
import type { Seal } from '../../state/seal.ts';
import { dataFolderOf } from '../data-folder.ts';
import { readSecretFile } from '../file.ts';
import { fingerprintKeyOf } from '../secret.ts';
import { readEntry } from './entry.ts';
import type { EntryFault, TokenEntry } from './entry.ts';
import { listTokenFiles, tokenFileOf } from './folder.ts';

/** The store of a configuration: where it is, and by what it is sealed. */
export interface TokenStore {
  readonly folder: string;
  readonly seal: Seal;
  readonly fingerprintKey: Uint8Array;
}

/** The folder of the token store; null where there is none, because nothing is kept on a disk. */
const tokenFolderOf = ({ tokenStore, data }: Pick<TokenStorePlace, 'tokenStore' | 'data'>): string | null => {
  const folder = dataFolderOf({ data });
  return tokenStore ?? (folder === null ? null : join(folder, 'tokens'));
};

const NEEDS_SECRET =
  'needs the secret that tokens are sealed by. Set "secret" or REDCAP_GRAPHQL_SECRET to: openssl rand -hex 32';
const NEEDS_FOLDER = 'needs a folder. Set "tokenStore", or another data folder than ":memory:".';

/** The store of a configuration, or what is missing for one, in words that follow its name. */
export const openTokenStore = (place: TokenStorePlace): TokenStore | { readonly problem: string } => {
  const folder = tokenFolderOf(place);
  if (folder === null) return { problem: NEEDS_FOLDER };
  if (place.secret === null) return { problem: NEEDS_SECRET };
  const secret = Buffer.from(place.secret.reveal());
  return { folder, seal: createSeal(secret, 'token store'), fingerprintKey: fingerprintKeyOf(secret) };
};

const FAULTS: Readonly<Record<EntryFault, string>> = {
  foreign: 'is no file of a token store. Remove it, and add the token again.',
  'other-secret':
    'was sealed by another secret. Configure the secret that it was added with, or remove it and add it again.',
  damaged: 'is damaged, or was moved from another name. Remove it, and add the token again.',
};

const describeMissing = (folder: string, name: string): string => {
  const names = listTokenFiles(folder);
  const remedy = `Run: redcap-graphql token add ${name}`;
  if (names === null) return `is not there: there is no token store at ${folder}. ${remedy}`;
  const known = names.length === 0 ? 'It has none.' : `It has: ${names.join(', ')}.`;
  return `is not in the token store ${folder}. ${known} ${remedy}`;
};

/** A token of a store with all that is kept of it, or why it cannot be read, in words that follow its name. */
export const findToken = ({ folder, seal }: TokenStore, name: string): TokenEntry | { readonly problem: string } => {
  const path = tokenFileOf(folder, name);
  const file = readSecretFile(folder)(path);
  if ('problem' in file) {
    const isThere = listTokenFiles(folder)?.includes(name) === true;
    return { problem: isThere ? `cannot be read: ${file.problem}.` : describeMissing(folder, name) };
  }
  const exposure = findExposure(path, file);
  if (exposure !== null) return { problem: exposure };
  const entry = readEntry(seal, name, file.text);
  return typeof entry === 'string' ? { problem: FAULTS[entry] } : entry;
};

/** Reads a token for a configuration. `note` gets each file that is looked at. */
export const readStoredToken =
  (note: (file: string) => void) =>
  (place: TokenStorePlace, name: string): StoredToken => {
    const store = openTokenStore(place);
    if ('problem' in store) return store;
    note(tokenFileOf(store.folder, name));
    return findToken(store, name);
  };
