import { isAbsolute } from 'node:path';
import { z } from 'zod';

/** The folder of the token store, as the file has it. */
export const tokenStoreSchema = z
  .string()
  .refine(isAbsolute, { error: 'must be an absolute path' })
  .describe(
    'Folder of the sealed tokens that "redcap-graphql token add" stores; the folder "tokens" in the data folder unless given.',
  );
