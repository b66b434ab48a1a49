import { randomUUID } from 'node:crypto';
import type { Clock } from '../../redcap/clock.ts';
import type { Journal } from '../../state/journal.ts';

/** So long after its last sign of life a gateway is taken for dead. */
const LIFE_MS = 30_000;

/** This gateway as the owner of operations: it shows that it lives while it has any. */
export interface Owner {
  readonly name: string;
  /** Shows life, and goes on showing it until the returned function is called. Throws when that cannot be stored. */
  readonly work: () => Promise<() => void>;
  /** Shows that it has ended: what it leaves behind may be taken over at once. */
  readonly leave: () => Promise<void>;
}

/** An owner under a name of its own. */
export const createOwner = (journal: Journal, clock: Clock): Owner => {
  const name = randomUUID();
  let shownAt = Number.NEGATIVE_INFINITY;
  let works = 0;
  let stop: () => void = () => undefined;

  const show = async (): Promise<void> => {
    const at = clock.now();
    await journal.live(name, LIFE_MS);
    shownAt = at;
  };

  return {
    name,
    work: async () => {
      if (clock.now() - shownAt > LIFE_MS / 3) await show();
      works += 1;
      // A store that fails for a moment is asked again before anybody takes this gateway for dead.
      if (works === 1) stop = clock.every(LIFE_MS / 3, () => void show().catch(() => undefined));
      return () => {
        works -= 1;
        if (works === 0) stop();
      };
    },
    leave: async () => {
      stop();
      await journal.live(name, 0).catch(() => undefined);
    },
  };
};
