/** A stream of numbers that a seed decides, so that the demo study is the same on every machine and at every start. */
export interface Random {
  /** From 0 up to, not including, 1. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly integer: (min: number, max: number) => number;
  /** Whether something of this probability (0–1) happens. */
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
  /** About normally distributed, `spread` being the standard deviation. */
  readonly around: (mean: number, spread: number) => number;
}

/** Makes the stream of a seed (a 32-bit number) with the mulberry32 generator. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    around: (mean, spread) => mean + (next() + next() + next() + next() - 2) * spread * Math.sqrt(3),
  };
};
