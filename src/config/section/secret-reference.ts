import { z } from 'zod';

/** Where the gateway finds a secret. The configuration never holds one itself. */
export const secretReference = z.union(
  [
    z.strictObject({ env: z.string().min(1).describe('Name of the environment variable that holds it.') }),
    z.strictObject({
      file: z.string().min(1).describe('File that holds it and nothing else, readable by its owner only.'),
    }),
  ],
  { error: 'must be { "env": "NAME" } or { "file": "PATH" }: a secret never stands in the configuration itself' },
);

/** A reference to a secret, as the configuration file writes it. */
export type SecretReference = z.infer<typeof secretReference>;
