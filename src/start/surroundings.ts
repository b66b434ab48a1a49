import { dirname, resolve } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { ConfigError, configPath, parseConfig } from '../config.ts';
import type { Config, ConfigInput } from '../config.ts';
import { readConfigFile, readSecretFile } from './file.ts';
import type { ProcessLog } from './log.ts';
import { readStoredToken } from './token-store/store.ts';
import { digestSetting } from './setting-digest.ts';

/** What a command is given of the process that runs it. */
export interface Surroundings {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: { readonly write: (text: string) => unknown };
  /** The package's `schema` folder: the written schema and the example queries. */
  readonly schemaFolder: string;
  readonly createLog: (level: Config['logLevel']) => ProcessLog | Promise<ProcessLog>;
  /** Asks for a secret on stdin; nothing of it is shown. Commands that need one fail where there is nobody to ask. */
  readonly askSecret?: ((prompt: string) => Promise<string>) | undefined;
  /** Builds the schema that is the same for every project, which takes a while. */
  readonly loadSchema: () => Promise<GraphQLSchema>;
}

/** A look at a configuration and at all files that it is made of. */
export interface ConfigLook {
  /** Null where it has mistakes. */
  readonly config: Config | null;
  /** One sentence a mistake. */
  readonly problems: readonly string[];
  /** The files that were looked at, also those that are not there. */
  readonly files: readonly string[];
  /** The same for the same configuration, and for the same mistakes. */
  readonly digest: string;
}

/** What the configuration of these surroundings is made from. `note` gets each file that is looked at. */
export const configInputOf = (
  { argv, env }: Pick<Surroundings, 'argv' | 'env'>,
  note: (file: string) => void = () => undefined,
): ConfigInput => {
  const path = configPath({ argv, env });
  const folder = path === undefined ? '.' : dirname(path);
  const read = readSecretFile(folder);
  if (path !== undefined) note(resolve(path));
  return {
    argv,
    env,
    ...(path === undefined ? {} : readConfigFile(path)),
    readSecretFile: (file) => {
      note(resolve(folder, file));
      return read(file);
    },
    readStoredToken: readStoredToken(note),
  };
};

/** Reads the configuration of these surroundings, and says which files it took. */
export const lookAtConfig = (surroundings: Pick<Surroundings, 'argv' | 'env'>): ConfigLook => {
  const files = new Set<string>();
  try {
    const config = parseConfig(configInputOf(surroundings, (file) => files.add(file)));
    return { config, problems: [], files: [...files], digest: digestSetting(config) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { problems } = error;
    return { config: null, problems, files: [...files], digest: digestSetting(problems) };
  }
};

/** The configuration that was found; throws `ConfigError` with everything that is wrong. */
export const configOf = ({ config, problems }: ConfigLook): Config => {
  if (config === null) throw new ConfigError(problems);
  return config;
};

/** The configuration of this start; throws `ConfigError` with everything that is wrong. */
export const readConfig = (surroundings: Pick<Surroundings, 'argv' | 'env'>): Config =>
  configOf(lookAtConfig(surroundings));
