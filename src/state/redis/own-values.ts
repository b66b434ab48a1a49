import { createMixedMap } from '../mixed-map.ts';

/** A value that this gateway kept. */
interface OwnValue {
  readonly space: string;
  readonly name: string;
  readonly value: unknown;
  readonly until: number;
  /** Redis was away as it was kept. */
  readonly isOwed: boolean;
  /** It must not go for want of room. */
  readonly isFirm: boolean;
}

const OWN_BYTES = 60_000_000;

const keyOf = (space: string, name: string): string => JSON.stringify([space, name]);

/** What this gateway kept of one area, to be put back when Redis has lost it: all that is firm, and the rest as far as there is room. */
export const createOwnValues = (now: () => number) => {
  const own = createMixedMap<OwnValue>({ maxBytes: OWN_BYTES, now });
  return {
    /** Throws `StateUnavailable` where there is no room for what is firm. */
    note: (kept: OwnValue): void => {
      const { space, name, value, until, isFirm } = kept;
      own.set(keyOf(space, name), kept, JSON.stringify(value).length, until - now(), isFirm);
    },
    forget: (space: string, name: string): void => own.delete(keyOf(space, name)),
    all: own.values,
  };
};
