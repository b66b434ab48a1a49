import { addStep, type Tally } from '../loaders/tally.ts';
import type { WriteWitness } from './witness.ts';

/** Lets the log know how the writes of a request ended, and whoever follows the request when. */
const tallyWrites = (tally: Tally, now: () => number): WriteWitness => ({
  begin: async ({ mutation }) => {
    const startedAt = now();
    return {
      sending: async () => undefined,
      end: async ({ outcome, code }) => {
        tally.outcomes.add(outcome);
        if (code !== null) tally.codes.add(code);
        const times = { startedAt, endedAt: now() };
        addStep(tally, { kind: 'write', name: mutation, ...times, code: code ?? undefined, facts: { outcome } });
      },
    };
  },
});

/** All who hear of the writes of one request: who hears of every write, who hears of this caller's, and the log. */
export const witnessesOf = (
  all: readonly WriteWitness[],
  own: WriteWitness | undefined,
  tally: Tally,
  now: () => number,
): readonly WriteWitness[] => [...all, ...(own === undefined ? [] : [own]), tallyWrites(tally, now)];
