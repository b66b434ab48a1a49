import { homedir } from 'node:os';
import type { Config } from '../config.ts';
import { dataFolderIn } from '../config/data.ts';
import type { Log } from '../gateway/access-log.ts';
import { systemClock } from '../redcap/clock.ts';
import type { RecentCalls } from '../state/recent-calls.ts';
import { secretOf } from './secret.ts';

/** The hosts that the gateways of a configuration do not call, open until they are closed. */
export interface OpenHolds {
  readonly holds: Pick<RecentCalls, 'held' | 'resume'>;
  readonly close: () => Promise<void>;
}

/**
 * Opens what the gateways of a configuration have noted of pauses and bans, beside these gateways. Throws, with a sentence for the
 * operator, where nothing of it outlives them or where it cannot be reached.
 */
export const openHolds = async (config: Config, log: Log): Promise<OpenHolds> => {
  const { redis, data } = config;
  if (redis !== null) {
    const { openSharedState } = await import('./redis-state.ts');
    // No gateway among the others: it must not have the name of one.
    const { state, close } = await openSharedState({ port: 0 }, redis, secretOf(config), log);
    return { holds: state.recentCalls, close };
  }
  if (data.kind === 'memory') {
    throw new Error(
      'The gateway of this configuration keeps its state in memory. A restart of it ends every pause and ban.',
    );
  }
  const folder = data.path ?? dataFolderIn(homedir());
  const { openFolderHolds } = await import('../state/sqlite/held-hosts.ts');
  const holds = await openFolderHolds(folder, systemClock.date);
  if (holds === null)
    throw new Error(`There is no state in the data folder ${folder}. Give the folder of the gateway with --data.`);
  return { holds, close: holds.close };
};
