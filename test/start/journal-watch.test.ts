import { describe, expect, it } from 'vitest';
import { StateFailure } from '../../src/state/failure.ts';
import { watchJournal } from '../../src/start/journal-watch.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createPlainState } from '../support/state.ts';

const entry = { id: 'a', owner: 'o', open: 1, sealed: null };

/** A journal over a disk that may be full. */
const start = () => {
  const clock = createFakeClock();
  const { journal } = createPlainState({ now: clock.now });
  let isFull = false;
  const watched = watchJournal(
    {
      ...journal,
      begin: (given, maxAgeMs) => (isFull ? Promise.reject(new StateFailure('full')) : journal.begin(given, maxAgeMs)),
    },
    clock,
  );
  return { ...watched, clock, fill: () => (isFull = true) };
};

describe('the signal of the data folder', () => {
  it('has no problem while writes are noted', async () => {
    const { journal, signal } = start();
    expect(await journal.begin(entry, 60_000)).toBe(true);
    expect(await journal.begin(entry, 60_000)).toBe(false);
    expect(signal.problem()).toBeNull();
  });

  it('says what to do when a write could not be noted, for a minute, and lets the gateway serve reads', async () => {
    const { journal, signal, clock, fill } = start();
    fill();
    await expect(journal.begin(entry, 60_000)).rejects.toThrow("The gateway's data folder has no room left.");
    const problem =
      "The gateway's data folder has no room left. Writes are refused and reads go on. Make room on its disk and look at the rights " +
      'of the folder. Start the gateway anew if this stays.';
    expect([signal.name, signal.servesOn, signal.problem()]).toEqual(['data', true, problem]);
    await clock.advance(59_000);
    expect(signal.problem()).toBe(problem);
    await clock.advance(1_000);
    expect(signal.problem()).toBeNull();
  });
});
