import type { MendedFile } from './mended-file.ts';
import type { Reading } from './reading.ts';
import { Secret } from './secret.ts';

const MIN_SECRET_LENGTH = 32;

/** The gateway's own secret, of the file or of `REDCAP_GRAPHQL_SECRET`; null where there is none. */
export const readOwnSecret = (reading: Reading, file: MendedFile): Secret | null => {
  const value =
    file.secret === undefined ? reading.env('REDCAP_GRAPHQL_SECRET') : reading.secret('secret', file.secret);
  if (value === undefined) return null;
  if (value.length >= MIN_SECRET_LENGTH) return new Secret(value);
  reading.problems.push(
    `secret: must have at least ${MIN_SECRET_LENGTH} characters, for example from: openssl rand -hex 32`,
  );
  return null;
};
