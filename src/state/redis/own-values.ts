import { createBoundedMap } from '../bounded-map.ts';
import { createFirmMap } from '../firm-map.ts';

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
  const keys = new Set<string>();
  const soft = createBoundedMap<OwnValue>({ maxBytes: OWN_BYTES, now, onGone: (key) => keys.delete(key) });
  const firm = createFirmMap<OwnValue>({ maxBytes: OWN_BYTES, now });
  return {
    /** Throws `StateUnavailable` where there is no room for what is firm. */
    note: (kept: OwnValue): void => {
      const key = keyOf(kept.space, kept.name);
      const bytes = JSON.stringify(kept.value).length;
      if (kept.isFirm && kept.until > now()) {
        firm.set(key, kept, bytes + key.length, kept.until);
        soft.delete(key);
        return;
      }
      firm.delete(key);
      keys.add(key);
      soft.set(key, kept, bytes, kept.until - now());
      if (soft.get(key) === undefined) keys.delete(key);
    },
    forget: (space: string, name: string): void => {
      const key = keyOf(space, name);
      firm.delete(key);
      soft.delete(key);
    },
    all: (): readonly OwnValue[] => [
      ...firm.keys().flatMap((key) => firm.get(key) ?? []),
      ...[...keys].flatMap((key) => soft.get(key) ?? []),
    ],
  };
};
