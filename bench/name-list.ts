import { apiKey, projectKey, startGateway } from './load/gateway.ts';
import { createClient } from './load/client.ts';
import { startProgram } from './load/program.ts';
import { formatTable } from './table.ts';

const RECORDS = 250_000;
const PAGE = `query Page($after: String) { project(key: "${projectKey}") { records(first: 10, after: $after) {
  totalCount nodes { name } pageInfo { endCursor }
} } }`;

/** How often the memory of the gateway is looked at. */
const LOOK_MS = 50;

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly name: string }[];
  readonly pageInfo: { readonly endCursor: string };
}

const pageOf = (text: string): Page => {
  const { data } = JSON.parse(text) as { data?: { project?: { records: Page } } };
  if (data?.project === undefined) throw new Error(`No page: ${text.slice(0, 300)}`);
  return data.project.records;
};

/** The first pages of a study of a million rows: what they take, and how much memory the gateway holds meanwhile. */
export const benchNameList = async (records = RECORDS): Promise<string> => {
  await using upstream = await startProgram('program/upstream.ts', [String(records)]);
  await using gateway = await startGateway(upstream);
  const client = createClient(`${gateway.url}graphql`, 1, { authorization: `Bearer ${apiKey}` });
  await client.ask(`{ project(key: "${projectKey}") { record(name: "7") { name } } }`, {});
  const idle = gateway.rssMiB();
  let most = idle;
  const looking = setInterval(() => {
    most = Math.max(most, gateway.rssMiB());
  }, LOOK_MS);
  const first = await client.ask(PAGE, { after: null });
  const page = pageOf(first.text);
  const second = await client.ask(PAGE, { after: page.pageInfo.endCursor });
  clearInterval(looking);
  client.close();
  const next = pageOf(second.text);
  if (page.totalCount !== records || next.nodes.length !== 10) throw new Error('The list is not whole.');
  return formatTable(
    [`${String(records)} records × 4 events`, 'figure'],
    [
      ['first page of ten, seconds', (first.milliseconds / 1000).toFixed(1)],
      ['next page, milliseconds', second.milliseconds.toFixed(0)],
      ['most memory over idle, MiB', (most - idle).toFixed(0)],
    ],
  );
};
