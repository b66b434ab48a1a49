import type { ProjectConnection } from '../loaders/project-source.ts';
import { pause } from '../redcap/clock.ts';
import type { Clock } from '../redcap/clock.ts';
import { RedcapError } from '../redcap/errors.ts';
import { exportProject } from '../redcap/methods/project.ts';
import { explainFailure } from './failure.ts';

/** Between two projects, so that a start takes few of the calls that callers need. */
const PAUSE_MS = 1_000;
/** How long one project is waited for. */
const LOOK_MS = 10_000;

/** A text of REDCap for a terminal, which control characters would drive. */
export const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

const describe = async ({ key, redcap }: ProjectConnection, clock: Clock): Promise<string> => {
  try {
    const project = await redcap.call(exportProject, undefined, { deadline: clock.now() + LOOK_MS });
    return `${key}: "${oneLine(project.project_title)}", in ${project.in_production ? 'production' : 'development'}`;
  } catch (error) {
    const reason = error instanceof RedcapError ? explainFailure(error).message : 'The gateway failed on it.';
    return `${key}: ${reason} "redcap-graphql doctor" says more.`;
  }
};

/** Reports a line for each project, with its title or with what is wrong. Returns a function that ends this. */
export const reportTitles = (
  connections: readonly ProjectConnection[],
  clock: Clock,
  report: (line: string) => void,
): (() => void) => {
  const ended = new AbortController();
  const run = async (): Promise<void> => {
    for (const connection of connections) {
      if (ended.signal.aborted) return;
      const line = await describe(connection, clock);
      if (!ended.signal.aborted) report(line);
      await pause(clock, PAUSE_MS, ended.signal);
    }
  };
  void run();
  return () => ended.abort();
};
