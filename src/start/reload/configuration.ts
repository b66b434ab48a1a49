import type { Config } from '../../config.ts';
import type { Log } from '../../gateway/access-log.ts';
import type { Clock } from '../../redcap/clock.ts';
import type { ConfigLook } from '../surroundings.ts';
import { countConfig, describeChanges, findRefusals, findWaiting } from './change.ts';
import { createFileWatch } from './file-watch.ts';

/** What reads a configuration anew is given. */
export interface ReloadParts {
  /** The configuration of the start, as its files have it. */
  readonly first: ConfigLook & { readonly config: Config };
  /** The configuration that counts now. It has the sandbox's projects where that is behind the gateway. */
  readonly running: Config;
  /** Reads the configuration and its files. */
  readonly look: () => ConfigLook;
  /** Lets a configuration count from the next request on. */
  readonly apply: (next: Config) => void;
  readonly fingerprintKey: Uint8Array;
  readonly log: Log;
  readonly clock: Pick<Clock, 'now' | 'after'>;
}

/** The configuration of a gateway that runs. */
export interface Reload {
  /** Reads everything anew, and says in the log what came of it. */
  readonly run: () => void;
  /** Reads everything anew, and says something of it only where it has changed. */
  readonly look: () => void;
  readonly end: () => void;
}

const OLD_COUNTS = 'a configuration was not taken over: the one before it still counts';

/** What belongs to the embedded sandbox is in no file. */
const keepSandbox = (next: Config, { mode, projects, projectCreation }: Config): Config =>
  mode === 'sandbox' && next.mode === 'sandbox' ? { ...next, projects, projectCreation } : next;

/** Reads the configuration anew when one of its files has changed, and whenever that is asked for. */
export const openReload = ({ first, look, apply, fingerprintKey, log, clock, ...parts }: ReloadParts): Reload => {
  let { running } = parts;
  let seen = first.digest;

  const take = (given: Config): void => {
    const next = keepSandbox(given, running);
    const problems = findRefusals(running, next);
    for (const problem of problems) log.error({ problem }, OLD_COUNTS);
    if (problems.length > 0) return;
    const changes = describeChanges(running, next, fingerprintKey);
    const settings = findWaiting(first.config, given);
    apply({ ...next, redcap: running.redcap });
    running = next.mode === 'sandbox' ? { ...next, redcap: running.redcap } : next;
    log.info({ counts: countConfig(next), changes }, 'the configuration was read anew');
    if (settings.length > 0) log.warn({ settings }, 'settings have changed that need a restart');
  };

  const read = (isAsked: boolean): void => {
    const found = look();
    // What is new to be watched is looked at again, so that no change falls between look and watch.
    files.follow(found.files);
    if (found.digest === seen && !isAsked) return;
    seen = found.digest;
    if (found.config !== null) take(found.config);
    else for (const problem of found.problems) log.error({ problem }, OLD_COUNTS);
  };

  const files = createFileWatch({
    clock,
    onChange: () => read(false),
    onFailure: (code) => log.warn({ causes: [code] }, 'files cannot be watched: SIGHUP makes the gateway read them'),
  });
  files.follow(first.files);
  return { run: () => read(true), look: () => read(false), end: files.end };
};
