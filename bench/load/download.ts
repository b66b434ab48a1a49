import { request } from 'node:http';
import { apiKey } from './gateway.ts';

/** What is asked for. */
export interface Wanted {
  /** What is posted; without it, the address is got. */
  readonly body?: string;
  readonly accept?: string;
  /** A text of the first row; how long it takes to come is measured. */
  readonly mark?: string;
}

/** What a download came to. */
export interface Downloaded {
  readonly bytes: number;
  /** Until the marked text was there; NaN where there is none. */
  readonly firstRowMs: number;
}

const headersOf = ({ body, accept }: Wanted): Record<string, string> => ({
  authorization: `Bearer ${apiKey}`,
  ...(accept === undefined ? {} : { accept }),
  ...(body === undefined
    ? {}
    : { 'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded' }),
});

/** Reads an answer to its end and keeps nothing. Fails where its status is not 200 or it is cut. */
export const download = (url: string, wanted: Wanted = {}): Promise<Downloaded> =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const { body, mark } = wanted;
    const method = body === undefined ? 'GET' : 'POST';
    const asking = request(url, { method, headers: headersOf(wanted), agent: false }, (response) => {
      let bytes = 0;
      let firstRowMs = Number.NaN;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        const isFirst = mark !== undefined && Number.isNaN(firstRowMs) && chunk.includes(mark);
        if (isFirst) firstRowMs = performance.now() - start;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200 && response.complete) resolve({ bytes, firstRowMs });
        else reject(new Error(`${url} answered ${String(response.statusCode)} and ${String(bytes)} bytes.`));
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
