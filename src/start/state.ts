import { homedir } from 'node:os';
import type { Config } from '../config.ts';
import { dataFolderIn } from '../config/data.ts';
import { systemClock } from '../redcap/clock.ts';
import { createMemoryState } from '../state/memory/state.ts';
import type { State } from '../state/state.ts';

/** The state of a gateway, open until it is closed. */
export interface OpenState {
  readonly state: State;
  /** The file in which it outlives the process; null where it ends with it. */
  readonly file: string | null;
  /** True when another secret has sealed what is in the file, so that it cannot be read. */
  readonly isOtherSecret: boolean;
  readonly close: () => Promise<void>;
}

const closeNothing = (): Promise<void> => Promise.resolve();

/** A state in memory, which ends with the process. */
export const openMemoryState = (): OpenState => ({
  state: createMemoryState({ now: systemClock.now }),
  file: null,
  isOtherSecret: false,
  close: closeNothing,
});

/**
 * Opens the state that the configuration asks for: in memory, or in a data folder. A state that several gateways share is
 * opened here too. Throws, with a sentence for the operator, for a folder that cannot be used.
 */
export const openState = async ({ data }: Pick<Config, 'data'>, secret: Uint8Array): Promise<OpenState> => {
  if (data.kind === 'memory') return openMemoryState();
  // Loaded where it is needed: the demo starts without SQLite.
  const { openSqliteState } = await import('../state/sqlite/state.ts');
  return openSqliteState({ folder: data.path ?? dataFolderIn(homedir()), secret, clock: systemClock });
};
