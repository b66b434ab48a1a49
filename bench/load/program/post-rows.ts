// An import by hand: rows in parts of a thousand. Each part is read, posted and read back, as far as it is asked for.
// node bench/load/program/post-rows.ts UPSTREAM TOKEN
import { createServer } from 'node:http';
import { createPost } from '../by-hand.ts';
import { readPlan, type HandImport } from '../import.ts';
import { recordIdField, studyEvents, studyInstrument } from '../study.ts';
import { sayReady } from '../ready.ts';

const [upstream = '', token = ''] = process.argv.slice(2);
const post = createPost(upstream);

const ask = async (parameters: Readonly<Record<string, string>>): Promise<unknown> => {
  const form = { token, content: 'record', format: 'json', type: 'flat', ...parameters };
  const answer = await post(new URLSearchParams(form).toString());
  return JSON.parse(await answer.text());
};

const PART = 1_000;

const importByHand = async ({ reads, rows }: HandImport): Promise<void> => {
  for (let start = 0; start < rows.length; start += PART) {
    const part = rows.slice(start, start + PART);
    const names = part.map((row) => row[recordIdField]).join(',');
    const fields = [recordIdField, `${studyInstrument}_complete`, ...Object.keys(part[0] ?? {}).slice(2)].join(',');
    const read = (): Promise<unknown> => ask({ records: names, fields, events: studyEvents[0] ?? '' });
    if (reads) await read();
    await ask({ overwriteBehavior: 'normal', returnContent: 'ids', data: JSON.stringify(part) });
    if (reads) await read();
  }
};

sayReady(
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void importByHand(readPlan(Buffer.concat(chunks).toString())).then(() => response.end('{}'));
    });
  }),
);
