import { setImmediate as giveWay } from 'node:timers/promises';

/** Items after which the clock is looked at. */
const ITEMS = 200;

/** Milliseconds of work after which others are served. */
const WORK_MS = 4;

/** Does something with each of many items, and lets others have their turn in between. */
export const eachInTurns = async <Item>(
  items: Iterable<Item>,
  act: (item: Item, index: number) => void,
): Promise<void> => {
  let [index, since] = [0, performance.now()];
  for (const item of items) {
    act(item, index);
    index += 1;
    if (index % ITEMS > 0 || performance.now() - since < WORK_MS) continue;
    await giveWay();
    since = performance.now();
  }
};
