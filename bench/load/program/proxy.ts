// A bare proxy: one export of one record, passed on as it comes. The least that any gateway costs for a small query.
// node bench/load/program/proxy.ts UPSTREAM TOKEN
import { createByHand, createExport } from '../by-hand.ts';
import { recordIdField } from '../study.ts';
import { sayReady } from '../ready.ts';

const [upstream = '', token = ''] = process.argv.slice(2);
const exportByHand = createExport(upstream, token);

sayReady(
  createByHand<{ name: string }>(async ({ name }, response) => {
    const body = await exportByHand(`fields=${recordIdField},f01,f02,f03&records=${name}`);
    response.writeHead(200, { 'content-type': 'application/json' });
    body.pipe(response);
  }),
);
