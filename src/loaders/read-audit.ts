/** What was read of records that identifies people. It holds no value. */
export interface IdentifierRead {
  /** REDCap's method, as `content` or `content/action`. */
  readonly redcap: string;
  /** Names of the records; undefined where they are not known one by one. */
  readonly records?: readonly string[] | undefined;
  readonly events?: readonly string[] | undefined;
  /** The fields that identify people. */
  readonly fields?: readonly string[] | undefined;
  readonly rows?: number | undefined;
  /** `begun` for what is handed on while it arrives; the line of its end has the names. */
  readonly outcome?: 'begun' | 'ended' | undefined;
}

/** Whose token read it, and of which project. */
export interface ReadProject {
  readonly key: string;
  /** Fingerprint of the token. */
  readonly token: string;
}

/** Notes what one request reads. */
export interface ReadAudit {
  /** Who asks, as plain data: for a file that is fetched later. */
  readonly caller: unknown;
  /** Resolves when the read is noted. Rejects when it is not to be handed on. */
  readonly note: (project: ReadProject, read: IdentifierRead) => Promise<void>;
}

/** The notes of who asked for a file, by the plain data of the request. */
export type RecallReadAudit = (caller: unknown) => ReadAudit;
