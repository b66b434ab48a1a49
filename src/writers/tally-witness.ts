import type { Tally } from '../loaders/tally.ts';
import type { WriteWitness } from './witness.ts';

/** Lets the log know how the writes of a request ended. */
const tallyWrites = ({ outcomes, codes }: Tally): WriteWitness => ({
  begin: async () => ({
    sending: async () => undefined,
    end: async ({ outcome, code }) => {
      outcomes.add(outcome);
      if (code !== null) codes.add(code);
    },
  }),
});

/** All who hear of the writes of one request: who hears of every write, who hears of this caller's, and the log. */
export const witnessesOf = (
  all: readonly WriteWitness[],
  own: WriteWitness | undefined,
  tally: Tally,
): readonly WriteWitness[] => [...all, ...(own === undefined ? [] : [own]), tallyWrites(tally)];
