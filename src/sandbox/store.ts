import type { SandboxProject, UserDefinition } from './project.ts';

/** All that one sandbox server keeps. Time and randomness come in from outside, so that a seed gives the same server. */
export interface SandboxStore {
  readonly projects: Map<number, SandboxProject>;
  /** 64 characters; the documented default is in `src/sandbox/README.md`. */
  readonly superToken: string;
  /** What `content=version` answers, for example `16.1.3`. */
  readonly version: string;
  /** Server-local time. */
  readonly now: () => Date;
  /** A new 32-digit hex token. */
  readonly newToken: () => string;
  nextProjectId: number;
  nextEventId: number;
  nextDagId: number;
}

/** The user and project behind a project token. */
export interface TokenHolder {
  readonly project: SandboxProject;
  readonly user: UserDefinition;
}
