// The floor: what a page costs when it is made by hand, without GraphQL: one export, parsed, regrouped and written as text.
// node bench/load/program/floor.ts UPSTREAM TOKEN
import { createByHand, createExport } from '../by-hand.ts';
import { recordIdField, studyFields } from '../study.ts';
import { sayReady } from '../ready.ts';

const [upstream = '', token = ''] = process.argv.slice(2);
const exportByHand = createExport(upstream, token);

type Row = Readonly<Record<string, string>>;

const exportRows = async (parameters: string): Promise<readonly Row[]> =>
  JSON.parse(await (await exportByHand(parameters)).text()) as readonly Row[];

/** A page as the typed graph answers it. */
const regroup = (rows: readonly Row[]): readonly object[] => {
  const nodes = new Map<string, { readonly name: string; readonly mainList: object[] }>();
  for (const row of rows) {
    const name = row[recordIdField] ?? '';
    const node = nodes.get(name) ?? { name, mainList: [] };
    nodes.set(name, node);
    const saved: Record<string, unknown> = { event: { uniqueEventName: row['redcap_event_name'] } };
    for (const field of studyFields) saved[field] = { value: row[field] === '' ? null : row[field] };
    node.mainList.push(saved);
  }
  return [...nodes.values()];
};

let names: readonly string[] | undefined;

const answer = async (first: number, after: number): Promise<string> => {
  if (names === undefined || after === 0) {
    names = [...new Set((await exportRows(`fields=${recordIdField}`)).map((row) => row[recordIdField] ?? ''))];
  }
  const page = names.slice(after, after + first);
  const fields = [recordIdField, ...studyFields].join(',');
  const nodes = regroup(await exportRows(`fields=${fields}&records=${page.join(',')}`));
  const pageInfo = { hasNextPage: after + first < names.length, endCursor: String(after + first) };
  return JSON.stringify({ data: { records: { nodes, pageInfo } } });
};

sayReady(
  createByHand<{ first: number; after: string | null }>(async ({ first, after }, response) => {
    const body = await answer(first, Number(after ?? 0));
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  }),
);
