import type { ConfigFile } from './file.ts';
import { readCommandLine } from './command-line.ts';
import { readData } from './data.ts';
import { readFile } from './mended-file.ts';
import type { MendedFile } from './mended-file.ts';
import { checkCertificateChecks, readNetwork } from './network.ts';
import type { NetworkConfig } from './network.ts';
import { readOwnSecret } from './own-secret.ts';
import { addPosition, ConfigError, describeIssue } from './problem.ts';
import { readAddress, readPassThrough } from './project.ts';
import { Reading } from './reading.ts';
import type { ConfigInput, TokenStorePlace } from './reading.ts';
import { listStoredTokens } from './token-store.ts';
import type { StoredTokenReference } from './token-store.ts';

/** A REDCap of the configuration. */
export interface TokenAddress {
  readonly url: string;
  readonly allowInsecureHttp: boolean;
  /** The project there; null for what is no single project. */
  readonly project: string | null;
  /** The REDCap user who owns its token, where the configuration names one. */
  readonly username?: string | undefined;
}

/** What the commands about stored tokens need of a configuration. Tokens of the configuration are not read. */
export interface TokenCommandConfig {
  readonly place: TokenStorePlace;
  readonly references: readonly StoredTokenReference[];
}

/** What is needed besides to ask REDCap about a token. */
export interface TokenTrialConfig {
  readonly addresses: readonly TokenAddress[];
  readonly network: NetworkConfig;
  readonly redcap: ConfigFile['redcap'];
}

/** Settings that say where the store is. A mistake in another is none of the command's business. */
const NEEDED: ReadonlySet<PropertyKey | undefined> = new Set([undefined, 'secret', 'data', 'tokenStore']);

const finish = ({ problems }: Reading, { locate }: ConfigInput): void => {
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => addPosition(problem, locate)));
};

/** Where the store of a configuration is, and what refers to it. Throws `ConfigError` with everything that is wrong with these. */
export const parseTokenStore = (input: ConfigInput): TokenCommandConfig => {
  const reading = new Reading(input);
  const commandLine = readCommandLine(input.argv);
  const { file, issues } = readFile(input.file ?? {});
  reading.problems.push(
    ...commandLine.problems,
    ...(input.fileProblems ?? []),
    ...issues.filter(({ path }) => NEEDED.has(path[0])).map((issue) => describeIssue(issue, input.locate)),
  );
  const secret = readOwnSecret(reading, file);
  const data = readData(reading, commandLine, file, true);
  finish(reading, input);
  return { place: { secret, data, tokenStore: file.tokenStore ?? null }, references: listStoredTokens(file) };
};

const readAddresses = (reading: Reading, file: MendedFile): TokenAddress[] => {
  const addresses = [
    ...file.projects.map(({ key, ...project }, index) => ({
      ...project,
      place: `projects[${index}].url`,
      project: key ?? null,
    })),
    { ...file.projectCreation, place: 'projectCreation.url', project: null, username: undefined },
    {
      place: 'REDCAP_URL',
      url: reading.env('REDCAP_URL'),
      project: null,
      username: undefined,
      allowInsecureHttp: reading.env('REDCAP_ALLOW_INSECURE_HTTP') === 'true',
    },
  ].flatMap(({ place, url: given, project, username, allowInsecureHttp = false }): TokenAddress[] => {
    const url = readAddress(reading, place, given, allowInsecureHttp);
    return url === undefined ? [] : [{ url, allowInsecureHttp, project, username }];
  });
  const passThrough = readPassThrough(reading, file);
  return passThrough === null ? addresses : [...addresses, { ...passThrough, project: null }];
};

/** Which REDCaps a configuration has, and how they are reached. Throws `ConfigError` with everything that is wrong with these. */
export const parseTokenTrial = (input: ConfigInput): TokenTrialConfig => {
  const reading = new Reading(input);
  const { file } = readFile(input.file ?? {});
  checkCertificateChecks(reading);
  const { redcap } = file;
  const [addresses, network] = [readAddresses(reading, file), readNetwork(reading, file)];
  finish(reading, input);
  return { addresses, network, redcap };
};
