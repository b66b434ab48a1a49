import { isAbsolute } from 'node:path';
import { z } from 'zod';

/** In place of a folder: nothing outlives the process. */
export const IN_MEMORY = ':memory:';

/** Where the gateway keeps what outlives a restart. */
export type DataConfig =
  /** Nowhere. */
  | { readonly kind: 'memory' }
  /** In a folder; null for one in the home of the user who runs the gateway, whom the environment does not name. */
  | { readonly kind: 'folder'; readonly path: string | null };

/** The data folder, as the file has it. */
export const dataSchema = z
  .string()
  .refine((path) => path === IN_MEMORY || isAbsolute(path), { error: `must be an absolute path, or "${IN_MEMORY}"` })
  .describe(
    `Folder for what outlives a restart: the journal of writes, the results of idempotency keys, backups, and the calls of the last minute. Unless given it is redcap-graphql in the user's data folder. "${IN_MEMORY}" keeps nothing; so does the sandbox unless given.`,
  );
