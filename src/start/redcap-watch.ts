import type { ProjectReadiness, Readiness } from '../gateway/health.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import type { Clock } from '../redcap/clock.ts';
import { RedcapError } from '../redcap/errors.ts';
import type { RedcapErrorCode } from '../redcap/errors.ts';
import { exportVersion } from '../redcap/methods/version.ts';

/** How long one look may take. */
const LOOK_MS = 5_000;
/** Probes may come each second: a look is good for so long, so that it costs a host two calls a minute. */
const GOOD_FOR_MS = 30_000;
/** The same of a look that failed, so that a REDCap that is back is soon seen. */
const FAILURE_GOOD_FOR_MS = 15_000;
/** So many looks in a row must fail, by different tokens where there are several: one wrong project is not the whole host. */
const FAILURES_OF_A_HOST = 2;

/** Codes with which REDCap itself refuses a token: the host is there. */
const REFUSALS: readonly RedcapErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'REDCAP_REJECTED'];
/** Codes that reveal nothing of REDCap: the gateway did not ask, or REDCap wants fewer calls. */
const NO_NEWS: readonly RedcapErrorCode[] = ['OVERLOADED', 'REDCAP_RATE_LIMITED', 'SHUTTING_DOWN', 'ABORTED'];

/** What a look at a project showed; a code of docs/errors.md where REDCap did not answer rightly. */
export type Look = 'answers' | RedcapErrorCode | 'INTERNAL_SERVER_ERROR';

/** Asks a project's REDCap for its version. */
const lookAt = async ({ redcap }: ProjectConnection, clock: Clock): Promise<Look> => {
  try {
    await redcap.call(exportVersion, undefined, { deadline: clock.now() + LOOK_MS });
    return 'answers';
  } catch (error) {
    return error instanceof RedcapError ? error.code : 'INTERNAL_SERVER_ERROR';
  }
};

const isOneOf = (codes: readonly RedcapErrorCode[], look: Look): boolean => codes.some((code) => code === look);

/** The projects of one host, of which one after the other is looked at. */
class HostWatch {
  readonly #projects: readonly ProjectConnection[];
  readonly #clock: Clock;
  readonly #note: (project: string, look: Look) => void;
  #next = 0;
  #failures = 0;
  #isKnown = false;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;

  constructor(projects: readonly ProjectConnection[], clock: Clock, note: (project: string, look: Look) => void) {
    this.#projects = projects;
    this.#clock = clock;
    this.#note = note;
  }

  /** Looks where the last look is too old. It waits for the look only while nothing is known. */
  async refresh(): Promise<void> {
    const goodFor = this.#failures > 0 ? FAILURE_GOOD_FOR_MS : GOOD_FOR_MS;
    if (this.#looking === undefined && this.#clock.now() - this.#lookedAt >= goodFor) {
      this.#lookedAt = this.#clock.now();
      this.#looking = this.#look().finally(() => {
        this.#looking = undefined;
      });
    }
    if (!this.#isKnown) await this.#looking;
  }

  /** Whether nobody answers there, as far as is known. */
  isAway(): boolean {
    return this.#failures >= Math.min(FAILURES_OF_A_HOST, this.#projects.length);
  }

  /** Takes in what somebody saw of a project of this host. */
  see(project: string, look: Look): void {
    this.#isKnown = true;
    if (isOneOf(NO_NEWS, look)) return;
    this.#failures = look === 'answers' || isOneOf(REFUSALS, look) ? 0 : this.#failures + 1;
    this.#note(project, look);
  }

  async #look(): Promise<void> {
    const project = this.#projects[this.#next % this.#projects.length];
    this.#next += 1;
    if (project !== undefined) this.see(project.key, await lookAt(project, this.#clock));
  }
}

/**
 * Whether the REDCaps of these projects answer. A probe that finds the last look too old starts another one and does not wait
 * for it. The gateway has a problem where no REDCap answers: with several, those that do answer still have their callers.
 */
export const watchRedcaps = (connections: readonly ProjectConnection[], clock: Clock): Readiness => {
  const looks = new Map<string, Look>();
  const byHost = Map.groupBy(connections, ({ host }) => host);
  const hosts = [...byHost.values()].map(
    (projects) => new HostWatch(projects, clock, (project, look) => looks.set(project, look)),
  );
  const describe = ({ key }: ProjectConnection): ProjectReadiness => {
    const look = looks.get(key);
    if (look === undefined) return { project: key, ready: null };
    return look === 'answers' ? { project: key, ready: true } : { project: key, ready: false, code: look };
  };
  const problem = async (): Promise<string | null> => {
    await Promise.all(hosts.map((host) => host.refresh()));
    return hosts.length > 0 && hosts.every((host) => host.isAway()) ? 'REDCap does not answer.' : null;
  };
  return { signals: [{ name: 'redcap', problem }], projects: () => connections.map(describe) };
};
