import type { RepeatingRow } from '../redcap/methods/repeating-setup.ts';
import { normalizeUrl } from '../redcap/url.ts';
import { isTimeZone, projectKeySchema } from './section/project.ts';
import type { MendedFile } from './mended-file.ts';
import type { Reading } from './reading.ts';
import type { Secret } from './secret.ts';

/** A REDCap project behind the gateway. */
export interface ProjectConfig {
  readonly key: string;
  /** REDCap's address, ending in `/api/`. */
  readonly url: string;
  readonly token: Secret;
  readonly username?: string | undefined;
  readonly serverTimeZone?: string | undefined;
  readonly repeating?: readonly RepeatingRow[] | undefined;
  readonly allowInsecureHttp: boolean;
}

/** The REDCap that callers' own tokens belong to. */
export interface PassThroughConfig {
  readonly header: string;
  readonly url: string;
  /** The key under which the token's project appears. */
  readonly project: string;
  readonly allowInsecureHttp: boolean;
}

/** The REDCap in which projects may be made. */
export interface ProjectCreationConfig {
  readonly url: string;
  readonly superToken: Secret;
  readonly allowInsecureHttp: boolean;
}

/** What the environment says of how REDCap is called. */
const readEnvSettings = (reading: Reading): Pick<ProjectConfig, 'allowInsecureHttp' | 'serverTimeZone'> => {
  const allowance = reading.env('REDCAP_ALLOW_INSECURE_HTTP') ?? 'false';
  if (allowance !== 'true' && allowance !== 'false') {
    reading.problems.push('REDCAP_ALLOW_INSECURE_HTTP must be "true" or "false".');
  }
  const serverTimeZone = reading.env('REDCAP_TIME_ZONE');
  if (serverTimeZone !== undefined && !isTimeZone(serverTimeZone)) {
    reading.problems.push('REDCAP_TIME_ZONE must be a time zone such as "Europe/Berlin".');
  }
  return { allowInsecureHttp: allowance === 'true', serverTimeZone };
};

/** `REDCAP_URL`, `REDCAP_TOKEN` or `REDCAP_TOKEN_FILE`, `REDCAP_PROJECT`: one project without a file. */
export const readEnvProject = (reading: Reading, file: MendedFile): ProjectConfig[] => {
  const address = reading.env('REDCAP_URL');
  const tokenFile = reading.env('REDCAP_TOKEN_FILE');
  const inline = reading.env('REDCAP_TOKEN');
  const { allowInsecureHttp, serverTimeZone } = readEnvSettings(reading);
  // A configuration file may itself refer to a variable of the name REDCAP_TOKEN.
  const needsNone = file.projects.length > 0 || file.callers.passThrough?.enabled === true;
  if (address === undefined && (needsNone || (tokenFile === undefined && inline === undefined))) return [];
  if (address === undefined) {
    reading.problems.push('REDCAP_URL is missing: REDCAP_TOKEN needs to know which REDCap it belongs to.');
  }
  if (tokenFile === undefined && inline === undefined) {
    reading.problems.push(
      'REDCAP_TOKEN is missing: the API token of the project at REDCAP_URL (or REDCAP_TOKEN_FILE).',
    );
  }
  if (tokenFile !== undefined && inline !== undefined) {
    reading.problems.push('REDCAP_TOKEN and REDCAP_TOKEN_FILE are both set: use one of them.');
  }
  const key = reading.env('REDCAP_PROJECT') ?? 'project';
  if (!projectKeySchema.safeParse(key).success) {
    reading.problems.push(
      'REDCAP_PROJECT must begin with a letter and hold only letters, digits, "_" and "-", at most 64.',
    );
  }
  const url =
    address === undefined ? undefined : reading.attempt('REDCAP_URL', () => normalizeUrl(address, allowInsecureHttp));
  const [place, value] =
    tokenFile === undefined
      ? ['REDCAP_TOKEN', inline]
      : ['REDCAP_TOKEN_FILE', reading.secret('REDCAP_TOKEN_FILE', { file: tokenFile })];
  const token = reading.token(place, value);
  if (url === undefined || token === undefined) return [];
  const username = reading.env('REDCAP_USERNAME');
  return [{ key, url, token, allowInsecureHttp, username, serverTimeZone }];
};

/** An address that stands in the file; undefined without one, which the check of the file has reported. */
export const readAddress = (
  reading: Reading,
  place: string,
  address: string | undefined,
  allowInsecureHttp: boolean,
): string | undefined =>
  address === undefined ? undefined : reading.attempt(place, () => normalizeUrl(address, allowInsecureHttp));

/** What repeats, as REDCap's own rows are read: an event that a row does not name is null. */
const readRepeating = (rows: MendedFile['projects'][number]['repeating']): readonly RepeatingRow[] | undefined =>
  rows?.map((row) => ({ ...row, event_name: row.event_name || null }));

/** Reports keys of projects that the file does not have. A file without projects leaves them to the environment or to callers. */
export const checkProjectKeys = (
  { problems }: Reading,
  { projects }: MendedFile,
  place: string,
  keys: readonly string[],
): void => {
  if (projects.length === 0) return;
  for (const key of keys.filter((one) => !projects.some((project) => project.key === one))) {
    problems.push(`${place}: there is no project "${key}".`);
  }
};

/** The projects of the configuration file. */
export const readFileProjects = (reading: Reading, file: MendedFile): ProjectConfig[] => {
  const keys = new Set<string>();
  return file.projects.flatMap((project, index) => {
    const place = `projects[${index}]`;
    const { key, allowInsecureHttp = false } = project;
    const lowerKey = key?.toLowerCase();
    if (lowerKey !== undefined && keys.has(lowerKey)) reading.problems.push(`${place}.key: "${key}" is used twice.`);
    if (lowerKey !== undefined) keys.add(lowerKey);
    const url = readAddress(reading, `${place}.url`, project.url, allowInsecureHttp);
    const token = reading.token(`${place}.token`, reading.tokenText(`${place}.token`, project.token));
    return key === undefined || url === undefined || token === undefined
      ? []
      : [{ ...project, key, url, token, allowInsecureHttp, repeating: readRepeating(project.repeating) }];
  });
};

/** Where the tokens of callers go; null when pass-through is off. */
export const readPassThrough = (reading: Reading, file: MendedFile): PassThroughConfig | null => {
  const { passThrough } = file.callers;
  if (passThrough?.enabled !== true) return null;
  const { header, project, allowInsecureHttp = false } = passThrough;
  const url = readAddress(reading, 'callers.passThrough.url', passThrough.url, allowInsecureHttp);
  if (url === undefined || header === undefined || project === undefined) return null;
  return { header, url, project, allowInsecureHttp };
};

/** Where projects may be made; null when that is off. */
export const readProjectCreation = (reading: Reading, file: MendedFile): ProjectCreationConfig | null => {
  if (file.projectCreation === undefined) return null;
  const { url: address, superToken: reference, allowInsecureHttp = false } = file.projectCreation;
  const url = readAddress(reading, 'projectCreation.url', address, allowInsecureHttp);
  const place = 'projectCreation.superToken';
  const superToken = reading.superToken(place, reading.tokenText(place, reference));
  return url === undefined || superToken === undefined ? null : { url, superToken, allowInsecureHttp };
};
