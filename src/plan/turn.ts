import { setImmediate } from 'node:timers/promises';
import { WORK_MS } from '../work-turn.ts';

/** A list of so few items is completed at once. */
const FEW = 10;

/** Items that are ready at once to begin with, before it is known how long they take. */
const FIRST = 4;

/** An item that becomes ready later. */
interface Waiting<Item> {
  readonly item: Item;
  readonly promise: Promise<Item>;
  readonly resolve: (item: Item) => void;
  readonly reject: (reason: unknown) => void;
}

const waitFor = <Item>(item: Item): Waiting<Item> => {
  const waiting = { item, ...Promise.withResolvers<Item>() };
  // Nobody may wait any more when the caller has left.
  waiting.promise.catch(() => undefined);
  return waiting;
};

/** Makes items ready, a few at a time: as many as take no longer than a turn. */
const releaseAll = async <Item>(items: readonly Waiting<Item>[], signal: AbortSignal | undefined): Promise<void> => {
  let count = FIRST;
  for (let start = 0; start < items.length;) {
    const began = performance.now();
    for (const { item, resolve } of items.slice(start, start + count)) resolve(item);
    start += count;
    await setImmediate();
    if (signal?.aborted === true) {
      for (const { reject } of items.slice(start)) reject(signal.reason);
      return;
    }
    const took = performance.now() - began;
    if (took > WORK_MS) count = Math.max(1, Math.floor(count / 2));
    else if (took < WORK_MS / 2) count *= 2;
  }
};

/**
 * The items of a list, for the executor. It completes a list at once, however long that takes. So the items of a long list are
 * promises, which are kept a few at a time, and others have their turn in between.
 */
export const inTurns = <Item>(items: readonly Item[], signal: AbortSignal | undefined): (Item | Promise<Item>)[] => {
  if (items.length <= FEW) return [...items];
  const waiting = items.map(waitFor);
  void releaseAll(waiting, signal);
  return waiting.map(({ promise }) => promise);
};
