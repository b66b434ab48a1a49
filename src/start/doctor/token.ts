import { tlsOf } from '../../config/network.ts';
import type { TokenAddress, TokenTrialConfig } from '../../config/token-command.ts';
import type { ProjectConnection } from '../../loaders/project-source.ts';
import { createRedcap } from '../../redcap/client.ts';
import { systemClock } from '../../redcap/clock.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { exportProject } from '../../redcap/methods/project.ts';
import { exportVersion } from '../../redcap/methods/version.ts';
import { findProxy } from '../../redcap/proxy.ts';
import { isSuperToken } from '../../redcap/token.ts';
import { createTransport } from '../../redcap/transport.ts';
import { reportOn } from './finding.ts';
import type { Finding } from './finding.ts';
import { describeFailure, describeProject, examineRights } from './project.ts';
import { COMMAND_GRACE_MS } from '../grace.ts';
import type { TokenProject } from '../token-store/entry.ts';

/** Beside gateways that use all of their 500 calls a minute, so many more do not lead to a ban. */
const CALLS_PER_MINUTE = 60;

/** A token, and where it is asked about. */
export interface TriedToken {
  /** What the findings are about. */
  readonly name: string;
  readonly token: string;
  readonly address: TokenAddress;
}

/** What REDCap says of a token. */
export interface TokenTrial {
  /** `unknown`: REDCap has not answered. */
  readonly outcome: 'accepted' | 'refused' | 'unknown';
  /** The project that it opens; null for a super token, and where it is not accepted. */
  readonly project: TokenProject | null;
  readonly findings: readonly Finding[];
}

const REFUSALS: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'FORBIDDEN']);

const ask = async (
  { name, token, address }: TriedToken,
  { redcap }: Pick<ProjectConnection, 'redcap'>,
): Promise<TokenTrial> => {
  const reporter = reportOn(name);
  try {
    if (isSuperToken(token)) {
      await redcap.call(exportVersion, undefined);
      const says = 'REDCap accepts it. It is a super token, which makes projects.';
      return { outcome: 'accepted', project: null, findings: [reporter.ok('token', says)] };
    }
    const project = await redcap.call(exportProject, undefined);
    return {
      outcome: 'accepted',
      project: { url: address.url, id: project.project_id },
      findings: [
        reporter.ok('token', 'REDCap accepts it.'),
        describeProject(project, reporter),
        ...(await examineRights({ redcap, username: address.username }, reporter)),
      ],
    };
  } catch (error) {
    const isRefused = error instanceof RedcapError && REFUSALS.has(error.code);
    const findings = [describeFailure('token', error, reporter)];
    return { outcome: isRefused ? 'refused' : 'unknown', project: null, findings };
  }
};

/** Asks REDCap about a token by two reads: of the project and of its users. Of a super token, by one: of the version. */
export const tryToken = async (
  tried: TriedToken,
  { network, redcap }: Pick<TokenTrialConfig, 'network' | 'redcap'>,
): Promise<TokenTrial> => {
  const { url, allowInsecureHttp, project } = tried.address;
  const tls = project === null ? network.tls : tlsOf(network, project);
  const transport = createTransport({
    url,
    allowInsecureHttp,
    tls: tls ?? undefined,
    proxy: findProxy(network.proxies, url),
    clock: systemClock,
    callsPerMinute: CALLS_PER_MINUTE,
    readTimeoutMs: redcap.readTimeoutSeconds * 1000,
  });
  try {
    return await ask(tried, { redcap: createRedcap({ transport, token: tried.token }) });
  } finally {
    await transport.close(COMMAND_GRACE_MS);
  }
};
