import { createHash, randomBytes } from 'node:crypto';

import type { Variants } from '../variant/variant.ts';
import { chooseVariants } from '../variant/variant.ts';
import type { SandboxProject, UserDefinition } from './project.ts';

/**
 * Everything that one sandbox server keeps. Time and randomness come from outside, so that a seed makes the same
 * server.
 */
export interface SandboxStore {
  readonly projects: Map<number, SandboxProject>;
  /** 64 characters; the documented default is in `src/sandbox/README.md`. */
  readonly superToken: string;
  /** What `content=version` answers, for example `16.1.3`. */
  readonly version: string;
  /** How the server behaves where it is not sure how REDCap does. A test may change it at any time. */
  readonly variants: Variants;
  /** Server-local time. The control address sets another clock here. */
  now: () => Date;
  /** A new 32-digit hex token. */
  readonly newToken: () => string;
  /** Receives what the Data Entry Trigger sends; nothing is sent unless given. */
  trigger?: (entry: URLSearchParams) => void;
  nextProjectId: number;
  nextEventId: number;
  nextDagId: number;
}

/** The user and project behind a project token. */
export interface TokenHolder {
  readonly project: SandboxProject;
  readonly user: UserDefinition;
}

/** The super token of a sandbox that was given none. Everyone knows its 64 hex digits, so it is for local use only. */
export const defaultSuperToken = '5A9DB0C5A9DB0C5A9DB0C5A9DB0C5A9DB0C5A9DB0C5A9DB0C5A9DB0C5A9DB0C5';

/** The REDCap version that a sandbox claims to be when it is given no other. */
export const defaultVersion = '16.1.3';

/** How a store may be made; everything has a default. */
export interface StoreOptions {
  /** 64 characters. */
  readonly superToken?: string;
  /** For example `16.1.3`; right codes and columns follow it. */
  readonly version?: string;
  /** Where it is not sure how REDCap behaves; the likelier way unless given. */
  readonly variants?: Partial<Variants>;
  readonly now?: () => Date;
  /** Gives the same tokens every time; without it they are random. */
  readonly seed?: string;
}

const countTokens = (seed: string): (() => string) => {
  let made = 0;
  return () => {
    made += 1;
    const digest = createHash('sha256')
      .update(`${seed}|${String(made)}`)
      .digest('hex');
    return digest.slice(0, 32).toUpperCase();
  };
};

/** Whether a text is a version as REDCap spells its own, for example `16.1.3`. */
export const isVersion = (text: string): boolean => /^\d+\.\d+\.\d+$/.test(text);

/**
 * An empty sandbox server. Throws a RangeError for a super token that has not 64 characters, and for a malformed
 * version.
 */
export const createStore = (options: StoreOptions = {}): SandboxStore => {
  const superToken = options.superToken ?? defaultSuperToken;
  if (superToken.length !== 64) throw new RangeError('The super token must have 64 characters');
  const version = options.version ?? defaultVersion;
  if (!isVersion(version)) throw new RangeError('The version must look like 16.1.3');
  return {
    projects: new Map(),
    superToken,
    version,
    variants: chooseVariants(options.variants),
    now: options.now ?? (() => new Date()),
    newToken:
      options.seed === undefined ? () => randomBytes(16).toString('hex').toUpperCase() : countTokens(options.seed),
    nextProjectId: 1,
    nextEventId: 1,
    nextDagId: 1,
  };
};
