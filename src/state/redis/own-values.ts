import { createBoundedMap } from '../bounded-map.ts';

/** A value that this gateway kept. */
interface OwnValue {
  readonly space: string;
  readonly name: string;
  readonly value: unknown;
  readonly until: number;
  /** Redis was away as it was kept. */
  readonly isOwed: boolean;
}

const OWN_BYTES = 60_000_000;

const keyOf = (space: string, name: string): string => JSON.stringify([space, name]);

/** What this gateway kept of one area, as far as there is room, to be put back when Redis has lost it. */
export const createOwnValues = (now: () => number) => {
  const keys = new Set<string>();
  const own = createBoundedMap<OwnValue>({ maxBytes: OWN_BYTES, now, onGone: (key) => keys.delete(key) });
  return {
    note: (kept: OwnValue): void => {
      const key = keyOf(kept.space, kept.name);
      keys.add(key);
      own.set(key, kept, JSON.stringify(kept.value).length, kept.until - now());
      if (own.get(key) === undefined) keys.delete(key);
    },
    forget: (space: string, name: string): void => own.delete(keyOf(space, name)),
    all: (): readonly OwnValue[] => [...keys].flatMap((key) => own.get(key) ?? []),
  };
};
