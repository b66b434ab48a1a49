import { readCallers } from './config/caller.ts';
import { readCommandLine } from './config/command-line.ts';
import type { CommandLine } from './config/command-line.ts';
import { readCors } from './config/cors.ts';
import { readData } from './config/data.ts';
import type { DataConfig } from './config/section/data.ts';
import { isDemo } from './config/demo.ts';
import { readOwnSecret } from './config/own-secret.ts';
import { limitsOf, type ConfigFile } from './config/file.ts';
import { readPersonalTokens } from './config/issuer.ts';
import type { PersonalToken } from './config/issuer.ts';
import { readFile } from './config/mended-file.ts';
import type { MendedFile } from './config/mended-file.ts';
import { readVariables } from './config/variable.ts';
import { asInFile } from './config/plain-setting.ts';
import { addPosition, ConfigError, describeIssue } from './config/problem.ts';
import { readPolicies } from './config/policy.ts';
import { readEnvProject, readFileProjects, readPassThrough, readProjectCreation } from './config/project.ts';
import type { PassThroughConfig, ProjectConfig, ProjectCreationConfig } from './config/project.ts';
import { Reading, readEnv } from './config/reading.ts';
import { readRedis, type RedisConfig } from './config/redis.ts';
import type { ConfigInput } from './config/reading.ts';
import { Secret } from './config/secret.ts';
import { listStoredTokens } from './config/token-store.ts';
import type { StoredTokenReference } from './config/token-store.ts';
import { readTrustedDocuments } from './config/trusted-document.ts';
import type { TrustedDocumentConfig } from './config/trusted-document.ts';
import { checkExposure } from './config/exposure.ts';
import { readTelemetry, type TelemetryConfig } from './config/telemetry.ts';
import { readPublicUrl } from './config/public-url.ts';
import { checkCertificateChecks, readNetwork, type NetworkConfig } from './config/network.ts';
import type { CallerPolicy } from './gateway/caller.ts';
import type { TrustedProxies } from './gateway/client-address.ts';
import type { CorsPolicy } from './gateway/cors.ts';
import type { Limits } from './gateway/limits.ts';
import type { Policy } from './policy/policy.ts';

export { ConfigError } from './config/problem.ts';
export type { PassThroughConfig, ProjectConfig, ProjectCreationConfig } from './config/project.ts';
export type { ConfigInput, LocateSetting, SecretFile, StoredToken, TokenStorePlace } from './config/reading.ts';

/** How the gateway stops. */
export interface StopConfig {
  readonly drainSeconds: number;
  readonly finishSeconds: number;
}

/** Everything that a start of the gateway depends on, checked. */
export interface Config {
  /** `sandbox`: nothing but the embedded sandbox is behind the gateway; `redcap`: the configured projects are. */
  readonly mode: 'sandbox' | 'redcap';
  readonly host: string;
  readonly port: number;
  /** Project XML files for the embedded sandbox. */
  readonly projectFiles: readonly string[];
  /** Names of invented studies for it. */
  readonly studies: readonly string[];
  /** Port of the embedded sandbox; 0 for any free one. */
  readonly sandboxPort: number;
  /** Port of its control address; 0 for any free one. */
  readonly sandboxControlPort: number;
  /** REDCap version that the embedded sandbox is like, for example `16.1.3`; null for its documented default. */
  readonly sandboxVersion: string | null;
  /** How it behaves where it is not sure how REDCap does, `NAME=VALUE` each. The sandbox checks them. */
  readonly sandboxVariants: readonly string[];
  /** Super token of the embedded sandbox; null for its documented default. */
  readonly sandboxSuperToken: Secret | null;
  readonly projects: readonly ProjectConfig[];
  readonly passThrough: PassThroughConfig | null;
  /** Where projects may be made, by keys with the scope for it; null when nowhere. */
  readonly projectCreation: ProjectCreationConfig | null;
  readonly callers: CallerPolicy;
  /** What callers may do, by name. */
  readonly policies: readonly Policy[];
  /** Tokens that people have of their own. */
  readonly personalTokens: readonly PersonalToken[];
  readonly cors: CorsPolicy;
  readonly limits: Limits;
  readonly redcap: ConfigFile['redcap'];
  readonly audit: ConfigFile['audit'];
  readonly metrics: ConfigFile['metrics'];
  /** Where traces are sent; null for nowhere. */
  readonly telemetry: TelemetryConfig | null;
  readonly backups: ConfigFile['backups'];
  readonly changes: ConfigFile['changes'];
  /** The address under which callers know the gateway, without a slash at its end; null where nothing stands before it. */
  readonly publicUrl: string | null;
  /** The proxies before the gateway, whose word counts for who called. */
  readonly trustedProxies: TrustedProxies;
  /** How REDCap is reached. */
  readonly network: NetworkConfig;
  /** By which several gateways act as one; null where this one goes by itself. */
  readonly redis: RedisConfig | null;
  readonly pressure: ConfigFile['pressure'];
  readonly stop: StopConfig;
  /** Key of the opaque ids and of what is sealed. Null when none is configured: the start then makes a random key. */
  readonly secret: Secret | null;
  /** Where what outlives a restart is kept. */
  readonly data: DataConfig;
  /** The folder of the token store; null for that in the data folder. */
  readonly tokenStore: string | null;
  /** What refers to tokens of the store. */
  readonly storedTokens: readonly StoredTokenReference[];
  /** Documents that apps were built with; null where there are none. */
  readonly trustedDocuments: TrustedDocumentConfig | null;
  readonly graphiql: boolean;
  readonly workbench: boolean;
  readonly introspection: ConfigFile['introspection'];
  readonly compression: boolean;
  readonly logLevel: ConfigFile['logLevel'];
  /** Variables that look like the program's and that it does not know. They have no effect. */
  readonly unknownVariables: readonly string[];
}

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 4000;
const SUPER_TOKEN_LENGTH = 64;

/** The path of the configuration file: `--config FILE` or `REDCAP_GRAPHQL_CONFIG`. */
export const configPath = (input: Pick<ConfigInput, 'env' | 'argv'>): string | undefined =>
  readCommandLine(input.argv).config ?? readEnv(input.env, 'REDCAP_GRAPHQL_CONFIG');

const readPort = (reading: Reading, name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  reading.problems.push(`${name} must be a number from 0 to 65535.`);
  return undefined;
};

const readSandboxVersion = (reading: Reading, option: string | undefined): string | null => {
  const text = option ?? reading.env('SANDBOX_REDCAP_VERSION');
  if (text === undefined || /^\d+\.\d+\.\d+$/.test(text)) return text ?? null;
  reading.problems.push('--redcap-version (or SANDBOX_REDCAP_VERSION) must look like 16.1.3.');
  return null;
};

const readSuperToken = (reading: Reading): Secret | null => {
  const value = reading.env('SANDBOX_SUPER_TOKEN');
  if (value === undefined) return null;
  if (value.length === SUPER_TOKEN_LENGTH) return new Secret(value);
  reading.problems.push(`SANDBOX_SUPER_TOKEN must have ${SUPER_TOKEN_LENGTH} characters.`);
  return null;
};

/** What is put behind the gateway where no REDCap is configured. */
const readSandbox = (reading: Reading, commandLine: CommandLine) => ({
  projectFiles: commandLine.projectFiles,
  studies: commandLine.studies,
  sandboxPort: readPort(reading, 'SANDBOX_PORT', reading.env('SANDBOX_PORT')) ?? 0,
  sandboxControlPort: readPort(reading, 'SANDBOX_CONTROL_PORT', reading.env('SANDBOX_CONTROL_PORT')) ?? 0,
  sandboxVersion: readSandboxVersion(reading, commandLine.redcapVersion),
  sandboxVariants: commandLine.variants,
  sandboxSuperToken: readSuperToken(reading),
});

/** Checks that settings which are right one by one are right together. */
const checkTogether = (reading: Reading, config: Config, file: MendedFile): void => {
  const { problems } = reading;
  if (file.projects.length > 0 && reading.env('REDCAP_URL') !== undefined) {
    problems.push('REDCAP_URL is set though the configuration file lists projects: use one of them.');
  }
  if (config.mode === 'redcap' && config.projectFiles.length > 0) {
    problems.push('--project loads a project into the sandbox, but a REDCap server is configured: use one of them.');
  }
  if (config.mode === 'redcap' && config.studies.length > 0) {
    problems.push('--study loads a study into the sandbox, but a REDCap server is configured: use one of them.');
  }
  if (config.mode === 'redcap' && config.sandboxVariants.length > 0) {
    problems.push('--variant says how the sandbox behaves, but a REDCap server is configured: use one of them.');
  }
  checkExposure(reading, config);
  const creator = config.callers.apiKeys.find(({ scopes }) => scopes.includes('createProject'));
  if (creator === undefined && file.projectCreation !== undefined) {
    problems.push('projectCreation: no API key has the scope "createProject", so that nobody could use it.');
  }
  if (creator !== undefined && file.projectCreation === undefined && config.mode === 'redcap') {
    problems.push(
      `callers.apiKeys: "${creator.name}" has the scope "createProject", but projectCreation does not say where.`,
    );
  }
  if (config.graphiql && config.introspection === false) {
    problems.push('graphiql: GraphiQL needs introspection. Set "graphiql": false, or "introspection": true.');
  }
};

/**
 * Reads a configuration from a file's content, the environment and the command line; the command line outweighs the
 * environment, which outweighs the file. Nothing configured is a configuration too: the sandbox with its demo study.
 * Throws {@link ConfigError} with everything that is wrong.
 */
export const parseConfig = (input: ConfigInput): Config => {
  const reading = new Reading(input);
  const commandLine = readCommandLine(input.argv);
  reading.problems.push(...commandLine.problems);
  reading.problems.push(...(input.fileProblems ?? []));
  const { file, issues } = readFile(input.file === undefined ? {} : input.file);
  const variables = readVariables(input.env, file);
  reading.problems.push(...issues.map((issue) => describeIssue(issue, input.locate)), ...variables.problems);
  const passThrough = readPassThrough(reading, file);
  const isRedcap =
    file.projects.length > 0 ||
    passThrough !== null ||
    file.projectCreation !== undefined ||
    reading.env('REDCAP_URL') !== undefined;
  const secret = readOwnSecret(reading, file);
  const data = readData(reading, commandLine, file, isRedcap);
  const tokenStore = file.tokenStore ?? null;
  // From here on tokens are read.
  reading.tokenStore = { secret, data, tokenStore };
  const projects = [...readEnvProject(reading, file), ...readFileProjects(reading, file)];
  if (isRedcap) checkCertificateChecks(reading);
  const callers = readCallers(reading, file);
  const mode = isRedcap ? 'redcap' : 'sandbox';
  const config: Config = {
    mode,
    host: commandLine.host ?? reading.env('HOST') ?? file.host ?? DEFAULT_HOST,
    port: readPort(reading, 'PORT', commandLine.port ?? reading.env('PORT')) ?? file.port ?? DEFAULT_PORT,
    ...readSandbox(reading, commandLine),
    projects,
    passThrough,
    projectCreation: readProjectCreation(reading, file),
    callers,
    cors: readCors(reading, commandLine, file, isDemo({ mode, callers, projectFiles: commandLine.projectFiles })),
    policies: readPolicies(reading, file),
    personalTokens: readPersonalTokens(reading, file),
    ...asInFile(file),
    telemetry: readTelemetry(reading, file),
    limits: limitsOf(file),
    publicUrl: readPublicUrl(reading, file),
    network: readNetwork(reading, file),
    redis: readRedis(reading, file, secret),
    secret,
    // In front of the sandbox there is no load balancer, and who stops it waits.
    stop: { ...file.stop, drainSeconds: file.stop.drainSeconds ?? (isRedcap ? 1 : 0) },
    data,
    tokenStore,
    storedTokens: listStoredTokens(file),
    trustedDocuments: readTrustedDocuments(reading, file),
    unknownVariables: variables.unknown,
  };
  // Of a file with mistakes not all is known: what follows from the defaults in the place of the rest would only mislead.
  if (issues.length === 0 && (input.fileProblems ?? []).length === 0) checkTogether(reading, config, file);
  if (reading.problems.length > 0) {
    throw new ConfigError(reading.problems.map((problem) => addPosition(problem, input.locate)));
  }
  return config;
};
