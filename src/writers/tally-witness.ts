import type { Tally } from '../loaders/tally.ts';
import type { WriteWitness } from './witness.ts';

/** Lets the log know how the writes of a request ended. */
export const tallyWrites = ({ outcomes, codes }: Tally): WriteWitness => ({
  begin: async () => ({
    sending: async () => undefined,
    end: async ({ outcome, code }) => {
      outcomes.add(outcome);
      if (code !== null) codes.add(code);
    },
  }),
});
