import type { Rights, SandboxProject, UserDefinition } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';
import type { Parameters } from './parameters.ts';

export type Format = 'json' | 'csv' | 'xml' | 'odm';

/** One authenticated, authorised request as a content's handler sees it. */
export interface Call {
  readonly store: SandboxStore;
  readonly project: SandboxProject;
  readonly user: UserDefinition;
  /** The user's own rights, or their role's. */
  readonly rights: Rights;
  readonly parameters: Parameters;
  /** The `file` part of a multipart request. */
  readonly file: File | null;
  readonly format: Format;
  readonly returnFormat: 'json' | 'csv' | 'xml';
  /** Scheme, name and port under which the caller knows this server, for links; `http://localhost` unless given. */
  readonly origin?: string;
}
