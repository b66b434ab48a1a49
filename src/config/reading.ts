import { checkToken } from '../redcap/token.ts';
import type { DataConfig } from './section/data.ts';
import type { SecretReference, TokenReference } from './section/secret-reference.ts';
import { Secret } from './secret.ts';

/** A file with a secret: its text, its permission bits and whose it is, or why it cannot be read. */
export type SecretFile =
  | {
      readonly text: string;
      readonly mode: number;
      /** True where it is neither this user's nor root's, who could change it; false unless given. */
      readonly isForeign?: boolean | undefined;
    }
  | { readonly problem: string };

/** What has to be known to open the token store. */
export interface TokenStorePlace {
  /** Its folder; null for that in the data folder. */
  readonly tokenStore: string | null;
  readonly data: DataConfig;
  /** The secret that its tokens are sealed by. */
  readonly secret: Secret | null;
}

/** A token of the store, or why there is none, in words that follow its name. */
export type StoredToken = { readonly token: string } | { readonly problem: string };

/** Where a setting stands in the configuration file, such as `line 3, column 5`; undefined where there is no such place. */
export type LocateSetting = (path: readonly (string | number)[]) => string | undefined;

/** What a configuration is made from. Nothing else is looked at. */
export interface ConfigInput {
  /** The configuration file as parsed JSON. */
  readonly file?: unknown;
  /** Where its settings stand; mistakes are reported without their lines unless given. */
  readonly locate?: LocateSetting | undefined;
  /** Why there is no configuration file to read, where one was to be, or what is wrong with its text. */
  readonly fileProblems?: readonly string[] | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The arguments after the program's name. */
  readonly argv: readonly string[];
  /** Reads a token or key file; relative paths begin at the configuration file's folder. */
  readonly readSecretFile?: (path: string) => SecretFile;
  /** Reads a token of the token store by its name. */
  readonly readStoredToken?: (store: TokenStorePlace, name: string) => StoredToken;
}

// The group may: Kubernetes mounts secrets as root's, for the group of the container (0440).
const OTHERS_MAY_READ = 0o004;
const PROJECT_TOKEN_LENGTH = 32;

/** The environment without variables that are set to nothing, as container files like to do. */
export const readEnv = (env: ConfigInput['env'], name: string): string | undefined => {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
};

const checkProjectToken = (value: string): string => {
  const token = checkToken(value);
  if (token.length !== PROJECT_TOKEN_LENGTH)
    throw new Error('This is a super token. The gateway works with the tokens of projects.');
  return token;
};

const checkSuperToken = (value: string): string => {
  const token = checkToken(value);
  if (token.length === PROJECT_TOKEN_LENGTH)
    throw new Error('This is the token of a project. New projects are made with a super token.');
  return token;
};

/** Why a file is no place for a secret, in words that follow its path; null where it is one. */
export const findExposure = (
  path: string,
  { mode, isForeign }: Exclude<SecretFile, { readonly problem: string }>,
): string | null => {
  if ((mode & OTHERS_MAY_READ) !== 0) return `can be read by everyone on this machine. Run: chmod 600 ${path}`;
  return isForeign === true ? "belongs to another user. It must be this user's, or root's." : null;
};

/** Gathers a configuration and everything that is wrong with it. */
export class Reading {
  /** One sentence a mistake, beginning with the setting's name. */
  readonly problems: string[] = [];
  readonly input: ConfigInput;
  /** The store of stored tokens, once it is known. */
  tokenStore: TokenStorePlace | undefined;

  constructor(input: ConfigInput) {
    this.input = input;
  }

  /** An environment variable; undefined also when it is set to nothing. */
  env(name: string): string | undefined {
    return readEnv(this.input.env, name);
  }

  /** Runs a check that throws; its message becomes a problem of `place`. */
  attempt<T>(place: string, check: () => T): T | undefined {
    try {
      return check();
    } catch (error) {
      this.problems.push(`${place}: ${error instanceof Error ? error.message : 'is not valid.'}`);
      return undefined;
    }
  }

  #read(place: string, path: string): Exclude<SecretFile, { readonly problem: string }> | undefined {
    const file = this.input.readSecretFile?.(path) ?? { problem: 'files cannot be read here' };
    if (!('problem' in file)) return file;
    this.problems.push(`${place}: ${path}: ${file.problem}.`);
    return undefined;
  }

  /** The text of a file that holds no secret. */
  file(place: string, path: string): string | undefined {
    return this.#read(place, path)?.text;
  }

  /** The text behind a reference to a secret; undefined without one. */
  secret(place: string, reference: SecretReference | undefined): string | undefined {
    if (reference === undefined) return undefined;
    if ('env' in reference) {
      const value = this.env(reference.env);
      if (value === undefined) this.problems.push(`${place}: the environment variable ${reference.env} is not set.`);
      return value;
    }
    const file = this.#read(place, reference.file);
    if (file === undefined) return undefined;
    const exposure = findExposure(reference.file, file);
    if (exposure === null) return file.text.trim();
    this.problems.push(`${place}: ${reference.file} ${exposure}`);
    return undefined;
  }

  /** The text behind a reference to a token of REDCap; undefined without one. */
  tokenText(place: string, reference: TokenReference | undefined): string | undefined {
    if (reference === undefined || !('stored' in reference)) return this.secret(place, reference);
    const { stored: name } = reference;
    const found = this.tokenStore === undefined ? undefined : this.input.readStoredToken?.(this.tokenStore, name);
    if (found !== undefined && 'token' in found) return found.token;
    this.problems.push(`${place}: the stored token "${name}" ${found?.problem ?? 'cannot be read here.'}`);
    return undefined;
  }

  /** A project token, checked for its form. */
  token(place: string, value: string | undefined): Secret | undefined {
    return value === undefined ? undefined : this.attempt(place, () => new Secret(checkProjectToken(value)));
  }

  /** A super token, checked for its form. */
  superToken(place: string, value: string | undefined): Secret | undefined {
    return value === undefined ? undefined : this.attempt(place, () => new Secret(checkSuperToken(value)));
  }
}
