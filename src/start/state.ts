import { homedir } from 'node:os';
import type { Config } from '../config.ts';
import { dataFolderIn } from '../config/data.ts';
import type { Log } from '../gateway/access-log.ts';
import { systemClock } from '../redcap/clock.ts';
import { createMemoryState } from '../state/memory/state.ts';
import type { OpenState } from './open-state.ts';

const closeNothing = (): Promise<void> => Promise.resolve();

/** A state in memory, which ends with the process. */
export const openMemoryState = (): OpenState => ({
  state: createMemoryState({ now: systemClock.now }),
  file: null,
  isShared: false,
  isOtherSecret: false,
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
  const { data, redis } = config;
  if (redis !== null) {
    const { openSharedState } = await import('./redis-state.ts');
    return openSharedState(config, redis, secret, log);
  }
  if (data.kind === 'memory') return openMemoryState();
  // Loaded where it is needed: the demo starts without SQLite.
  const { openSqliteState } = await import('../state/sqlite/state.ts');
  const sqlite = await openSqliteState({ folder: data.path ?? dataFolderIn(homedir()), secret, clock: systemClock });
  return { ...sqlite, isShared: false };
};
