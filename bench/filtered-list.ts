import { apiKey, projectKey, startGateway } from './load/gateway.ts';
import { createClient, type LoadClient } from './load/client.ts';
import { startProgram, type Program } from './load/program.ts';
import { formatTable } from './table.ts';

const RECORDS = 250_000;

/** How often the memory of the gateway is looked at. */
const LOOK_MS = 50;

/** A list that the gateway filters or orders itself, as fields of the graph that has it. */
interface List {
  readonly name: string;
  readonly path: string;
  /** With the variable `after`. */
  readonly query: string;
}

const typedPath = `projects/${projectKey}/graphql`;
const ofPage = 'totalCount nodes { __typename } pageInfo { endCursor }';

const lists: readonly List[] = [
  {
    name: 'records, filtered by text',
    path: 'graphql',
    query: `query List($after: String) { list: project(key: "${projectKey}") {
      page: records(first: 10, after: $after, where: { field: "f05", contains: "ori" }) { ${ofPage} }
    } }`,
  },
  {
    name: 'records, filtered by saved instances',
    path: typedPath,
    query: `query List($after: String) {
      page: records(first: 10, after: $after, where: { main: { f05: { contains: "ori" } } }) { ${ofPage} }
    }`,
  },
  {
    name: 'records, ordered by a text',
    path: typedPath,
    query: `query List($after: String) {
      page: records(first: 10, after: $after, orderBy: { main: f01, event: baseline_arm_1 }) { ${ofPage} }
    }`,
  },
  {
    name: 'rows of an instrument, filtered',
    path: 'graphql',
    query: `query List($after: String) { list: project(key: "${projectKey}") {
      page: instrumentData(first: 10, after: $after, instrument: "main", where: { field: "f05", contains: "ori" }) { ${ofPage} }
    } }`,
  },
  {
    name: 'rows of an instrument',
    path: 'graphql',
    query: `query List($after: String) { list: project(key: "${projectKey}") {
      page: instrumentData(first: 10, after: $after, instrument: "main") { ${ofPage} }
    } }`,
  },
];

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly endCursor: string };
}

const pageOf = (text: string): Page => {
  const { data } = JSON.parse(text) as { data?: { list?: { page: Page }; page?: Page } };
  const page = data?.list?.page ?? data?.page;
  if (page === undefined) throw new Error(`No page: ${text.slice(0, 300)}`);
  return page;
};

interface Stats {
  readonly calls: number;
  readonly bytes: number;
  readonly rows: number;
}

const statsOf = async (upstream: Program): Promise<Stats> =>
  (await (await fetch(`${upstream.url}stats`)).json()) as Stats;

/** The longest that a neighbour waits, who asks for next to nothing again and again. */
const longestPing = async (gateway: Program, work: () => Promise<void>): Promise<number> => {
  await using ping = await startProgram('program/ping.ts', [`${gateway.url}graphql`, apiKey]);
  await work();
  const { longest } = (await (await fetch(ping.url)).json()) as { longest: number };
  return longest;
};

const askTwice = async (client: LoadClient, { query }: List, upstream: Program) => {
  await statsOf(upstream);
  const first = await client.ask(query, { after: null });
  const page = pageOf(first.text);
  const made = await statsOf(upstream);
  const second = await client.ask(query, { after: page.pageInfo.endCursor });
  const next = pageOf(second.text);
  const { calls } = await statsOf(upstream);
  if (next.totalCount !== page.totalCount || next.nodes.length !== 10) throw new Error('The list is not whole.');
  return { count: page.totalCount, first: first.milliseconds, second: second.milliseconds, made, calls };
};

/** One list of a gateway that has just been started. */
const benchList = async (list: List, upstream: Program): Promise<string[]> => {
  await using gateway = await startGateway(upstream);
  const client = createClient(`${gateway.url}${list.path}`, 1, { authorization: `Bearer ${apiKey}` });
  await client.ask('{ __typename }', {});
  await createClient(`${gateway.url}graphql`, 1, { authorization: `Bearer ${apiKey}` }).ask(
    `{ project(key: "${projectKey}") { record(name: "7") { name } } }`,
    {},
  );
  const [idle, cpu] = [gateway.rssMiB(), gateway.cpuMs()];
  let most = idle;
  const looking = setInterval(() => {
    most = Math.max(most, gateway.rssMiB());
  }, LOOK_MS);
  let asked: Awaited<ReturnType<typeof askTwice>> | undefined;
  const ping = await longestPing(gateway, async () => {
    asked = await askTwice(client, list, upstream);
  });
  clearInterval(looking);
  client.close();
  if (asked === undefined) throw new Error('Nothing was asked.');
  return [
    list.name,
    String(asked.count),
    (asked.first / 1000).toFixed(1),
    ((gateway.cpuMs() - cpu) / 1000).toFixed(1),
    asked.second.toFixed(0),
    `${String(asked.made.calls)} + ${String(asked.calls)}`,
    (asked.made.bytes / 1_000_000).toFixed(1),
    (most - idle).toFixed(0),
    ping.toFixed(0),
  ];
};

/** The first two pages of lists that the gateway filters or orders itself, of a study of a million rows. */
export const benchFilteredList = async (records = RECORDS): Promise<string> => {
  await using upstream = await startProgram('program/upstream.ts', [String(records)]);
  const rows: string[][] = [];
  for (const list of lists) rows.push(await benchList(list, upstream));
  return formatTable(
    [
      `${String(records)} records × 4 events`,
      'totalCount',
      'first page, s',
      'CPU, s',
      'next page, ms',
      'calls',
      'MB asked for',
      'most memory over idle, MiB',
      'longest ping, ms',
    ],
    rows,
  );
};
