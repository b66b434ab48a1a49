import type { Fault, FaultSettings } from './fault.ts';
import { isFile, plainFault, takeAnswer } from './fault.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };

/** The rows of a JSON list; null for any other answer. */
const readList = (headers: Headers, bytes: Buffer): unknown[] | null => {
  if (isFile(headers)) return null;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
};

/** A fault that changes the rows of a JSON list; every other answer stays as it is. */
const changeRows =
  (change: (rows: readonly unknown[]) => string): ReturnType<Fault['inject']> =>
  async (call) => {
    const { status, headers, bytes } = await takeAnswer(call);
    const rows = status === 200 ? readList(headers, bytes) : null;
    return new Response(rows === null ? new Uint8Array(bytes) : change(rows), { status, headers });
  };

/**
 * Columns that every JavaScript object seems to have. They are text, because `JSON.stringify` would leave out
 * `__proto__`.
 */
const oddColumns = '"__proto__":"1","constructor":"1","toString":"1"';

const addOddColumns = (row: unknown): string => {
  const text = JSON.stringify(row);
  if (!text.startsWith('{')) return text;
  return text === '{}' ? `{${oddColumns}}` : `${text.slice(0, -1)},${oddColumns}}`;
};

const memoryText =
  'REDCap ran out of server memory. The request cannot be processed. ' +
  'Please try importing/exporting a smaller amount of data.';
const unableText = 'The server was not able to complete the export of so much data.';

/** The rows of a list in JSON, CSV or XML; 0 for any other answer. */
const countRows = async (answer: () => Promise<Response>): Promise<number> => {
  const response = (await answer()).clone();
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  if (isFile(response.headers) || response.status !== 200) return 0;
  if (type.startsWith('text/csv')) return Math.max(0, bytes.toString('utf8').trimEnd().split('\n').length - 1);
  if (type.startsWith('text/xml')) return bytes.toString('utf8').split('<item>').length - 1;
  return readList(response.headers, bytes)?.length ?? 0;
};

/** Fails above a number of rows: HTML, then JSON, with status 200. */
const failAbove = (name: string, message: string): Fault => ({
  name,
  about: `200 with HTML and “${message.split('.')[0] ?? ''}”, if the answer has more than \`rows\` (100) rows.`,
  settings: ['rows'],
  inject:
    ({ rows = 100 }: FaultSettings) =>
    async ({ answer }) => {
      if ((await countRows(answer)) <= rows) return answer();
      const body = `<br />\n<b>Fatal error</b>:  Allowed memory size exhausted<br />\n${JSON.stringify({ error: message })}`;
      return new Response(body, { headers: { 'content-type': 'text/html; charset=UTF-8' } });
    },
});

/** Faults of lists: rows that are missing, strange or too many, and imports that count wrong. */
export const rowFaults: readonly Fault[] = [
  {
    name: 'drop-rows',
    about: 'The right answer without its last `rows` (1) rows, if it is a list in JSON.',
    settings: ['rows'],
    inject: ({ rows = 1 }) => changeRows((all) => JSON.stringify(all.slice(0, Math.max(0, all.length - rows)))),
  },
  {
    name: 'odd-names',
    about: 'The right answer with columns called `__proto__`, `constructor` and `toString`, if it is a list in JSON.',
    settings: [],
    inject: () => changeRows((rows) => `[${rows.map(addOddColumns).join(',')}]`),
  },
  failAbove('out-of-memory', memoryText),
  failAbove('unable-to-complete', unableText),
  plainFault(
    'count-zero',
    '200 with `{"count": 0}`, or `[]` where an import asks for names. Nothing is done.',
    ({ parameter }) => {
      const wantsNames = ['ids', 'auto_ids'].includes(parameter('returnContent') ?? '');
      return new Response(wantsNames ? '[]' : '{"count": 0}', { headers: json });
    },
  ),
];
