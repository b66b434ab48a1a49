import { findOwnUser } from '../../loaders/access/own-user.ts';
import type { ProjectConnection } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { RedcapErrorCode } from '../../redcap/errors.ts';
import { exportProject } from '../../redcap/methods/project.ts';
import type { ProjectRow } from '../../redcap/methods/project.ts';
import { exportUsers } from '../../redcap/methods/user.ts';
import { exportVersion } from '../../redcap/methods/version.ts';
import { oneLine } from '../title.ts';
import { reportOn } from './finding.ts';
import type { Finding, Reporter } from './finding.ts';

/** Versions of REDCap whose behaviour the gateway knows, by their first number. */
const KNOWN_VERSIONS = { from: 12, to: 16 };

const REMEDIES: Readonly<Partial<Record<RedcapErrorCode, string>>> = {
  UNAUTHENTICATED: 'Request a new token in REDCap (API), and configure it.',
  FORBIDDEN: "Give the token's user the right API Export.",
  REDCAP_MAINTENANCE: 'Wait until REDCap is back.',
  REDCAP_RATE_LIMITED: 'Wait, and look whether somebody else calls from this address.',
  REDCAP_BAD_RESPONSE: 'Look at the address: it ends in /api/, and a sign-in or a proxy may stand before it.',
  REDCAP_TIMEOUT: 'Ask whoever runs the REDCap server.',
  REDCAP_ERROR: 'Ask whoever runs the REDCap server.',
};

/** What a failed step means. Throws what is no failure of a call to REDCap. */
export const describeFailure = (step: string, error: unknown, { fail }: Reporter): Finding => {
  if (!(error instanceof RedcapError)) throw error;
  const { code, redcapMessage } = error;
  const said = redcapMessage === undefined ? '' : ` REDCap says: ${redcapMessage}`;
  return fail(step, `${code}: ${error.message}${said}`, REMEDIES[code] ?? 'docs/errors.md has the code.');
};

const judgeVersion = (version: string, { ok, warn }: Reporter): Finding => {
  const major = Number.parseInt(version, 10);
  const { from, to } = KNOWN_VERSIONS;
  if (major >= from && major <= to) return ok('version', `REDCap ${version}.`);
  const says = `REDCap ${version}, and the gateway knows ${String(from)} to ${String(to)}.`;
  return warn('version', says, 'Try what your callers need before they do.');
};

const RIGHTS = [
  ['api_export', 'API Export', 'nothing can be read'],
  ['api_import', 'API Import/Update', 'data cannot be written'],
  ['design', 'Project Design and Setup', 'the design cannot be changed, and what repeats has to be configured'],
] as const;

const judgeRights = (rights: Readonly<Record<string, number>>, { ok, warn }: Reporter): Finding[] =>
  RIGHTS.map(([key, name, without]) =>
    (rights[key] ?? 0) > 0
      ? ok('rights', `the token has ${name}.`)
      : warn('rights', `the token lacks ${name}: ${without}.`, 'Give it in User Rights, if callers need it.'),
  );

/** Looks at the rights of a token's user. */
export const examineRights = async (
  { redcap, username }: Pick<ProjectConnection, 'redcap' | 'username'>,
  reporter: Reporter,
): Promise<Finding[]> => {
  const unknown = (says: string, remedy: string): Finding[] => [reporter.warn('rights', says, remedy)];
  try {
    const own = findOwnUser({ username: username ?? null }, await redcap.call(exportUsers, undefined));
    return own === undefined
      ? unknown('REDCap does not say whose token it is.', 'Set "username" of the project.')
      : judgeRights(own.rights, reporter);
  } catch (error) {
    if (!(error instanceof RedcapError)) throw error;
    return unknown(
      'REDCap does not show them to the token.',
      'Give the right User Rights (read only), if you want to know.',
    );
  }
};

/** Which project it is. */
export const describeProject = (
  { project_title: title, in_production: isLive }: Pick<ProjectRow, 'project_title' | 'in_production'>,
  { ok }: Reporter,
): Finding => ok('project', `"${oneLine(title)}", in ${isLive ? 'production' : 'development'}.`);

/** Looks at one project by its token: three reads, which REDCap may make the gateway repeat. */
export const examineProject = async (connection: ProjectConnection): Promise<readonly Finding[]> => {
  const { redcap, key } = connection;
  const reporter = reportOn(key);
  const findings: Finding[] = [];
  let step = 'token';
  try {
    const version = await redcap.call(exportVersion, undefined);
    findings.push(reporter.ok('token', 'REDCap accepts it.'), judgeVersion(version, reporter));
    step = 'project';
    findings.push(describeProject(await redcap.call(exportProject, undefined), reporter));
    findings.push(...(await examineRights(connection, reporter)));
  } catch (error) {
    findings.push(describeFailure(step, error, reporter));
  }
  return findings;
};
