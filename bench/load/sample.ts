import { median } from '../median.ts';
import type { Program } from './program.ts';
import type { Upstream } from './upstream.ts';

/** What some work cost a program and its upstream. */
export interface Sample {
  /** Milliseconds of the processor. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** The most memory of the program meanwhile, in MiB. */
  readonly peakMiB: number;
  /** The same over what it held before. */
  readonly overIdleMiB: number;
  /** Calls to the upstream, and the bytes of its answers. */
  readonly calls: number;
  readonly bytes: number;
  readonly rows: number;
  readonly cells: number;
  /** Cells that are values of fields. */
  readonly values: number;
}

/** Measures some work of a program. */
export const sample = async (
  { program, upstream }: { readonly program: Program; readonly upstream: Upstream },
  work: () => Promise<unknown>,
): Promise<Sample> => {
  await upstream.stats();
  program.forgetPeak();
  const [idleMiB, cpu, start] = [program.rssMiB(), program.cpuMs(), performance.now()];
  await work();
  const wallMs = performance.now() - start;
  const { calls, bytes, rows, cells, values } = await upstream.stats();
  const [cpuMs, peakMiB] = [program.cpuMs() - cpu, program.peakMiB()];
  return { cpuMs, wallMs, peakMiB, overIdleMiB: peakMiB - idleMiB, calls, bytes, rows, cells, values };
};

/** The middle of each figure of some samples. */
export const middleOf = <Figures extends { readonly [Name in keyof Figures]: number }>(
  samples: readonly Figures[],
): Figures => {
  const [first] = samples;
  if (first === undefined) throw new Error('Nothing was measured.');
  const names = Object.keys(first) as (keyof Figures)[];
  // The names are those of the figures themselves.
  return Object.fromEntries(names.map((name) => [name, median(samples.map((one) => one[name]))])) as Figures;
};

/** Measures some targets in turn, round after round, so that whatever else the machine does befalls all of them. */
export const inTurn = async <Target, Figures extends { readonly [Name in keyof Figures]: number }>(
  targets: readonly Target[],
  rounds: number,
  measure: (target: Target) => Promise<Figures>,
): Promise<ReadonlyMap<Target, Figures>> => {
  const all = new Map<Target, Figures[]>(targets.map((target) => [target, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const target of targets) all.get(target)?.push(await measure(target));
  }
  return new Map([...all].map(([target, samples]) => [target, middleOf(samples)]));
};

/** Measures two targets in turn, and returns the figures of each. */
export const pairInTurn = async <Target, Figures extends { readonly [Name in keyof Figures]: number }>(
  [first, second]: readonly [Target, Target],
  rounds: number,
  measure: (target: Target) => Promise<Figures>,
): Promise<readonly [Figures, Figures]> => {
  const spent = await inTurn([first, second], rounds, measure);
  const [one, other] = [spent.get(first), spent.get(second)];
  if (one === undefined || other === undefined) throw new Error('Nothing was measured.');
  return [one, other];
};
