import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';
import { systemClock } from '../redcap/clock.ts';
import { createMemoryState } from '../state/memory/state.ts';
import type { RecentCalls } from '../state/recent-calls.ts';
import { dataFolderOf } from './data-folder.ts';
import { watchJournal } from './journal-watch.ts';
import type { OpenState } from './open-state.ts';

const closeNothing = (): Promise<void> => Promise.resolve();

/** A state in memory, which ends with the process. */
export const openMemoryState = (): OpenState => ({
  state: createMemoryState({ now: systemClock.now }),
  file: null,
  isShared: false,
  isOtherSecret: false,
  signals: [],
  close: closeNothing,
});

/**
 * Opens the state that the configuration asks for: in memory, in a data folder, or in a Redis that several gateways share.
 * Throws, with a sentence for the operator, for a folder or a Redis that cannot be used.
 */
export const openState = async (
  config: Pick<Config, 'data' | 'port' | 'redis'>,
  secret: Uint8Array,
  log: Log,
): Promise<OpenState> => {
  const { redis } = config;
  if (redis !== null) {
    const { openSharedState } = await import('./redis-state.ts');
    return openSharedState(config, redis, secret, log);
  }
  const folder = dataFolderOf(config);
  if (folder === null) return openMemoryState();
  // Loaded where it is needed: the demo starts without SQLite.
  const { openSqliteState } = await import('../state/sqlite/state.ts');
  const sqlite = await openSqliteState({ folder, secret, clock: systemClock });
  const { journal, signal } = watchJournal(sqlite.state.journal, systemClock);
  return { ...sqlite, state: { ...sqlite.state, journal }, isShared: false, signals: [signal] };
};

/** Hosts that are not called, as a command sees them. */
export interface OpenHeldHosts extends Pick<RecentCalls, 'held' | 'resume'> {
  readonly close: () => Promise<void>;
}

/**
 * Opens the hosts that gateways of this configuration do not call, beside the gateways that run. They follow what is resumed.
 * Throws, with a sentence for the operator, where there is no state to look into.
 */
export const openHeldHosts = async (
  config: Pick<Config, 'data' | 'port' | 'redis'>,
  secret: Uint8Array,
  log: Log,
): Promise<OpenHeldHosts> => {
  const { redis } = config;
  if (redis !== null) {
    const { openSharedState } = await import('./redis-state.ts');
    const { state, close } = await openSharedState(config, redis, secret, log);
    return { held: state.recentCalls.held, resume: state.recentCalls.resume, close };
  }
  const folder = dataFolderOf(config);
  if (folder === null) {
    throw new Error('A gateway of this configuration keeps its bans in its memory only. Start it anew to end them.');
  }
  const { openHeldHosts: openInFile } = await import('../state/sqlite/held-host.ts');
  return openInFile(folder, systemClock.date);
};
