import { statSync, watch } from 'node:fs';
import type { Clock } from '../../redcap/clock.ts';
import { placesOf } from './place.ts';

/** A change is over when nothing has happened for so long: editors and tools write a file in several steps. */
const QUIET_MS = 200;
/** A folder in which something happens all the time is looked at after so long. */
const LATEST_MS = 2_000;

/** Waits for changes of files. */
export interface FileWatch {
  /** From now on these files are watched, and no others. A folder that was not watched before counts as changed. */
  readonly follow: (files: readonly string[]) => void;
  readonly end: () => void;
}

/** What waits for changes is given. */
export interface FileWatchParts {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** Is called once for changes that come together, and sometimes where nothing has changed. */
  readonly onChange: () => void;
  /** Is called with the system's code where a folder cannot be watched. */
  readonly onFailure: (code: string) => void;
}

interface WatchedFolder {
  /** Distinguishes a folder from another of the same name. */
  readonly identity: string;
  names: ReadonlySet<string>;
  readonly close: () => void;
}

const identityOf = (folder: string): string | undefined => {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats === undefined ? undefined : `${String(stats.dev)} ${String(stats.ino)}`;
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';

/** Runs something when it has been quiet for a while. */
const createRest = ({ clock, onChange }: Pick<FileWatchParts, 'clock' | 'onChange'>) => {
  let cancel: (() => void) | undefined;
  let latest = 0;
  const run = (): void => {
    cancel = undefined;
    onChange();
  };
  return {
    disturb: (): void => {
      if (cancel === undefined) latest = clock.now() + LATEST_MS;
      cancel?.();
      cancel = clock.after(Math.min(QUIET_MS, Math.max(0, latest - clock.now())), run);
    },
    end: (): void => cancel?.(),
  };
};

/** Watches the folders of files. The process may end while it does. */
export const createFileWatch = ({ clock, onChange, onFailure }: FileWatchParts): FileWatch => {
  const folders = new Map<string, WatchedFolder>();
  const rest = createRest({ clock, onChange });

  const forget = (folder: string): void => {
    folders.get(folder)?.close();
    folders.delete(folder);
  };

  const open = (folder: string, identity: string, names: ReadonlySet<string>): void => {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === null || folders.get(folder)?.names.has(name) === true) rest.disturb();
      });
      watcher.on('error', (error) => {
        forget(folder);
        onFailure(codeOf(error));
        rest.disturb();
      });
      folders.set(folder, { identity, names, close: () => watcher.close() });
      rest.disturb();
    } catch (error) {
      onFailure(codeOf(error));
    }
  };

  return {
    follow: (files) => {
      const places = placesOf(files);
      for (const folder of [...folders.keys()]) if (!places.has(folder)) forget(folder);
      for (const [folder, names] of places) {
        const identity = identityOf(folder);
        const known = folders.get(folder);
        if (known !== undefined && known.identity === identity) {
          known.names = names;
          continue;
        }
        forget(folder);
        if (identity !== undefined) open(folder, identity, names);
      }
    },
    end: () => {
      rest.end();
      for (const folder of [...folders.keys()]) forget(folder);
    },
  };
};
