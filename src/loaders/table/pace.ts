import { setImmediate as giveWay } from 'node:timers/promises';

/** So long, in milliseconds, others may wait. */
const LONGEST_MS = 4;

/** Passes parts on, and lets others have their turn in between. `now` is a clock in milliseconds. */
export const pace = async function* <Part>(parts: AsyncIterable<Part>, now: () => number): AsyncGenerator<Part> {
  let since = now();
  for await (const part of parts) {
    yield part;
    if (now() - since < LONGEST_MS) continue;
    await giveWay();
    since = now();
  }
};
