import { z } from 'zod';
import { policyNameSchema } from './policy.ts';
import { projectKeySchema } from './project.ts';

const scope = z.enum(['read', 'write', 'logging', 'createProject']);

/** A moment in UTC: a date, at whose beginning it is, or a date with a time. */
const expirySchema = z
  .union([z.iso.date(), z.iso.datetime()], {
    error: 'must be a date such as 2027-03-31, or a time in UTC such as 2027-03-31T12:00:00Z',
  })
  .transform((text) => Date.parse(text));

/** Policies by their names. */
const policyNamesSchema = z.array(policyNameSchema).min(1);

/** What one caller may cause. */
export const callsPerMinuteSchema = z
  .int()
  .min(1)
  .max(500)
  .describe('Calls of REDCap that the caller may cause in a minute; unless given, no more than a fair share of all.');

const requestsPerMinuteSchema = z
  .int()
  .min(1)
  .describe('Requests to the graphs that the caller may send in a minute; no limit unless given.');

/** A key of a caller, as the file has it. */
export const apiKeySchema = z.strictObject({
  name: z
    .string()
    .regex(/^[\w.@-]{1,64}$/, { error: 'must hold only letters, digits and "_.@-", at most 64' })
    .describe('Who holds the key. The log names the caller so.'),
  hash: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, {
      error: 'must be "sha256:" and 64 hexadecimal digits, as "npm start -- api-key NAME" prints it',
    })
    .describe('SHA-256 of the key.'),
  projects: z
    .union([z.literal('all'), z.array(projectKeySchema).min(1)])
    .default('all')
    .describe('Keys of the projects that the API key opens.'),
  scopes: z
    .array(scope)
    .min(1)
    .default(['read'])
    .describe(
      '"read" for queries, "write" for mutations, "logging" for the details of REDCap\'s log, "createProject" for new projects.',
    ),
  expires: expirySchema
    .optional()
    .describe(
      'The moment (UTC) from which on the key is refused, such as 2027-03-31 or 2027-03-31T12:00:00Z; none unless given.',
    ),
  policies: policyNamesSchema
    .optional()
    .describe('Names of callers.policies that narrow the key. In a project the first that names it counts.'),
  callsPerMinute: callsPerMinuteSchema.optional(),
  requestsPerMinute: requestsPerMinuteSchema.optional(),
});

/** The use of callers' own tokens, as the file has it. */
export const passThroughSchema = z.strictObject({
  enabled: z.boolean().describe('Whether callers may send their own REDCap token in place of a gateway key.'),
  header: z
    .string()
    .regex(/^[a-z][a-z0-9-]+$/, { error: 'must be a header name in lower case' })
    .default('x-redcap-token')
    .describe('The request header that holds it.'),
  url: z.string().describe('Address of the REDCap that the tokens belong to.'),
  project: projectKeySchema.default('project').describe("The key under which the token's project appears."),
  allowInsecureHttp: z.boolean().default(false).describe('As for projects.'),
});

/** Who may read the schema, as the file has it. */
export const introspectionSchema = z.union([
  z.boolean(),
  z.strictObject({
    apiKeys: z.array(z.string()).default([]).describe('Names of API keys whose holders may.'),
    policies: z.array(policyNameSchema).default([]).describe('Policies whose holders may.'),
  }),
]);
