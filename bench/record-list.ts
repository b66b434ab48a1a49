import { median } from './median.ts';
import { startGateway } from './load/gateway.ts';
import { askSmall, longestPing, walk, type Target } from './load/measure.ts';
import { byHand, staticGraph, typedGraph } from './load/operation.ts';
import { startProgram, type Program } from './load/program.ts';
import { formatTable } from './table.ts';

/** How much is measured. */
export interface LoadSize {
  readonly records: number;
  readonly pages: readonly number[];
  readonly queries: number;
  readonly rounds: number;
}

const usual: LoadSize = { records: 5_000, pages: [100, 1_000], queries: 3_000, rounds: 3 };

/** Everything that is measured, each program in a process of its own. */
interface Stage extends AsyncDisposable {
  readonly floor: Target;
  readonly proxy: Target;
  readonly graphs: readonly Target[];
}

const setUp = async (records: number): Promise<Stage> => {
  const programs = new AsyncDisposableStack();
  const upstream = programs.use(await startProgram('program/upstream.ts', [String(records)]));
  const helper = async (name: string): Promise<Program> =>
    programs.use(await startProgram(`program/${name}.ts`, [upstream.url, upstream.token]));
  const floor = { name: 'floor', program: await helper('floor'), graph: byHand };
  const proxy = { name: 'proxy', program: await helper('proxy'), graph: byHand };
  const gateway = programs.use(await startGateway(upstream));
  const graphs = [typedGraph, staticGraph].map((graph) => ({ name: graph.name, program: gateway, graph }));
  return { floor, proxy, graphs, [Symbol.asyncDispose]: () => programs.disposeAsync() };
};

const ratio = (value: number): string => value.toFixed(2);

/** Lists, page by page: CPU beside the floor's, and the longest answer of a neighbour meanwhile. */
const measureLists = async ({ floor, graphs }: Stage, size: LoadSize): Promise<string[][]> => {
  const lines: string[][] = [];
  for (const first of size.pages) {
    const targets = [floor, ...graphs];
    for (const target of targets) await walk(target, first, size.records);
    const costs = new Map<Target, number[]>(targets.map((target) => [target, []]));
    for (let round = 0; round < size.rounds; round += 1) {
      for (const target of targets) costs.get(target)?.push(await walk(target, first, size.records));
    }
    const costOf = (target: Target): number => median(costs.get(target) ?? []);
    for (const target of graphs) {
      const ping = await longestPing(target, () => walk(target, first, size.records));
      lines.push([
        `${target.name}, pages of ${String(first)}: CPU / floor`,
        ratio(costOf(target) / costOf(floor)),
        `${String(costOf(target))} / ${String(costOf(floor))} ms, longest ping ${ping.toFixed(0)} ms`,
      ]);
    }
  }
  return lines;
};

/** Small queries: CPU beside a bare proxy's. */
const measureSmall = async ({ proxy, graphs }: Stage, { queries, rounds }: LoadSize): Promise<string[][]> => {
  const targets = [proxy, ...graphs];
  for (const target of targets) await askSmall(target, Math.ceil(queries / 2));
  const figures = new Map<Target, Awaited<ReturnType<typeof askSmall>>[]>(targets.map((target) => [target, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const target of targets) figures.get(target)?.push(await askSmall(target, queries));
  }
  const middle = (target: Target, of: 'cpuMicroseconds' | 'aSecond' | 'p50' | 'p99'): number =>
    median((figures.get(target) ?? []).map((one) => one[of]));
  return graphs.map((target) => [
    `${target.name}, small query: CPU of a bare proxy / ours`,
    ratio(middle(proxy, 'cpuMicroseconds') / middle(target, 'cpuMicroseconds')),
    `${middle(proxy, 'cpuMicroseconds').toFixed(0)} / ${middle(target, 'cpuMicroseconds').toFixed(0)} µs, p50 ${middle(target, 'p50').toFixed(1)} ms, p99 ${middle(target, 'p99').toFixed(1)} ms, ${middle(target, 'aSecond').toFixed(0)} a second`,
  ]);
};

/** What lists and small queries cost the gateway before a REDCap that costs nothing. */
export const benchRecordList = async (size: LoadSize = usual): Promise<string> => {
  await using stage = await setUp(size.records);
  const rows = [...(await measureLists(stage, size)), ...(await measureSmall(stage, size))];
  const title = `${String(size.records)} records × 4 events × 20 fields`;
  return formatTable([title, 'ratio', 'figures'], rows);
};
