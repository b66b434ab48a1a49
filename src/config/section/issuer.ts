import { z } from 'zod';
import { callsPerMinuteSchema } from './caller.ts';
import { policyNameSchema } from './policy.ts';
import { tokenReference } from './secret-reference.ts';
import { projectKeySchema } from './project.ts';
import { signInSchema } from './sign-in.ts';

/** Signatures by a private key alone: whoever can check one of these cannot make one. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

const claimName = z.string().min(1).max(200);

const claimsSchema = z
  .strictObject({
    subject: claimName.default('sub').describe('The claim that says who somebody is; "sub" unless given.'),
    groups: z
      .union([claimName, z.array(claimName).min(1)])
      .default('groups')
      .describe('Claims whose values choose policies, such as "groups", "scope" or "realm_access.roles".'),
  })
  .describe('Which claims of a token are read.');

/** An issuer of tokens, as the file has it. */
export const issuerSchema = z.strictObject({
  issuer: z.string().min(1).describe('The address of the issuer, exactly as its tokens have it in "iss".'),
  audience: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .describe('What a token must have in "aud": the name of this gateway at the issuer.'),
  jwksUrl: z
    .string()
    .optional()
    .describe("Where the issuer's public keys are; by OpenID Connect Discovery unless given."),
  algorithms: z
    .array(z.enum(algorithms))
    .min(1)
    .default(['RS256', 'PS256', 'ES256', 'EdDSA'])
    .describe('How tokens may be signed. Shared secrets (HS256 and the like) and "none" are never taken.'),
  clockSkewSeconds: z
    .int()
    .min(0)
    .max(300)
    .default(60)
    .describe("How many seconds the issuer's clock may differ from this machine's."),
  claims: claimsSchema.default({ subject: 'sub', groups: 'groups' }),
  policies: z
    .array(
      z.strictObject({
        group: z.string().min(1).optional().describe('A value of the claims of groups; everybody unless given.'),
        policy: policyNameSchema.describe('The policy that counts for those who have it.'),
      }),
    )
    .min(1)
    .describe('Who gets which policy. Whoever gets none sees nothing. In a project the first counts that opens it.'),
  signIn: signInSchema.optional(),
  callsPerMinute: callsPerMinuteSchema.optional(),
  caFile: z
    .string()
    .optional()
    .describe("A file of certificates (PEM) that are trusted at the issuer instead of the machine's own."),
  allowInsecureHttp: z.boolean().default(false).describe('As for projects.'),
});

/** A person's own tokens, as the file has them. */
export const personSchema = z.strictObject({
  issuer: z.string().min(1).describe('The issuer that knows the person, as in callers.issuers.'),
  subject: z.string().min(1).describe('Who it is there: the value of the claim of the subject.'),
  projects: z
    .array(
      z.strictObject({
        project: projectKeySchema.describe('The key of the project.'),
        token: tokenReference.describe("The person's own API token in that project."),
      }),
    )
    .min(1)
    .describe("The person's own tokens."),
});
