import { createHmac } from 'node:crypto';
import { createOpaqueIdCodec, type OpaqueIdCodec } from './opaque-id.ts';
import { deriveKey } from './secret-key.ts';

/** Characters of a share id, of six bits each: so many that no two names of a project ever meet. */
const LENGTH = 22;

const FORM = new RegExp(`^[\\w-]{${String(LENGTH)}}$`);

/** The project of a record, by REDCap's own number, so that all keys and tokens of it mean the same. */
export interface SharedProject {
  /** REDCap's address. */
  readonly host: string;
  readonly projectId: number;
}

/**
 * Names that are the same for all callers, so that links with them can be shared. They are made with keys that are derived from the
 * gateway's secret for this alone. All processes with the same secret make the same names.
 */
export interface SharedNames {
  /**
   * The share id of a record: the HMAC-SHA-256 of project and record name. Nobody without the secret can make one, or find the
   * name of one.
   */
  readonly shareIdOf: (project: SharedProject, recordName: string) => string;
  /** Whether a text has the form of a share id. */
  readonly isShareId: (text: string) => boolean;
  /** Cursors of lists whose places say nothing of a participant. */
  readonly cursors: OpaqueIdCodec;
}

/** The names by one secret. */
export const createSharedNames = (secret: Uint8Array): SharedNames => {
  // Most processes share no link for a long time, and pay nothing for the key till then.
  let key: Buffer | undefined;
  return {
    shareIdOf: ({ host, projectId }, recordName) =>
      createHmac('sha256', (key ??= deriveKey(secret, 'share id')))
        .update(JSON.stringify([host, projectId, recordName]))
        .digest('base64url')
        .slice(0, LENGTH),
    isShareId: (text) => FORM.test(text),
    cursors: createOpaqueIdCodec(secret, '', 'shared cursor'),
  };
};
