import type { Journal } from '../../src/state/journal.ts';
import type { KeptValues } from '../../src/state/kept-values.ts';
import type { State } from '../../src/state/state.ts';

/** A gateway that dies at one of its steps: from then on nothing that it does comes to its end. */
export interface Mortal {
  /** The state as this gateway sees it. */
  readonly state: State;
  /** Takes a step outside of the state; true when the gateway has died with it. */
  readonly step: (name: string) => boolean;
  readonly isDead: () => boolean;
  /** Kept as soon as it has died. */
  readonly died: Promise<void>;
  /** Lets everything that hangs since its death fail, so that a test can end. */
  readonly bury: () => void;
  /** What it has done, in order, until it died. */
  readonly steps: readonly string[];
}

/**
 * A gateway over a state, which dies right after its step number `last`, counted from 1; at 0 it dies before the first. Steps are
 * what it writes into the journal and keeps of idempotency keys. It never dies without a number.
 */
export const createMortal = (state: State, last = Number.POSITIVE_INFINITY): Mortal => {
  const { promise: grave, reject } = Promise.withResolvers<never>();
  const { promise: died, resolve: die } = Promise.withResolvers<void>();
  grave.catch(() => undefined);
  const steps: string[] = [];
  let isDead = last === 0;
  if (isDead) die();
  const step = (name: string): boolean => {
    if (!isDead) steps.push(name);
    isDead ||= steps.length >= last;
    if (isDead) die();
    return isDead;
  };
  const act =
    <Args extends readonly unknown[], Result>(name: string | null, run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (isDead) return grave;
      const result = await run(...args);
      return (name === null ? isDead : step(name)) ? grave : result;
    };
  const { journal, kept, leases } = state;
  const mortalJournal: Journal = {
    begin: act('begin', journal.begin),
    revise: (id, owner, change, maxAgeMs) =>
      act(`note ${change.stage}`, () => journal.revise(id, owner, change, maxAgeMs))(),
    live: act('live', journal.live),
    // Its caller names the types of what it gets, which `act` cannot pass on.
    get: act(null, journal.get) as Journal['get'],
    orphans: act(null, journal.orphans),
    adopt: act('adopt', journal.adopt),
    unended: act(null, journal.unended),
  };
  const idempotency: KeptValues = { ...kept.idempotency, set: act('keep', kept.idempotency.set) };
  return {
    state: {
      ...state,
      journal: mortalJournal,
      kept: { ...kept, idempotency },
      leases: {
        take: act(null, leases.take),
        renew: act(null, leases.renew),
        release: act(null, leases.release),
      },
    },
    step,
    isDead: () => isDead,
    died,
    bury: () => reject(new Error('This gateway is dead.')),
    steps,
  };
};
