import { normalizeUrl } from '../redcap/url.ts';
import { projectKeySchema } from './file.ts';
import type { ConfigFile } from './file.ts';
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

/** `REDCAP_URL`, `REDCAP_TOKEN` or `REDCAP_TOKEN_FILE`, `REDCAP_PROJECT`: one project without a file. */
export const readEnvProject = (reading: Reading, file: ConfigFile): ProjectConfig[] => {
  const address = reading.env('REDCAP_URL');
  const tokenFile = reading.env('REDCAP_TOKEN_FILE');
  const inline = reading.env('REDCAP_TOKEN');
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
  const allowInsecureHttp = reading.env('REDCAP_ALLOW_INSECURE_HTTP') === 'true';
  const url =
    address === undefined ? undefined : reading.attempt('REDCAP_URL', () => normalizeUrl(address, allowInsecureHttp));
  const [place, value] =
    tokenFile === undefined
      ? ['REDCAP_TOKEN', inline]
      : ['REDCAP_TOKEN_FILE', reading.secret('REDCAP_TOKEN_FILE', { file: tokenFile })];
  const token = reading.token(place, value);
  if (url === undefined || token === undefined) return [];
  const username = reading.env('REDCAP_USERNAME');
  const serverTimeZone = reading.env('REDCAP_TIME_ZONE');
  return [{ key, url, token, allowInsecureHttp, username, serverTimeZone }];
};

/** The projects of the configuration file. */
export const readFileProjects = (reading: Reading, file: ConfigFile): ProjectConfig[] => {
  const keys = new Set<string>();
  return file.projects.flatMap((project, index) => {
    const place = `projects[${index}]`;
    if (keys.has(project.key.toLowerCase())) reading.problems.push(`${place}.key: "${project.key}" is used twice.`);
    keys.add(project.key.toLowerCase());
    const url = reading.attempt(`${place}.url`, () => normalizeUrl(project.url, project.allowInsecureHttp));
    const token = reading.token(`${place}.token`, reading.secret(`${place}.token`, project.token));
    return url === undefined || token === undefined ? [] : [{ ...project, url, token }];
  });
};

/** Where the tokens of callers go; null when pass-through is off. */
export const readPassThrough = (reading: Reading, file: ConfigFile): PassThroughConfig | null => {
  const { passThrough } = file.callers;
  if (passThrough?.enabled !== true) return null;
  const url = reading.attempt('callers.passThrough.url', () =>
    normalizeUrl(passThrough.url, passThrough.allowInsecureHttp),
  );
  const { header, project, allowInsecureHttp } = passThrough;
  return url === undefined ? null : { header, url, project, allowInsecureHttp };
};

/** Where projects may be made; null when that is off. */
export const readProjectCreation = (reading: Reading, file: ConfigFile): ProjectCreationConfig | null => {
  if (file.projectCreation === undefined) return null;
  const { url: address, superToken: reference, allowInsecureHttp } = file.projectCreation;
  const url = reading.attempt('projectCreation.url', () => normalizeUrl(address, allowInsecureHttp));
  const place = 'projectCreation.superToken';
  const superToken = reading.superToken(place, reading.secret(place, reference));
  return url === undefined || superToken === undefined ? null : { url, superToken, allowInsecureHttp };
};
