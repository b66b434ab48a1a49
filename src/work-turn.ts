import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others are served. */
export const WORK_MS = 3;

/** Items from which on a list begins with a turn of its own: what was done before it has taken its time too. */
const LONG_LIST = 200;

/** A long work that lets others have their turn in between. */
export interface WorkTurn {
  /** Whether the work has gone on for as long as others may wait. Asked once a step, of which each is small. */
  readonly isOver: () => boolean;
  /** Lets all others have their turn, and begins the next one of this work. */
  readonly next: () => Promise<void>;
}

/** Begins the first turn of a long work. */
export const startWorkTurn = (): WorkTurn => {
  let began = performance.now();
  return {
    isOver: () => performance.now() - began >= WORK_MS,
    next: async () => {
      await setImmediate();
      began = performance.now();
    },
  };
};

/** Works at items one after another, with turns for others in between. */
export const forEachInTurns = async <Item>(
  items: Iterable<Item>,
  work: (item: Item, index: number) => void,
): Promise<void> => {
  const turn = startWorkTurn();
  if (Array.isArray(items) && items.length >= LONG_LIST) await turn.next();
  let index = 0;
  for (const item of items) {
    work(item, index);
    index += 1;
    if (turn.isOver()) await turn.next();
  }
};
