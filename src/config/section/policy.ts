import { z } from 'zod';
import { policyActions } from '../../policy/policy.ts';
import { projectKeySchema } from './project.ts';

/** Names of policies. */
export const policyNameSchema = z
  .string()
  .regex(/^[\w.@-]{1,64}$/, { error: 'must hold only letters, digits and "_.@-", at most 64' });

const allOr = (name: z.ZodString, description: string) =>
  z.union([z.literal('all'), z.array(name).min(1)]).describe(description);

/** A policy, as the file has it. */
export const policySchema = z.strictObject({
  name: policyNameSchema.describe('The name by which keys and issuers refer to the policy.'),
  projects: allOr(projectKeySchema, 'Keys of the projects that the policy opens.'),
  allow: z
    .array(z.enum(policyActions))
    .min(1)
    .describe(
      '"read" for the design and for values, and needed for all others; "write" for records and files; "design" for changes of the design; "people" for users, roles and assignments, which "write" lets change too; "logging" for the details of the log.',
    ),
  instruments: allOr(
    z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'must be the unique name of an instrument' }),
    'Unique names of the instruments whose values may be seen; all unless given.',
  ).default('all'),
  identifiers: z
    .boolean()
    .default(false)
    .describe('Whether values of fields may be seen that the dictionary marks as identifiers.'),
  groups: allOr(
    z.string().regex(/^[a-z0-9_]{1,100}$/, { error: 'must be the unique name of a data access group' }),
    'Unique names of the data access groups whose records may be seen, by a token that sees all groups; all unless given. Such a policy can only read.',
  ).default('all'),
  serviceToken: z
    .boolean()
    .default(true)
    .describe("Whether a person without a token of their own may act by the project's token."),
});
