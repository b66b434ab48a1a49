// A whole study in one export, made by hand: passed on as it comes, or read row by row and counted. All else is a tiny answer.
// node bench/load/program/whole-export.ts UPSTREAM TOKEN     GET /pipe: the CSV     GET /parse: how many rows it has
import { createServer, type ServerResponse } from 'node:http';
import { readCsvBatches } from '../../../src/redcap/wire/row-batch.ts';
import { createExport } from '../by-hand.ts';
import { sayReady } from '../ready.ts';

const [upstream = '', token = ''] = process.argv.slice(2);
const exportByHand = createExport(upstream, token, 'csv');

const pipe = async (response: ServerResponse): Promise<void> => {
  const body = await exportByHand('');
  response.writeHead(200, { 'content-type': 'text/csv' });
  body.pipe(response);
};

const parse = async (response: ServerResponse): Promise<void> => {
  let rows = -1;
  for await (const batch of readCsvBatches(await exportByHand(''))) rows += batch.length;
  response.end(String(rows));
};

sayReady(
  createServer((request, response) => {
    request.resume();
    if (request.url === '/pipe') void pipe(response);
    else if (request.url === '/parse') void parse(response);
    else response.end('{}');
  }),
);
