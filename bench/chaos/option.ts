import { parseArgs } from 'node:util';

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

/** How an option of this name is written: `callsPerMinute` as `--calls-per-minute`. */
const spell = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Reads `--name number` pairs; the rest is as usual. */
export const readOptions = (args: readonly string[]): ChaosOptions => {
  const names = Object.keys(defaults).map((name) => [name, spell(name)] as const);
  const options = Object.fromEntries(names.map(([, option]) => [option, { type: 'string' }] as const));
  const { values } = parseArgs({ args: [...args], options });
  const given = names.flatMap(([name, option]) => {
    const value = values[option];
    if (value === undefined) return [];
    if (!/^\d+(\.\d+)?$/.test(String(value))) throw new Error(`--${option} needs a number.`);
    return [[name, Number(value)] as const];
  });
  return { ...defaults, ...Object.fromEntries(given) };
};
