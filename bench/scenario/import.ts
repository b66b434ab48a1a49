import type { LoadClient } from '../load/client.ts';
import { apiKey, startGateway } from '../load/gateway.ts';
import { fileMutation, fileOfRows, graphRows, handRows, importMutation } from '../load/import.ts';
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
  /** importRecords, and importRecordsFile with the same rows. */
  readonly graphs: readonly [rows: Way, file: Way];
}

/** What both mutations are asked for. */
interface Imported {
  readonly createdCount: number;
  readonly updatedCount: number;
  readonly errors: readonly object[];
}

const checkImported = ({ createdCount, updatedCount, errors }: Imported, rows: number): void => {
  if (errors.length > 0 || createdCount + updatedCount !== rows) {
    throw new Error(`The import failed: ${JSON.stringify(errors).slice(0, 300)}`);
  }
};

const importByGraph = async (client: LoadClient, run: number, rows: number): Promise<void> => {
  const { text } = await client.ask(importMutation, { rows: graphRows(run, rows) });
  // The mutation asks for these.
  checkImported((dataOf(text) as { readonly importRecords: Imported }).importRecords, rows);
};

/** Sends the rows as a file of a GraphQL multipart request. */
const importByFile = async (gateway: Program, run: number, rows: number): Promise<void> => {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: fileMutation, variables: { file: null } }));
  form.set('map', '{"0":["variables.file"]}');
  form.set('0', new Blob([fileOfRows(run, rows)], { type: 'text/csv' }), 'rows.csv');
  const headers = { authorization: `Bearer ${apiKey}`, 'apollo-require-preflight': '1' };
  const answer = await fetch(`${gateway.url}graphql`, { method: 'POST', headers, body: form });
  // The mutation asks for these.
  const data = dataOf(await answer.text()) as { readonly importRecordsFile: Imported };
  checkImported(data.importRecordsFile, rows);
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
    graphs: [
      { program: gateway, upstream, run: (run, count) => importByGraph(client, run, count) },
      { program: gateway, upstream, run: (run, count) => importByFile(gateway, run, count) },
    ],
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
};

/** Imports of one size, in turn by each way: a line for importRecords, and one for importRecordsFile. */
const compare = async (stage: Stage, { rows, rounds }: ImportSize, firstRun: number): Promise<readonly ResultRow[]> => {
  const { post, ask, graphs } = stage;
  let run = firstRun;
  const next = (): number => (run += 1);
  // This makes the records, so that all that follow change them.
  await post.run(next(), rows);
  const spent = await inTurn([post, ask, ...graphs], rounds, (way: Way) => sample(way, () => way.run(next(), rows)));
  const of = (way: Way, name: keyof Sample): number => spent.get(way)?.[name] ?? Number.NaN;
  const lines: ResultRow[] = [];
  for (const way of graphs) {
    const at = { program: way.program, path: 'graphql' };
    const ping = await longestPing(at, stage.bareServer, () => way.run(next(), rows));
    lines.push(
      resultRow(`${String(rows)} rows`, {
        'time / posted by hand': of(way, 'wallMs') / of(post, 'wallMs'),
        'time / posted and read': of(way, 'wallMs') / of(ask, 'wallMs'),
        seconds: of(way, 'wallMs') / 1000,
        'rows a second': (rows * 1000) / of(way, 'wallMs'),
        'CPU µs a row': (of(way, 'cpuMs') * 1000) / rows,
        'by hand': (of(ask, 'cpuMs') * 1000) / rows,
        'peak MiB': of(way, 'peakMiB'),
        calls: of(way, 'calls'),
        'bytes a row': of(way, 'bytes') / rows,
        'ping over bare ms': ping,
      }),
    );
  }
  return lines;
};

/** importRecords and importRecordsFile beside the same rows posted by hand, before a REDCap that takes its time. */
export const benchImport = async (
  sizes: readonly ImportSize[] = usual,
  cost: Cost = redcapCost,
): Promise<readonly Result[]> => {
  await using stage = await setUp(cost);
  const lines: (readonly ResultRow[])[] = [];
  for (const size of sizes) lines.push(await compare(stage, size, lines.length * 1_000));
  return ['importRecords', 'importRecordsFile'].map((title, index) => ({
    title,
    rows: lines.flatMap((line) => line[index] ?? []),
  }));
};
