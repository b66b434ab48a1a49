import { z } from 'zod';
import { defaultLimits } from '../gateway/limits.ts';
import type { Limits } from '../gateway/limits.ts';

/** Where the gateway finds a secret. The configuration never holds one itself. */
const secretReference = z.union(
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

const KEY_PATTERN = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** The operator's name for a project: a letter, then letters, digits, `_` and `-`. */
export const projectKeySchema = z.string().regex(KEY_PATTERN, {
  error: 'must begin with a letter and hold only letters, digits, "_" and "-", at most 64',
});

/** The runtime knows a time zone of this name. */
export const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** What repeats: an instrument, an instrument in an event, or with a blank instrument the event. */
const repeatingRow = z
  .strictObject({
    event_name: z.string().default('').describe('Unique name of the event; none in a classic project.'),
    form_name: z.string().default('').describe('Unique name of the instrument; blank where the whole event repeats.'),
    custom_form_label: z.string().default('').describe('Text with piping that REDCap shows beside each instance.'),
  })
  .refine((row) => row.event_name !== '' || row.form_name !== '', {
    error: 'must name an instrument, or an event that repeats as a whole',
  });

/** A REDCap project, as the file has it. */
export const projectSchema = z.strictObject({
  key: projectKeySchema.describe('The name by which callers ask for the project.'),
  url: z.string().describe("REDCap's address, for example https://redcap.example.org/api/."),
  token: secretReference.describe('The API token of the project.'),
  username: z
    .string()
    .min(1)
    .optional()
    .describe('The REDCap user who owns the token. The gateway reads the rights of this user.'),
  serverTimeZone: z
    .string()
    .refine(isTimeZone, { error: 'must be a time zone such as "Europe/Berlin"' })
    .optional()
    .describe("Time zone of REDCap's server. REDCap writes times without their zone."),
  repeating: z
    .array(repeatingRow)
    .optional()
    .describe(
      'What repeats in the project, as REDCap exports it in JSON by Export Repeating Instruments and Events. Only for a token without the right Project Design and Setup, to which REDCap does not export it.',
    ),
  allowInsecureHttp: z
    .boolean()
    .default(false)
    .describe('Allows http:// beyond this machine. The token then travels in clear text.'),
});

const scope = z.enum(['read', 'write', 'logging', 'createProject']);

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

const positive = z.int().min(1);

/** A place of new projects, as the file has it. */
export const projectCreationSchema = z.strictObject({
  url: z.string().describe("REDCap's address, for example https://redcap.example.org/api/."),
  superToken: secretReference.describe('The super token; new projects belong to its user.'),
  allowInsecureHttp: z.boolean().default(false).describe('As for projects.'),
});

const limits = z.strictObject({
  bodyBytes: positive.describe('Bytes of a JSON request body.'),
  jsonKeys: positive.describe('Keys of a JSON request body that differ.'),
  jsonParts: positive.describe('Brackets that open, commas and colons of a JSON request body.'),
  queryBytes: positive.describe('Bytes of the query text.'),
  fileBytes: positive.describe('Bytes of one uploaded file.'),
  files: positive.describe('Files of one upload.'),
  tokens: positive.describe('Lexical tokens of a document.'),
  nesting: positive.describe('Brackets inside brackets, in documents and variables.'),
  depth: positive.describe('Fields inside fields.'),
  aliases: positive.describe('Aliased fields of an operation.'),
  rootFields: positive.describe('Fields of the root of an operation.'),
  directives: positive.describe('Directives of an operation.'),
  selections: positive.describe('Selections of an operation with its fragments spread.'),
  comparisons: positive.describe('Pairs of equally named fields that validation would compare.'),
  page: positive.describe('Entries of one page of a connection.'),
  nodes: positive.describe('Nodes that the nested pages of an operation could hold together.'),
  parts: positive.describe('Parts that @defer and @stream may cut one answer into.'),
  errors: positive.describe('Errors of one answer.'),
  headerSeconds: positive.describe('Seconds for the headers of a request to arrive.'),
  bodySeconds: positive.describe('Seconds for a JSON body to arrive.'),
  uploadSeconds: positive.describe('Seconds for an upload to arrive.'),
  uploadSilenceSeconds: positive.describe('Seconds without a byte after which an upload is ended.'),
  operationSeconds: positive.describe(
    'Seconds after which an operation is answered; writes that were sent, and the looks after them, are not counted.',
  ),
} satisfies Record<keyof Limits, z.ZodType<number>>);

const redcap = z.strictObject({
  callsPerMinute: positive
    .default(500)
    .describe(
      'Calls a minute to one REDCap host. REDCap bans addresses above 600 unless its administrator changed that.',
    ),
  readTimeoutSeconds: positive.default(30).describe('Seconds that the reads of one operation may take.'),
  writeTimeoutSeconds: positive.default(120).describe('Seconds that a write may take from when it is sent.'),
  turnWaitSeconds: positive
    .default(20)
    .describe(
      'Seconds that a write waits for an earlier one of the same project or file, while none ends. It is refused then, and the caller may send it again.',
    ),
  listMaxAgeSeconds: z
    .int()
    .min(0)
    .default(300)
    .describe('Seconds for which the gateway keeps the record names of a list between its pages, in memory only.'),
  designMaxAgeSeconds: z
    .int()
    .min(0)
    .default(60)
    .describe('Seconds for which the gateway keeps the design of a project.'),
  rightsMaxAgeSeconds: z
    .int()
    .min(0)
    .default(3600)
    .describe(
      'Seconds for which the gateway keeps the columns that a token may export. The schema of the project is made of them. To find them, the gateway exports one record, and REDCap logs that export.',
    ),
});

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

const cors = z.strictObject({
  origins: z
    .array(
      z.string().refine(isOrigin, {
        error: 'must be an exact origin such as "https://dashboard.example.org"; "*" is not possible',
      }),
    )
    .default([])
    .describe('Web origins whose pages may call the gateway.'),
});

const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']);

/** The configuration file. `schema/config.schema.json` is written from it. */
export const configFileSchema = z.strictObject({
  $schema: z.string().optional(),
  host: z.string().min(1).optional().describe('Address to listen on; 127.0.0.1 unless given.'),
  port: z.int().min(0).max(65_535).optional().describe('Port to listen on; 4000 unless given.'),
  projects: z.array(projectSchema).default([]).describe('The REDCap projects behind the gateway.'),
  projectCreation: projectCreationSchema
    .optional()
    .describe('Where API keys with the scope "createProject" may make projects; nowhere unless given.'),
  callers: z
    .strictObject({
      apiKeys: z.array(apiKeySchema).default([]).describe('Keys that callers send as "Authorization: Bearer …".'),
      passThrough: passThroughSchema.optional().describe("Use of the callers' own REDCap tokens; off unless given."),
    })
    .default({ apiKeys: [] }),
  cors: cors.default({ origins: [] }),
  limits: limits.partial().default({}).describe('What one request may ask; each has a default.'),
  redcap: redcap.prefault({}),
  secret: secretReference
    .optional()
    .describe('Key of the opaque ids, at least 32 characters. Without it ids change with every start.'),
  graphiql: z.boolean().default(true).describe('Whether GraphiQL is served at /graphql.'),
  introspection: z.boolean().default(true).describe('Whether the schema can be read through the API.'),
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
