import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others are served. */
export const WORK_MS = 3;

/** Steps that are done before the clock is looked at: each is so short that to look would take as long. */
const SHORT_STEPS = 500;

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

/** Does short steps of work, by their numbers and in ranges of a few hundred, with turns for others in between. */
export const forRangesInTurns = async (count: number, work: (start: number, end: number) => void): Promise<void> => {
  const turn = startWorkTurn();
  if (count > SHORT_STEPS) await turn.next();
  for (let start = 0; start < count; start += SHORT_STEPS) {
    if (turn.isOver()) await turn.next();
    work(start, Math.min(start + SHORT_STEPS, count));
  }
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
