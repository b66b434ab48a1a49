import { z } from 'zod';
import { defaultLimits } from '../gateway/limits.ts';
import type { Limits } from '../gateway/limits.ts';
import { auditSchema } from './section/audit.ts';
import { apiKeySchema, introspectionSchema, passThroughSchema } from './section/caller.ts';
import { backupSchema } from './section/backup.ts';
import { changeSchema } from './section/change.ts';
import { corsSchema } from './section/cors.ts';
import { dataSchema } from './section/data.ts';
import { issuerSchema, personSchema } from './section/issuer.ts';
import { limitsSchema } from './section/limits.ts';
import { policySchema } from './section/policy.ts';
import { metricsSchema } from './section/metrics.ts';
import { pressureSchema } from './section/pressure.ts';
import { projectCreationSchema, projectSchema } from './section/project.ts';
import { redcapSchema } from './section/redcap.ts';
import { redisSchema } from './section/redis.ts';
import { secretReference } from './section/secret-reference.ts';
import { trustedDocumentSchema } from './section/trusted-document.ts';
import { telemetrySchema } from './section/telemetry.ts';
import { tokenStoreSchema } from './section/token-store.ts';
import { trustedProxySettings } from './section/trusted-proxy.ts';
import { stopSchema } from './section/stop.ts';

const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']);

/** The configuration file. `schema/config.schema.json` is written from it. */
export const configFileSchema = z.strictObject({
  $schema: z.string().optional(),
  host: z.string().min(1).optional().describe('Address to listen on; 127.0.0.1 unless given.'),
  port: z.int().min(0).max(65_535).optional().describe('Port to listen on; 4000 unless given.'),
  publicUrl: z
    .string()
    .optional()
    .describe('The address under which callers know the gateway, such as https://example.org/redcap-graphql/.'),
  ...trustedProxySettings,
  projects: z.array(projectSchema).default([]).describe('The REDCap projects behind the gateway.'),
  projectCreation: projectCreationSchema
    .optional()
    .describe('Where API keys with the scope "createProject" may make projects; nowhere unless given.'),
  callers: z
    .strictObject({
      apiKeys: z.array(apiKeySchema).default([]).describe('Keys that callers send as "Authorization: Bearer …".'),
      policies: z
        .array(policySchema)
        .default([])
        .describe('What callers may do, by name. Nothing is allowed that a policy does not name.'),
      issuers: z.array(issuerSchema).default([]).describe('Who signs tokens (JWT) of people and services.'),
      people: z.array(personSchema).default([]).describe('People with REDCap tokens of their own.'),
      passThrough: passThroughSchema.optional().describe("Use of the callers' own REDCap tokens; off unless given."),
    })
    .default({ apiKeys: [], policies: [], issuers: [], people: [] }),
  cors: corsSchema.default({ origins: [] }),
  limits: limitsSchema.partial().default({}).describe('What one request may ask; each has a default.'),
  redcap: redcapSchema.prefault({}),
  audit: auditSchema.prefault({}),
  metrics: metricsSchema.prefault({}),
  telemetry: telemetrySchema.optional().describe('Traces for an OpenTelemetry collector; none unless given.'),
  backups: backupSchema.prefault({}).describe('What was there before an import replaced it.'),
  changes: changeSchema.prefault({}).describe('How changes are looked for while somebody follows them.'),
  redis: redisSchema.optional().describe('A Redis or Valkey by which several gateways act as one; none unless given.'),
  pressure: pressureSchema.prefault({}).describe('When the gateway has too much to do.'),
  stop: stopSchema.prefault({}).describe('How the gateway stops.'),
  secret: secretReference
    .optional()
    .describe(
      'The key of ids, of sealed state and of the names of tokens, at least 32 characters. Without it each start makes another one: ids change then, and nothing sealed can be read.',
    ),
  data: dataSchema.optional(),
  tokenStore: tokenStoreSchema.optional(),
  trustedDocuments: trustedDocumentSchema
    .optional()
    .describe('Documents that apps were built with, which they may send by id; none unless given.'),
  graphiql: z.boolean().default(true).describe('Whether GraphiQL is served at /graphql.'),
  workbench: z.boolean().default(true).describe('Whether the workbench, a page for browsers, is served at /.'),
  introspection: introspectionSchema
    .default(true)
    .describe('Who may read the schema through the API, and open GraphiQL.'),
  compression: z.boolean().default(true).describe('Whether answers are packed for clients that accept it.'),
  logLevel: logLevel.default('info'),
});

/** The configuration file, checked and with its defaults. */
export type ConfigFile = z.infer<typeof configFileSchema>;

/** All limits: the file's where it has them, the defaults for the rest. */
export const limitsOf = (file: Pick<ConfigFile, 'limits'>): Limits => ({
  ...defaultLimits,
  ...Object.fromEntries(Object.entries(file.limits).filter(([, value]) => value !== undefined)),
});

/** The JSON Schema of the configuration file, for editors to complete and check it. */
export const configJsonSchema = (): object => ({
  ...z.toJSONSchema(configFileSchema, { io: 'input' }),
  title: 'redcap-graphql configuration',
});
