import type { LoadClient } from '../load/client.ts';
import { startGateway } from '../load/gateway.ts';
import { graphRows, handRows, importMutation } from '../load/import.ts';
import { clientOf, dataOf, longestPing } from '../load/measure.ts';
import { startProgram, type Program } from '../load/program.ts';
import { inTurn, sample, type Sample } from '../load/sample.ts';
import { startUpstream, type Upstream } from '../load/upstream.ts';
import { redcapCost, type Cost } from '../load/upstream/cost.ts';
import { resultRow, type Result, type ResultRow } from '../result.ts';

/** How much is imported, and how often. */
export interface ImportSize {
  readonly rows: number;
  readonly rounds: number;
}

const usual: readonly ImportSize[] = [
  { rows: 500, rounds: 5 },
  { rows: 10_000, rounds: 3 },
  { rows: 100_000, rounds: 1 },
];

/** A way to import. Each run stores other values, so that every run changes every row. */
interface Way {
  readonly program: Program;
  readonly upstream: Upstream;
  readonly run: (run: number, rows: number) => Promise<void>;
}

interface Stage extends AsyncDisposable {
  readonly bareServer: Program;
  /** The same rows, posted and nothing else. */
  readonly post: Way;
  /** The same rows, each part read before and after, as the gateway does. */
  readonly ask: Way;
  readonly graph: Way;
}

const importByGraph = async (client: LoadClient, run: number, rows: number): Promise<void> => {
  const { text } = await client.ask(importMutation, { rows: graphRows(run, rows) });
  // The mutation asks for these.
  const { importRecords: result } = dataOf(text) as {
    readonly importRecords: { createdCount: number; updatedCount: number; errors: object[] };
  };
  if (result.errors.length > 0 || result.createdCount + result.updatedCount !== rows) {
    throw new Error(`The import failed: ${text.slice(0, 300)}`);
  }
};

const setUp = async (cost: Cost): Promise<Stage> => {
  await using programs = new AsyncDisposableStack();
  const upstream = programs.use(await startUpstream({ study: 'stored', records: 0, cost }));
  const hand = programs.use(await startProgram('program/post-rows.ts', [upstream.url, upstream.token]));
  const gateway = programs.use(await startGateway(upstream));
  const bareServer = programs.use(await startProgram('program/bare-server.ts', []));
  const client = clientOf(gateway, 'graphql');
  programs.defer(client.close);
  // What a first import learns of the design is no part of any.
  await importByGraph(client, 0, 1);
  const handWay = (reads: boolean): Way => ({
    program: hand,
    upstream,
    run: async (run, count) => {
      const body = JSON.stringify({ reads, rows: handRows(run, count) });
      await (await fetch(hand.url, { method: 'POST', body })).text();
    },
  });
  const started = programs.move();
  return {
    bareServer,
    post: handWay(false),
    ask: handWay(true),
    graph: { program: gateway, upstream, run: (run, count) => importByGraph(client, run, count) },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
};

/** Imports of one size, in turn by each way. */
const compare = async (stage: Stage, { rows, rounds }: ImportSize, firstRun: number): Promise<ResultRow> => {
  const { post, ask, graph } = stage;
  let run = firstRun;
  const next = (): number => (run += 1);
  // This makes the records, so that all that follow change them.
  await post.run(next(), rows);
  const spent = await inTurn([post, ask, graph], rounds, (way: Way) => sample(way, () => way.run(next(), rows)));
  const at = { program: graph.program, path: 'graphql' };
  const ping = await longestPing(at, stage.bareServer, () => graph.run(next(), rows));
  const of = (way: Way, name: keyof Sample): number => spent.get(way)?.[name] ?? Number.NaN;
  return resultRow(`${String(rows)} rows`, {
    'time / posted by hand': of(graph, 'wallMs') / of(post, 'wallMs'),
    'time / posted and read': of(graph, 'wallMs') / of(ask, 'wallMs'),
    seconds: of(graph, 'wallMs') / 1000,
    'CPU µs a row': (of(graph, 'cpuMs') * 1000) / rows,
    'by hand': (of(ask, 'cpuMs') * 1000) / rows,
    'peak MiB': of(graph, 'peakMiB'),
    calls: of(graph, 'calls'),
    'bytes a row': of(graph, 'bytes') / rows,
    'ping over bare ms': ping,
  });
};

/** importRecords beside the same rows posted by hand, before a REDCap that takes its time. */
export const benchImport = async (
  sizes: readonly ImportSize[] = usual,
  cost: Cost = redcapCost,
): Promise<readonly Result[]> => {
  await using stage = await setUp(cost);
  const rows: ResultRow[] = [];
  for (const size of sizes) rows.push(await compare(stage, size, rows.length * 1_000));
  return [{ title: 'importRecords', rows }];
};
