import type { GraphQLSchema } from 'graphql';
import { splitCommandLine } from '../config/command-line.ts';
import { createApiKey } from '../gateway/api-key.ts';
import { demoProjectKey } from '../sandbox/demo/study.ts';
import { describeStart } from './banner.ts';
import { readExamples, readProjectExamples } from './file.ts';
import { composeGateway } from './gateway.ts';
import { openProject } from './project.ts';
import { startSandbox } from './sandbox.ts';
import { printSortedSchema, updateSchemaFiles } from './schema-file.ts';
import { readConfig } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

export type { Surroundings } from './surroundings.ts';

/** A command that goes on until it is closed. */
export interface Running {
  close(): Promise<void>;
}

const GATEWAY_HELP = `Usage: npm start -- [options]

The GraphQL gateway. With nothing configured it serves a sandbox REDCap with a demo study.

  --project FILE.xml   also put this project into the sandbox (REDCap's project XML); may be given again
  --study NAME         also put this invented study into the sandbox; may be given again (test/studies/README.md)
  --config FILE        JSON configuration, described by schema/config.schema.json
  --host HOST          address to listen on (127.0.0.1); HOST does the same
  --port PORT          port to listen on (4000); PORT does the same
  --redcap-version X.Y.Z  the REDCap version that the sandbox is to be like (16.1.3)
  --help               print this

Other commands:
  npm start -- schema PROJECT  print the graph of one project, typed by its dictionary, as SDL; options as above
  npm start -- check PROJECT study.graphql documents/**
                               say which operations of an app a change of the design breaks; --help tells more
  npm start -- api-key NAME    make an API key and print it with its configuration entry
  npm run sandbox              the sandbox alone
  npm run schema               write the files in schema/; with "-- --check" only say whether it is current

REDCAP_URL and REDCAP_TOKEN point the gateway at a REDCap project instead. docs/configuration.md has the rest.
`;

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
  const folder = `${schemaFolder}/examples`;
  const gateway = composeGateway(config, {
    schema,
    examples: readExamples(folder),
    projectExamples: readProjectExamples(folder),
    log,
  });
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

/** The schema of a configured project as SDL, sorted. */
const printProjectSchema = async (surroundings: Pick<Surroundings, 'argv' | 'env'>, key: string): Promise<string> => {
  const project = await openProject(surroundings, key);
  try {
    return printSortedSchema(project.schema);
  } finally {
    await project.close();
  }
};

/**
 * With the key of a project, prints its schema and nothing else. Without, writes the committed schema files, of the static
 * one and of the demo study's; with `--check` only looks, and throws when one is stale.
 */
export const runSchema = async (surroundings: Surroundings, schema: GraphQLSchema): Promise<void> => {
  const { argv, out, schemaFolder } = surroundings;
  const { names, options } = splitCommandLine(argv);
  const [key, another] = names;
  if (another !== undefined) throw new Error(`Name one project: "${another}" is one too many.`);
  if (key !== undefined) {
    out.write(await printProjectSchema({ ...surroundings, argv: options }, key));
    return;
  }
  const unknown = argv.find((argument) => argument !== '--check');
  if (unknown !== undefined) {
    throw new Error(
      `"${unknown}" is not an option of this command without a project. There is only --check; with a project, the gateway's options.`,
    );
  }
  const write = !argv.includes('--check');
  const projects = { [demoProjectKey]: await printProjectSchema({ argv: [], env: {} }, demoProjectKey) };
  const stale = updateSchemaFiles(schemaFolder, { schema, projects }, { write });
  if (!write && stale.length > 0) {
    throw new Error(`Not current: ${stale.map((name) => `schema/${name}`).join(', ')}. Run: npm run schema`);
  }
  out.write(
    stale.length === 0
      ? 'The schema files are current.\n'
      : `Wrote ${stale.map((name) => `schema/${name}`).join(', ')}.\n`,
  );
};
