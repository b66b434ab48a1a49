import type { ServerResponse } from 'node:http';
import { createPace } from './cost.ts';
import type { UpstreamOptions } from './option.ts';
import type { StudySandbox } from './sandbox.ts';
import type { Tally } from './tally.ts';

/** Rows and cells of an answer; nothing where it is no list of records. */
const sizeOf = (form: URLSearchParams, text: string): readonly [rows: number, cells: number] => {
  if (form.get('content') !== 'record' || form.has('data') || (form.get('action') ?? 'export') !== 'export') {
    return [0, 0];
  }
  if (form.get('format') === 'csv') {
    const columns = text.slice(0, text.indexOf('\n')).split(',').length;
    // A line break within a cell counts as a row too; the studies have few.
    const rows = Math.max(0, text.split('\n').length - 2);
    return [rows, rows * columns];
  }
  const rows: unknown = text.startsWith('[') ? JSON.parse(text) : [];
  if (!Array.isArray(rows)) return [0, 0];
  return [rows.length, rows.reduce((sum: number, row: object) => sum + Object.keys(row).length, 0)];
};

/** Passes a call on to the sandbox, and answers what it answers, at the upstream's pace. */
export const createPassing =
  (options: UpstreamOptions, tally: Tally, sandbox: StudySandbox) =>
  async (contentType: string, body: Buffer<ArrayBuffer>, response: ServerResponse): Promise<void> => {
    const pace = createPace(options.cost);
    const answer = await sandbox.answer(
      new Request('http://sandbox/api/', { method: 'POST', headers: { 'content-type': contentType }, body }),
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    const form = new URLSearchParams(contentType.startsWith('multipart/') ? '' : body.toString('utf8'));
    const [rows, cells] = sizeOf(form, bytes.toString('utf8'));
    tally.answer(bytes.length);
    tally.rows(rows, cells, 0);
    pace.add(rows, cells);
    await pace.wait();
    const type = answer.headers.get('content-type') ?? 'text/plain';
    response.writeHead(answer.status, { 'content-type': type }).end(bytes);
  };
