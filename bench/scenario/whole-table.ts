import { download } from '../load/download.ts';
import { projectKey } from '../load/gateway.ts';
import { askBy, clientOf, longestPing } from '../load/measure.ts';
import { MIB } from '../load/mebibyte.ts';
import { startProgram, type Program } from '../load/program.ts';
import { sample, type Sample } from '../load/sample.ts';
import { rowsARecord } from '../load/study.ts';
import { startUpstream, type Upstream } from '../load/upstream.ts';
import { startWarmGateway } from '../load/warm-gateway.ts';
import { resultRow, type Result, type ResultRow } from '../result.ts';

const RECORDS = 250_000;

const PAGE = `query Page($after: String) { project(key: "${projectKey}") { records(first: 10, after: $after) {
  totalCount nodes { name } pageInfo { endCursor }
} } }`;

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly name: string }[];
  readonly pageInfo: { readonly endCursor: string };
}

const figuresOf = (spent: Sample): Readonly<Record<string, number>> => ({
  seconds: spent.wallMs / 1000,
  'CPU s': spent.cpuMs / 1000,
  'MiB over idle': spent.overIdleMiB,
  calls: spent.calls,
  'MiB from REDCap': spent.bytes / MIB,
});

const measurePages = async (upstream: Upstream, records: number): Promise<Result> => {
  await using gateway = await startWarmGateway(upstream);
  const client = clientOf(gateway, 'graphql');
  let page: Page | undefined;
  const next = async (): Promise<void> => {
    const data = await askBy(client)({ query: PAGE, variables: { after: page?.pageInfo.endCursor ?? null } });
    // The query asks for it.
    page = (data as { readonly project: { readonly records: Page } }).project.records;
    if (page.totalCount !== records || page.nodes.length !== 10) throw new Error('The list is not whole.');
  };
  const first = await sample({ program: gateway, upstream }, next);
  const second = await sample({ program: gateway, upstream }, next);
  client.close();
  const rows = [resultRow('first page of ten', figuresOf(first)), resultRow('next page', figuresOf(second))];
  return { title: `a list of ${String(records * rowsARecord)} rows`, rows };
};

const formats = ['csv', 'ndjson', 'parquet'];

interface Beside {
  readonly piped: Sample;
  readonly parsed: Sample;
  readonly bareServer: Program;
}

const measureTable = async (upstream: Upstream, format: string, { piped, parsed, bareServer }: Beside) => {
  // One of its own for each format, which has no memory of another.
  await using gateway = await startWarmGateway(upstream);
  const url = `${gateway.url}projects/${projectKey}/records.${format}`;
  let bytes = 0;
  const fetchTable = async (): Promise<void> => {
    ({ bytes } = await download(url));
  };
  let spent: Sample | undefined;
  const ping = await longestPing({ program: gateway, path: 'graphql' }, bareServer, async () => {
    spent = await sample({ program: gateway, upstream }, fetchTable);
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
  const ask = (path: string): Promise<Sample> =>
    sample({ program: byHand, upstream }, () => download(`${byHand.url}${path}`));
  await ask('pipe');
  const piped = await ask('pipe');
  const parsed = await ask('parse');
  const rows: ResultRow[] = [
    resultRow('the export passed on', { 'CPU / passed on': 1, ...figuresOf(piped) }),
    resultRow('the export read by rows', { 'CPU / passed on': parsed.cpuMs / piped.cpuMs, ...figuresOf(parsed) }),
  ];
  for (const format of formats) rows.push(await measureTable(upstream, format, { piped, parsed, bareServer }));
  return { title: `a table of ${String(records * rowsARecord)} rows × 20`, rows };
};

/** A study of a million rows: the first pages of its list, and all of it as one file. */
export const benchWholeTable = async (records = RECORDS): Promise<readonly Result[]> => {
  await using upstream = await startUpstream({ study: 'ready', records });
  return [await measurePages(upstream, records), await measureTables(upstream, records)];
};
