/** How a run of chaos goes. */
export interface ChaosOptions {
  readonly minutes: number;
  readonly replicas: number;
  readonly creates: number;
  readonly appends: number;
  readonly callsPerMinute: number;
  /** How many reads in a minute each of the modest callers asks for. */
  readonly modest: number;
  /** Seconds from fault to fault; 0 for a run without any. */
  readonly every: number;
  /** The same number leads to the same faults. */
  readonly seed: number;
}

const defaults: ChaosOptions = {
  minutes: 10,
  replicas: 3,
  creates: 200,
  appends: 200,
  callsPerMinute: 500,
  modest: 30,
  every: 20,
  seed: 1,
};

const nameOf = (text: string): keyof ChaosOptions => {
  const name = Object.keys(defaults).find(
    (known) => `--${known.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}` === text,
  );
  if (name === undefined) throw new Error(`"${text}" is no option of this program.`);
  // It is one of the keys of the defaults.
  return name as keyof ChaosOptions;
};

/** Reads `--name number` pairs; the rest is as usual. */
export const readOptions = (argv: readonly string[]): ChaosOptions => {
  const given: Partial<Record<keyof ChaosOptions, number>> = {};
  for (let at = 0; at < argv.length; at += 2) {
    const value = Number(argv[at + 1]);
    if (Number.isNaN(value)) throw new Error(`${argv[at] ?? ''} needs a number.`);
    given[nameOf(argv[at] ?? '')] = value;
  }
  return { ...defaults, ...given };
};
