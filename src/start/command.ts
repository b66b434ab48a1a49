import { dirname } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { configPath, parseConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { createApiKey } from '../gateway/api-key.ts';
import { describeStart } from './banner.ts';
import { readConfigFile, readExamples, readSecretFile } from './file.ts';
import { composeGateway } from './gateway.ts';
import type { ProcessLog } from './log.ts';
import { startSandbox } from './sandbox.ts';
import { updateSchemaFiles } from './schema-file.ts';

/** What a command is given of the process that runs it. */
export interface Surroundings {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: { readonly write: (text: string) => unknown };
  /** The package's `schema` folder: the written schema and the example queries. */
  readonly schemaFolder: string;
  readonly createLog: (level: Config['logLevel']) => ProcessLog;
}

/** A command that goes on until it is closed. */
export interface Running {
  close(): Promise<void>;
}

const GATEWAY_HELP = `Usage: npm start -- [options]

The GraphQL gateway. With nothing configured it serves a sandbox REDCap with a demo study.

  --project FILE.xml   also put this project into the sandbox (REDCap's project XML); may be given again
  --config FILE        JSON configuration, described by schema/config.schema.json
  --host HOST          address to listen on (127.0.0.1); HOST does the same
  --port PORT          port to listen on (4000); PORT does the same
  --redcap-version X.Y.Z  the REDCap version that the sandbox is to be like (16.1.3)
  --help               print this

Other commands:
  npm start -- api-key NAME   make an API key and print it with its configuration entry
  npm run sandbox             the sandbox alone
  npm run schema              write schema/schema.graphql; with "-- --check" only say whether it is current

REDCAP_URL and REDCAP_TOKEN point the gateway at a REDCap project instead. docs/configuration.md has the rest.
`;

/** The configuration of this start; throws `ConfigError` with everything that is wrong. */
const readConfig = ({ argv, env }: Surroundings): Config => {
  const path = configPath({ argv, env });
  return parseConfig({
    argv,
    env,
    ...(path === undefined ? {} : { file: readConfigFile(path) }),
    readSecretFile: readSecretFile(path === undefined ? '.' : dirname(path)),
  });
};

/** Runs the gateway, and the sandbox with it when no REDCap is configured. */
export const runGateway = async (surroundings: Surroundings, schema: GraphQLSchema): Promise<Running> => {
  const { argv, out, schemaFolder, createLog } = surroundings;
  if (argv.includes('--help') || argv.includes('-h')) {
    out.write(GATEWAY_HELP);
    return { close: async () => undefined };
  }
  const given = readConfig(surroundings);
  const log = createLog(given.logLevel);
  const sandbox = given.mode === 'sandbox' ? await startSandbox(given) : undefined;
  const config = sandbox?.config ?? given;
  const gateway = composeGateway(config, { schema, examples: readExamples(`${schemaFolder}/examples`), log });
  try {
    const { url } = await gateway.listen({ host: config.host, port: config.port });
    out.write(describeStart(config, url, sandbox));
  } catch (error) {
    await sandbox?.close();
    throw error;
  }
  return {
    close: async () => {
      await gateway.close();
      await sandbox?.close();
      await log.end();
    },
  };
};

/** Makes an API key and prints it once, with the entry that lets it in. */
export const runApiKey = ({ argv, out }: Surroundings): void => {
  const [name, ...rest] = argv;
  if (name === undefined || rest.length > 0 || !/^[\w.@-]{1,64}$/.test(name)) {
    throw new Error('Give the key one name of letters, digits and "_.@-", for example: npm start -- api-key dashboard');
  }
  const { key, hash } = createApiKey();
  const entry = JSON.stringify({ name, hash, projects: 'all', scopes: ['read'] });
  out.write(
    `The key, shown only now. Its holder sends it as "Authorization: Bearer …":\n  ${key}\n\n` +
      `For callers.apiKeys in the configuration file (narrow "projects", add the scope "write" for mutations):\n  ${entry}\n`,
  );
};

/** Writes the committed schema files; with `--check` only looks, and throws when one is stale. */
export const runSchema = ({ argv, out, schemaFolder }: Surroundings, schema: GraphQLSchema): void => {
  const unknown = argv.find((argument) => argument !== '--check');
  if (unknown !== undefined) throw new Error(`"${unknown}" is not an option of this command. There is only --check.`);
  const write = !argv.includes('--check');
  const stale = updateSchemaFiles(schemaFolder, schema, { write });
  if (!write && stale.length > 0) {
    throw new Error(`Not current: ${stale.map((name) => `schema/${name}`).join(', ')}. Run: npm run schema`);
  }
  out.write(
    stale.length === 0
      ? 'The schema files are current.\n'
      : `Wrote ${stale.map((name) => `schema/${name}`).join(', ')}.\n`,
  );
};
