import { download } from '../load/download.ts';
import { projectKey, startGateway } from '../load/gateway.ts';
import { askBy, clientOf, longestPing } from '../load/measure.ts';
import { startProgram, type Program } from '../load/program.ts';
import { sample, type Sample } from '../load/sample.ts';
import { startUpstream, type Upstream } from '../load/upstream.ts';
import { resultRow, type Result, type ResultRow } from '../result.ts';

const RECORDS = 250_000;
const ROWS_A_RECORD = 4;
const MIB = 1_048_576;

/** What every first request reads is no part of a table. */
const FIRST = `{ project(key: "${projectKey}") { record(name: "7") { name } } }`;

const PAGE = `query Page($after: String) { project(key: "${projectKey}") { records(first: 10, after: $after) {
  totalCount nodes { name } pageInfo { endCursor }
} } }`;

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly name: string }[];
  readonly pageInfo: { readonly endCursor: string };
}

/** Some work, with the memory that it took over what the program held before. */
interface Passage extends Sample {
  readonly overIdleMiB: number;
}

const measure = async (program: Program, upstream: Upstream, work: () => Promise<unknown>): Promise<Passage> => {
  const idle = program.rssMiB();
  const spent = await sample({ program, upstream }, work);
  return { ...spent, overIdleMiB: spent.peakMiB - idle };
};

const figuresOf = (passage: Passage): Readonly<Record<string, number>> => ({
  seconds: passage.wallMs / 1000,
  'CPU s': passage.cpuMs / 1000,
  'MiB over idle': passage.overIdleMiB,
  calls: passage.calls,
  'MiB from REDCap': passage.bytes / MIB,
});

/** Starts a gateway that knows the project's design. Each figure has a gateway of its own, which has no memory of another. */
const startWarm = async (upstream: Upstream): Promise<Program> => {
  const gateway = await startGateway(upstream);
  const client = clientOf(gateway, 'graphql');
  await client.ask(FIRST, {});
  client.close();
  return gateway;
};

const measurePages = async (upstream: Upstream, records: number): Promise<Result> => {
  await using gateway = await startWarm(upstream);
  const client = clientOf(gateway, 'graphql');
  let page: Page | undefined;
  const next = async (): Promise<void> => {
    const data = await askBy(client)({ query: PAGE, variables: { after: page?.pageInfo.endCursor ?? null } });
    page = (data as { readonly project: { readonly records: Page } }).project.records;
    if (page.totalCount !== records || page.nodes.length !== 10) throw new Error('The list is not whole.');
  };
  const first = await measure(gateway, upstream, next);
  const second = await measure(gateway, upstream, next);
  client.close();
  const rows = [resultRow('first page of ten', figuresOf(first)), resultRow('next page', figuresOf(second))];
  return { title: `a list of ${String(records * ROWS_A_RECORD)} rows`, rows };
};

const formats = ['csv', 'ndjson', 'parquet'];

interface Beside {
  readonly piped: Passage;
  readonly parsed: Passage;
  readonly bareServer: Program;
}

const measureTable = async (upstream: Upstream, format: string, { piped, parsed, bareServer }: Beside) => {
  await using gateway = await startWarm(upstream);
  const url = `${gateway.url}projects/${projectKey}/records.${format}`;
  let bytes = 0;
  const fetchTable = async (): Promise<void> => {
    ({ bytes } = await download(url));
  };
  let spent: Passage | undefined;
  const ping = await longestPing({ program: gateway, path: 'graphql' }, bareServer, async () => {
    spent = await measure(gateway, upstream, fetchTable);
  });
  if (spent === undefined) throw new Error('The table was not fetched.');
  return resultRow(format.toUpperCase(), {
    'CPU / passed on': spent.cpuMs / piped.cpuMs,
    'CPU / read': spent.cpuMs / parsed.cpuMs,
    ...figuresOf(spent),
    MiB: bytes / MIB,
    'ping over bare ms': ping,
  });
};

/** Whole tables: what each costs beside the same export passed on, and read once by rows. */
const measureTables = async (upstream: Upstream, records: number): Promise<Result> => {
  await using byHand = await startProgram('program/whole-export.ts', [upstream.url, upstream.token]);
  await using bareServer = await startProgram('program/bare-server.ts', []);
  const ask = (path: string): Promise<Passage> => measure(byHand, upstream, () => download(`${byHand.url}${path}`));
  await ask('pipe');
  const piped = await ask('pipe');
  const parsed = await ask('parse');
  const rows: ResultRow[] = [
    resultRow('the export passed on', { 'CPU / passed on': 1, ...figuresOf(piped) }),
    resultRow('the export read by rows', { 'CPU / passed on': parsed.cpuMs / piped.cpuMs, ...figuresOf(parsed) }),
  ];
  for (const format of formats) rows.push(await measureTable(upstream, format, { piped, parsed, bareServer }));
  return { title: `a table of ${String(records * ROWS_A_RECORD)} rows × 20`, rows };
};

/** A study of a million rows: the first pages of its list, and all of it as one file. */
export const benchWholeTable = async (records = RECORDS): Promise<readonly Result[]> => {
  await using upstream = await startUpstream({ study: 'ready', records });
  return [await measurePages(upstream, records), await measureTables(upstream, records)];
};
