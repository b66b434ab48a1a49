import { z } from 'zod';
import { originSchema } from './cors.ts';

/** What the page says in each authorization request itself. */
const OWN_PARAMETERS = new Set([
  'client_id',
  'client_secret',
  'code_challenge',
  'code_challenge_method',
  'nonce',
  'redirect_uri',
  'response_mode',
  'response_type',
  'scope',
  'state',
]);

const parametersSchema = z
  .record(z.string().min(1), z.string())
  .refine((parameters) => Object.keys(parameters).every((name) => !OWN_PARAMETERS.has(name)), {
    error: `must not have ${[...OWN_PARAMETERS].join(', ')}, which the page chooses.`,
  });

/** How people sign in to the workbench at an issuer, as the file has it. */
export const signInSchema = z
  .strictObject({
    clientId: z
      .string()
      .min(1)
      .describe('The id of the workbench at the issuer: that of a public client, without a secret.'),
    name: z.string().min(1).max(60).optional().describe('What the page calls the issuer; its host unless given.'),
    scopes: z.array(z.string().regex(/^\S+$/)).default(['openid']).describe('The scopes that the page asks for.'),
    parameters: parametersSchema
      .default({})
      .describe('More of the authorization request, such as "audience" or "resource" where the issuer wants one.'),
    origins: z
      .array(originSchema)
      .default([])
      .describe(
        "Other origins that the page may ask: that of the issuer's token endpoint, where it is not the issuer's.",
      ),
  })
  .describe('Lets people sign in to the workbench at this issuer (OpenID Connect, code flow with PKCE).');
