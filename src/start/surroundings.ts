import { dirname } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { configPath, parseConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { readConfigFile, readSecretFile } from './file.ts';
import type { ProcessLog } from './log.ts';

/** What a command is given of the process that runs it. */
export interface Surroundings {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: { readonly write: (text: string) => unknown };
  /** The package's `schema` folder: the written schema and the example queries. */
  readonly schemaFolder: string;
  readonly createLog: (level: Config['logLevel']) => ProcessLog | Promise<ProcessLog>;
  /** Builds the schema that is the same for every project, which takes a while. */
  readonly loadSchema: () => Promise<GraphQLSchema>;
}

/** The configuration of this start; throws `ConfigError` with everything that is wrong. */
export const readConfig = ({ argv, env }: Pick<Surroundings, 'argv' | 'env'>): Config => {
  const path = configPath({ argv, env });
  return parseConfig({
    argv,
    env,
    ...(path === undefined ? {} : readConfigFile(path)),
    readSecretFile: readSecretFile(path === undefined ? '.' : dirname(path)),
  });
};
