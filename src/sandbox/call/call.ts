import type { Rights, SandboxProject, UserDefinition } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';

/** The form parameters of one request, read the way PHP reads them. */
export interface Parameters {
  /** The text of a parameter; undefined when it was not sent. */
  readonly text: (name: string) => string | undefined;
  /** `name[0]=a&name[1]=b`, `name[]=a` or one comma-separated string; an empty array or text is []. */
  readonly list: (name: string) => string[];
  /** `true`, `1` in any case; false for everything else. */
  readonly flag: (name: string) => boolean;
  readonly has: (name: string) => boolean;
}

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
  /** Name and port under which the caller knows this server, for links; `localhost` unless given. */
  readonly host?: string;
}
