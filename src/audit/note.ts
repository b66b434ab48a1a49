/** Who did something, as the gateway found out. */
export interface AuditPerson {
  /** The caller's name in the log: the API key's name, the fingerprint of a token, the subject of a JWT. */
  readonly subject: string;
  /** How the caller is known. */
  readonly kind: string;
  /** The person for whom a service acts, or whom a JWT names. */
  readonly person?: string | undefined;
  /** Who has named the person. */
  readonly issuer?: string | undefined;
  /** The name of the API key. */
  readonly apiKey?: string | undefined;
}

/** What a line of the audit is about. */
export type AuditAct =
  /** A write is about to be sent. */
  | 'intent'
  /** A write has ended. */
  | 'outcome'
  /** Identifiers were read. */
  | 'read'
  /** A request was refused: no credential, or no right. */
  | 'refused'
  /** The audit can be written again. */
  | 'check';

/** What one line says. It has no place for a value of a participant, nor for a token. */
export interface AuditNote {
  readonly act: AuditAct;
  readonly who?: AuditPerson | undefined;
  /** The id of the request, which the log has too; the caller's own where it sent one. */
  readonly requestId?: string | undefined;
  /** The network address of who sent the request. */
  readonly address?: string | undefined;
  /** The project's key in the configuration. */
  readonly project?: string | undefined;
  /** Fingerprint of the REDCap token. */
  readonly token?: string | undefined;
  /** The mutation, or the field of the query. */
  readonly action?: string | undefined;
  /** The methods of REDCap's API, as `content` or `content/action`. */
  readonly redcap?: readonly string[] | undefined;
  readonly records?: readonly string[] | undefined;
  readonly events?: readonly string[] | undefined;
  readonly fields?: readonly string[] | undefined;
  /** What else was written by its name: users, roles, groups, arms, instruments, numbers of files. */
  readonly things?: readonly string[] | undefined;
  readonly rows?: number | undefined;
  /** What became of it. */
  readonly outcome?: string | undefined;
  /** Codes of docs/errors.md. */
  readonly codes?: readonly string[] | undefined;
  /** The write's id in the journal. */
  readonly operationId?: string | undefined;
  /** Why, in the caller's words. */
  readonly reason?: string | undefined;
  /** How many refusals this line stands for, where it is more than one. */
  readonly times?: number | undefined;
}
