// The floor: what a page costs when it is made by hand, without GraphQL: one export, parsed, regrouped and written as text.
// node bench/load/program/floor.ts UPSTREAM TOKEN
import { createServer } from 'node:http';
import { Pool } from 'undici';
import { recordIdField, studyFields } from '../study.ts';
import { sayReady } from '../ready.ts';

const [upstream = '', token = ''] = process.argv.slice(2);
const pool = new Pool(new URL(upstream).origin, { connections: 16 });
const common = `token=${token}&content=record&format=json&type=flat`;

type Row = Readonly<Record<string, string>>;

const exportRows = async (parameters: string): Promise<readonly Row[]> => {
  const { body } = await pool.request({
    path: '/api/',
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `${common}&${parameters}`,
  });
  return JSON.parse(await body.text()) as readonly Row[];
};

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
  createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const { variables } = JSON.parse(text) as { variables: { first: number; after: string | null } };
      void answer(variables.first, Number(variables.after ?? 0)).then((body) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      });
    });
  }),
);
