import { randomUUID } from 'node:crypto';
import { createBoundedMap } from '../bounded-map.ts';
import type { KeepOptions, Kept, KeptValues } from '../kept-values.ts';
import type { Seal } from '../seal.ts';
import type { Area } from '../state.ts';
import type { StateClock } from '../clock.ts';
import type { Database } from './database.ts';
import { openKeptRows, type KeptPlace, type NewKeptRow } from './kept-row.ts';

/** Room for the epochs of an area, which are short and of one size. */
const EPOCH_BYTES = 4_000_000;

export interface KeptValuesOptions {
  readonly database: Database;
  readonly seal: Seal;
  readonly area: Area;
  /** The most that the area may hold, in bytes of sealed values. */
  readonly maxBytes: number;
  readonly clock: StateClock;
}

/**
 * The epochs of the spaces of an area. They end with the process: it has the file alone, and nothing that it was about to keep
 * outlives it.
 */
const createEpochs = (now: () => number) => {
  const epochs = createBoundedMap<string>({ maxBytes: EPOCH_BYTES, now });
  const begin = (space: string): string => {
    const epoch = randomUUID();
    epochs.set(space, epoch, epoch.length);
    return epoch;
  };
  return { begin, of: (space: string): string => epochs.get(space) ?? begin(space) };
};

/** Values under the names that they have outside of the file. */
const openValues = ({ database, seal, area, maxBytes, clock }: KeptValuesOptions) => {
  const rows = openKeptRows(database, area, maxBytes, clock.date);
  const hideSpace = (space: string): string => seal.hide(JSON.stringify([area, space]));
  const hide = (space: string, name: string): KeptPlace => ({
    space: hideSpace(space),
    name: seal.hide(JSON.stringify([area, space, name])),
  });
  return {
    version: (space: string, name: string): string | null => rows.find(hide(space, name))?.version ?? null,
    get: <Value>(space: string, name: string): Kept<Value> | null => {
      const row = rows.find(hide(space, name));
      const content = row === undefined ? null : seal.open([area, space, name], row.value);
      if (row === undefined || content === null) return null;
      // Whoever asks for the value knows what was kept under its name.
      return { value: JSON.parse(content.toString()) as Value, version: row.version };
    },
    versions: (space: string): ReadonlyMap<string, string> =>
      new Map(
        rows.list(hideSpace(space)).flatMap(({ sealed_name: sealed, version }) => {
          const name = seal.open([area, space], sealed);
          return name === null ? [] : [[name.toString(), version] as const];
        }),
      ),
    sealUp: (space: string, name: string, value: unknown, { maxAgeMs, isFirm = false }: KeepOptions): NewKeptRow => ({
      ...hide(space, name),
      sealedName: seal.seal([area, space], name),
      value: seal.seal([area, space, name], JSON.stringify(value)),
      version: randomUUID(),
      maxAgeMs,
      isFirm,
    }),
    put: rows.put,
    remove: (space: string, name: string): void => rows.remove(hide(space, name)),
    removeSpace: (space: string): void => rows.removeSpace(hideSpace(space)),
  };
};

/** The values of one area, in the file of the state: sealed, and under names that say nothing. */
export const createKeptValues = (options: KeptValuesOptions): KeptValues => {
  const { change } = options.database;
  const values = openValues(options);
  const epochs = createEpochs(options.clock.now);
  const isMeant = (space: string, name: string, { ifVersion, ifEpoch }: KeepOptions): boolean =>
    (ifVersion === undefined || ifVersion === values.version(space, name)) &&
    (ifEpoch === undefined || ifEpoch === epochs.of(space));

  return {
    get: async (space, name) => Promise.resolve(values.get(space, name)),
    versions: async (space) => Promise.resolve(values.versions(space)),
    set: async (space, name, value, keep) => {
      const row = values.sealUp(space, name, value, keep);
      return change(() => {
        if (!isMeant(space, name, keep)) return null;
        values.put(row);
        return row.version;
      });
    },
    take: async <Value>(space: string, name: string) =>
      change(() => {
        const kept = values.get<Value>(space, name);
        values.remove(space, name);
        return kept?.value ?? null;
      }),
    forget: async (space, names) => {
      // First, so that nothing is kept meanwhile that was read before.
      epochs.begin(space);
      await change(() => {
        if (names === undefined) values.removeSpace(space);
        else for (const name of names) values.remove(space, name);
      });
    },
    advance: async (space) => {
      epochs.begin(space);
      return Promise.resolve();
    },
    epoch: async (space) => Promise.resolve(epochs.of(space)),
  };
};
