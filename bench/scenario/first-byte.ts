import { download, type Wanted } from '../load/download.ts';
import { projectKey, startGateway } from '../load/gateway.ts';
import { askBy, clientOf } from '../load/measure.ts';
import { recordsOf, streamedPage, typedGraph, typedPage } from '../load/operation.ts';
import type { Program } from '../load/program.ts';
import { pairInTurn } from '../load/sample.ts';
import { studyEvents } from '../load/study.ts';
import { startUpstream, type Upstream } from '../load/upstream.ts';
import { redcapCost, type Cost } from '../load/upstream/cost.ts';
import { resultRow, type Result, type ResultRow } from '../result.ts';

/** How much is measured. */
export interface FirstByteSize {
  readonly records: number;
  readonly page: number;
  readonly rounds: number;
  readonly cost: Cost;
}

const usual: FirstByteSize = { records: 5_000, page: 1_000, rounds: 3, cost: redcapCost };

/** Asks for something, and says when its first row came. */
type AskFirst = () => Promise<{ readonly firstRowMs: number; readonly wallMs: number }>;

/** Every row has its event; this is the first. */
const [mark = ''] = studyEvents;

const timed = async (url: string, wanted: Wanted = {}): ReturnType<AskFirst> => {
  const start = performance.now();
  const { firstRowMs } = await download(url, { ...wanted, mark });
  return { firstRowMs, wallMs: performance.now() - start };
};

/** What is measured, and the same rows in one export of REDCap. */
interface Pair {
  readonly own: AskFirst;
  readonly redcap: AskFirst;
}

const measure = async (name: string, upstream: Upstream, { own, redcap }: Pair, rounds: number): Promise<ResultRow> => {
  const figuresOf = async (ask: AskFirst) => {
    await upstream.stats();
    const { firstRowMs, wallMs } = await ask();
    return { firstRowMs, wallMs, calls: (await upstream.stats()).calls };
  };
  const [ours, theirs] = await pairInTurn([own, redcap], rounds, figuresOf);
  return resultRow(name, {
    'first row / REDCap': ours.firstRowMs / theirs.firstRowMs,
    'whole / REDCap': ours.wallMs / theirs.wallMs,
    'first row ms': ours.firstRowMs,
    "REDCap's ms": theirs.firstRowMs,
    'whole ms': ours.wallMs,
    "REDCap's whole ms": theirs.wallMs,
    calls: ours.calls,
  });
};

/** One export of these records, or of all, in a format. */
const exportBy =
  ({ url, token }: Upstream, format: string, records: readonly number[] = []): AskFirst =>
  () => {
    const parameters = { token, content: 'record', type: 'flat', format, records: records.join(',') };
    return timed(`${url}api/`, { body: new URLSearchParams(parameters).toString() });
  };

const cursorOf = async (gateway: Program, page: number): Promise<string> => {
  const client = clientOf(gateway, typedGraph().path);
  const data = await askBy(client)(typedPage(page, null));
  client.close();
  return recordsOf(data).pageInfo.endCursor;
};

/** When the first bytes of a list and of tables come, beside the same export asked of REDCap itself. */
export const benchFirstByte = async (size: FirstByteSize = usual): Promise<readonly Result[]> => {
  const { records, page, rounds, cost } = size;
  await using upstream = await startUpstream({ study: 'ready', records, cost });
  await using gateway = await startGateway(upstream);
  const graph = `${gateway.url}${typedGraph().path}`;
  const after = await cursorOf(gateway, page);
  const pageBehind =
    (cursor: string | null): AskFirst =>
    () =>
      timed(graph, { body: JSON.stringify(typedPage(page, cursor)) });
  const streamedBehind = (cursor: string | null): AskFirst => {
    const body = JSON.stringify(streamedPage(page, cursor));
    return () => timed(graph, { body, accept: 'multipart/mixed' });
  };
  const table =
    (format: string): AskFirst =>
    () =>
      timed(`${gateway.url}projects/${projectKey}/records.${format}`);
  const firstRecords = Array.from({ length: page }, (_record, index) => index + 1);
  const json = exportBy(upstream, 'json', firstRecords);
  const pairs: Readonly<Record<string, Pair>> = {
    'a first page, typed': { own: pageBehind(null), redcap: json },
    'a later page, typed': { own: pageBehind(after), redcap: json },
    'a first page, @stream': { own: streamedBehind(null), redcap: json },
    'a later page, @stream': { own: streamedBehind(after), redcap: json },
    'a table, CSV': { own: table('csv'), redcap: exportBy(upstream, 'csv') },
    'a table, NDJSON': { own: table('ndjson'), redcap: exportBy(upstream, 'csv') },
  };
  const rows: ResultRow[] = [];
  for (const [name, pair] of Object.entries(pairs)) rows.push(await measure(name, upstream, pair, rounds));
  return [{ title: `first byte: ${String(records)} records, pages of ${String(page)}`, rows }];
};
