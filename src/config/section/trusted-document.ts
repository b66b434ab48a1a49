import { z } from 'zod';
import { policyNameSchema } from './policy.ts';

/** Documents that apps were built with, as the file has them. */
export const trustedDocumentSchema = z.strictObject({
  files: z
    .array(z.string().min(1))
    .min(1)
    .describe(
      'Manifests of apps: of Apollo (generate-persisted-query-manifest), the Relay compiler or GraphQL Code Generator. Relative paths begin at the folder of the configuration file.',
    ),
  required: z
    .boolean()
    .default(false)
    .describe('True: the gateway runs these documents and no other. False: they may be sent by id or hash.'),
  exempt: z
    .strictObject({
      apiKeys: z.array(z.string()).default([]).describe('Names of API keys whose holders may.'),
      policies: z.array(policyNameSchema).default([]).describe('Policies whose holders may.'),
    })
    .default({ apiKeys: [], policies: [] })
    .describe('Who may run any document although they are required, such as people with GraphiQL.'),
});
