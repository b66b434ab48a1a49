import { createClient, type LoadClient } from './load/client.ts';
import { apiKey, startGateway } from './load/gateway.ts';
import { graphRows, handRows, importMutation } from './load/import.ts';
import { longestPing } from './load/measure.ts';
import { staticGraph } from './load/operation.ts';
import { startProgram, type Program } from './load/program.ts';
import { median } from './median.ts';
import { formatTable } from './table.ts';

/** How much is imported, and how often. */
export interface ImportSize {
  readonly rows: readonly number[];
  readonly rounds: number;
  /** Microseconds of a call, of a row read and of a row written. */
  readonly cost: readonly [call: number, read: number, written: number];
}

/** About what REDCap takes, but ten times as quick at writing: 100,000 rows would take minutes otherwise. */
const usual: ImportSize = { rows: [500, 10_000, 100_000], rounds: 3, cost: [20_000, 10, 200] };

/** A way to import: what it costs beside the others. */
interface Way {
  readonly name: string;
  readonly program: Program;
  readonly run: (run: number, rows: number) => Promise<void>;
}

interface Figures {
  readonly seconds: number;
  readonly cpu: number;
}

const importByGraph = async (client: LoadClient, run: number, rows: number): Promise<void> => {
  const { text } = await client.ask(importMutation, { rows: graphRows(run, rows) });
  const { data } = JSON.parse(text) as {
    data: { importRecords: { createdCount: number; updatedCount: number; errors: object[] } | null } | null;
  };
  const result = data?.importRecords;
  if (result?.errors.length !== 0 || result.createdCount + result.updatedCount !== rows) {
    throw new Error(`The import failed: ${text.slice(0, 300)}`);
  }
};

const measure = async ({ program, run }: Way, number: number, rows: number): Promise<Figures> => {
  const [cpu, start] = [program.cpuMs(), performance.now()];
  await run(number, rows);
  return { seconds: (performance.now() - start) / 1000, cpu: program.cpuMs() - cpu };
};

const statsOf = async (upstream: Program): Promise<Readonly<Record<string, number>>> =>
  (await (await fetch(`${upstream.url}stats`)).json()) as Record<string, number>;

const fixed = (value: number, digits = 2): string => value.toFixed(digits);

/** Imports of one size, in turn by each way. The gateway is the last of them. */
const compare = async (
  upstream: Program,
  ways: readonly [Way, Way, Way],
  rows: number,
  rounds: number,
): Promise<string[]> => {
  const found = new Map<Way, Figures[]>(ways.map((way) => [way, []]));
  const [post, ask, graph] = ways;
  let asked: Readonly<Record<string, number>> = {};
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, way] of ways.entries()) {
      await statsOf(upstream);
      const figures = await measure(way, round * ways.length + at, rows);
      asked = await statsOf(upstream);
      // The first round makes the records, and warms the programs.
      if (round > 0) found.get(way)?.push(figures);
    }
  }
  const of = (way: Way, name: keyof Figures): number => median((found.get(way) ?? []).map((one) => one[name]));
  const target = { name: graph.name, program: graph.program, graph: staticGraph };
  const longest = await longestPing(target, () => graph.run(-1, rows));
  return [
    String(rows),
    fixed(of(graph, 'seconds') / of(post, 'seconds')),
    fixed(of(graph, 'seconds') / of(ask, 'seconds')),
    fixed(of(graph, 'seconds')),
    fixed((of(graph, 'cpu') * 1000) / rows, 0),
    fixed((of(ask, 'cpu') * 1000) / rows, 0),
    fixed(graph.program.rssMiB(), 0),
    fixed(longest, 0),
    String(asked['calls'] ?? 0),
    fixed(((asked['bytesIn'] ?? 0) + (asked['bytesOut'] ?? 0)) / rows, 0),
  ];
};

/** importRecords beside the same rows posted by hand. */
export const benchImport = async ({ rows, rounds, cost }: ImportSize = usual): Promise<string> => {
  await using programs = new AsyncDisposableStack();
  const upstream = programs.use(await startProgram('program/import-upstream.ts', cost.map(String)));
  const hand = programs.use(await startProgram('program/post-rows.ts', [upstream.url, upstream.token]));
  const gateway = programs.use(await startGateway(upstream));
  const own = createClient(`${gateway.url}${staticGraph.path}`, 1, { authorization: `Bearer ${apiKey}` });
  programs.defer(own.close);
  const handWay = (name: string, reads: boolean): Way => ({
    name,
    program: hand,
    run: async (run, count) =>
      void (await fetch(hand.url, {
        method: 'POST',
        body: JSON.stringify({ reads, rows: handRows(run, count) }),
      })),
  });
  const graph: Way = { name: 'graph', program: gateway, run: (run, count) => importByGraph(own, run, count) };
  const lines: string[][] = [];
  for (const count of rows) {
    lines.push(await compare(upstream, [handWay('post', false), handWay('ask', true), graph], count, rounds));
  }
  return formatTable(
    [
      'importRecords, rows',
      'time / rows posted by hand',
      'time / posted and read as we do',
      'seconds',
      'CPU µs a row',
      'by hand',
      'RSS MiB',
      'longest ping ms',
      'calls',
      'bytes a row',
    ],
    lines,
  );
};
