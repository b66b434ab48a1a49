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
const PAGE = 10;

const staticPath = 'graphql';
const typedPath = `projects/${projectKey}/graphql`;

/** A list that the gateway filters or orders itself. */
interface List {
  readonly name: string;
  readonly path: string;
  /** The field that is the list, with the variable `after`. */
  readonly field: string;
}

const lists: readonly List[] = [
  {
    name: 'records, filtered by rows',
    path: staticPath,
    field: `records(first: ${String(PAGE)}, after: $after, where: { field: "f05", contains: "ori" })`,
  },
  {
    name: 'records, filtered by what is saved',
    path: typedPath,
    field: `records(first: ${String(PAGE)}, after: $after, where: { main: { f05: { contains: "ori" } } })`,
  },
  {
    name: 'records, ordered by a text',
    path: typedPath,
    field: `records(first: ${String(PAGE)}, after: $after, orderBy: { main: f01, event: baseline_arm_1 })`,
  },
  {
    name: 'rows of an instrument, filtered',
    path: staticPath,
    field: `instrumentData(first: ${String(PAGE)}, after: $after, instrument: "main", where: { field: "f05", contains: "ori" })`,
  },
  {
    name: 'rows of an instrument',
    path: staticPath,
    field: `instrumentData(first: ${String(PAGE)}, after: $after, instrument: "main")`,
  },
  {
    name: 'rows of an instrument, ordered by a text',
    path: staticPath,
    field: `instrumentData(first: ${String(PAGE)}, after: $after, instrument: "main", orderBy: { field: "f01" })`,
  },
];

const queryOf = ({ path, field }: List): string => {
  const page = `page: ${field} { totalCount nodes { __typename } pageInfo { endCursor } }`;
  return `query List($after: String) { ${path === typedPath ? page : `project(key: "${projectKey}") { ${page} }`} }`;
};

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly endCursor: string };
}

/** Asks for a page, and for the next one when it is asked again. */
const createPages = (gateway: Program, list: List) => {
  const client = clientOf(gateway, list.path);
  const query = queryOf(list);
  let page: Page | undefined;
  return {
    next: async (): Promise<void> => {
      const data = await askBy(client)({ query, variables: { after: page?.pageInfo.endCursor ?? null } });
      // The query asks for the one or the other.
      const { page: own, project } = data as { page?: Page; project?: { page: Page } };
      const came = own ?? project?.page;
      const isWhole = page === undefined || came?.totalCount === page.totalCount;
      if (came === undefined || !isWhole || came.nodes.length !== PAGE) throw new Error(`${list.name} is not whole.`);
      page = came;
    },
    count: (): number => page?.totalCount ?? Number.NaN,
    close: (): void => {
      client.close();
    },
  };
};

/** The first two pages of one list, of a gateway that has just been started and knows the project's design. */
const measureList = async (upstream: Upstream, bareServer: Program, list: List): Promise<ResultRow> => {
  await using gateway = await startWarmGateway(upstream);
  const idle = gateway.rssMiB();
  const pages = createPages(gateway, list);
  const samples: Sample[] = [];
  const ping = await longestPing({ program: gateway, path: staticPath }, bareServer, async () => {
    samples.push(await sample({ program: gateway, upstream }, pages.next));
  });
  samples.push(await sample({ program: gateway, upstream }, pages.next));
  pages.close();
  const [first, second] = samples;
  if (first === undefined || second === undefined) throw new Error('Nothing was measured.');
  return resultRow(list.name, {
    totalCount: pages.count(),
    seconds: first.wallMs / 1000,
    'CPU s': first.cpuMs / 1000,
    'MiB over idle': Math.max(first.peakMiB, second.peakMiB) - idle,
    calls: first.calls,
    'MiB from REDCap': first.bytes / MIB,
    'ping over bare ms': ping,
    'next page CPU ms': second.cpuMs,
    'next page calls': second.calls,
  });
};

/** The first two pages of lists that the gateway filters or orders itself, of a study of a million rows. */
export const benchFilteredList = async (records = RECORDS): Promise<readonly Result[]> => {
  await using upstream = await startUpstream({ study: 'ready', records });
  await using bareServer = await startProgram('program/bare-server.ts', []);
  const rows: ResultRow[] = [];
  for (const list of lists) rows.push(await measureList(upstream, bareServer, list));
  return [{ title: `lists of ${String(records * rowsARecord)} rows`, rows }];
};
