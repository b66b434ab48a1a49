import type { KeptValues } from '../../state/kept-values.ts';
import { revise } from '../../state/revise.ts';

/** Arms that were made through the gateway and that REDCap does not list until they have an event; number to name. */
export interface UnlistedArms {
  readonly unlistedArms: () => Promise<ReadonlyMap<number, string>>;
  readonly rememberArm: (armNum: number, name: string) => Promise<void>;
}

/** 30 days: an arm gets its events soon, or never. */
const MAX_AGE_MS = 30 * 86_400_000;
const NAME = 'unlisted arms';

type Arms = readonly (readonly [armNum: number, name: string])[];

/** The arms of one project and token. */
export const createUnlistedArms = (values: KeptValues, space: string): UnlistedArms => ({
  unlistedArms: async () => new Map((await values.get<Arms>(space, NAME))?.value ?? []),
  rememberArm: (armNum, name) =>
    revise<Arms>({ values, space, name: NAME, maxAgeMs: MAX_AGE_MS }, (before) => [
      ...new Map(before ?? []).set(armNum, name),
    ]),
});
