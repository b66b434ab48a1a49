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

/** The names that tokens can have in the token store. */
export const STORED_TOKEN_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,30}$/;

/** Where the gateway finds a token of REDCap: where it finds other secrets, or in the token store. */
export const tokenReference = z.union(
  [
    ...secretReference.options,
    z.strictObject({
      stored: z
        .string()
        .regex(STORED_TOKEN_NAME)
        .describe('Its name in the token store, as "redcap-graphql token add NAME" was given it.'),
    }),
  ],
  {
    error:
      'must be { "env": "NAME" }, { "file": "PATH" } or { "stored": "NAME" }: a secret never stands in the configuration itself',
  },
);

/** A reference to a token of REDCap, as the configuration file writes it. */
export type TokenReference = z.infer<typeof tokenReference>;

/** A reference to a secret, as the configuration file writes it. */
export type SecretReference = z.infer<typeof secretReference>;
