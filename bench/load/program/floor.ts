// The floor: what a page costs when it is made by hand, without GraphQL: one export, parsed, regrouped and written as text.
// node bench/load/program/floor.ts UPSTREAM TOKEN
import { createByHand, createRowExport } from '../by-hand.ts';
import { sayReady } from '../ready.ts';
import { regroup } from '../row.ts';
import { recordIdField, studyFieldsOf } from '../study.ts';

const [upstream = '', token = ''] = process.argv.slice(2);
const exportRows = createRowExport(upstream, token);

let names: readonly string[] | undefined;

const answer = async (first: number, after: number, fields: readonly string[]): Promise<string> => {
  if (names === undefined || after === 0) {
    names = [...new Set((await exportRows(`fields=${recordIdField}`)).map((row) => row[recordIdField] ?? ''))];
  }
  const page = names.slice(after, after + first);
  const columns = [recordIdField, ...fields].join(',');
  const nodes = regroup(await exportRows(`fields=${columns}&records=${page.join(',')}`), fields);
  const pageInfo = { hasNextPage: after + first < names.length, endCursor: String(after + first) };
  return JSON.stringify({ data: { records: { nodes, pageInfo } } });
};

interface Asked {
  readonly first: number;
  readonly after: string | null;
  readonly fields: number;
}

sayReady(
  createByHand<Asked>(async ({ first, after, fields }, response) => {
    const body = await answer(first, Number(after ?? 0), studyFieldsOf(fields));
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  }),
);
