import { request } from 'node:http';
import { apiKey } from './gateway.ts';

/** What a download came to. */
export interface Downloaded {
  readonly bytes: number;
  /** Until the first bytes of its body. */
  readonly firstByteMs: number;
}

/** Reads an answer to its end and keeps nothing. Fails where its status is not 200 or it is cut. */
export const download = (url: string, body?: string): Promise<Downloaded> =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const headers = {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined
        ? {}
        : { 'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded' }),
    };
    const asking = request(url, { method: body === undefined ? 'GET' : 'POST', headers, agent: false }, (response) => {
      let bytes = 0;
      let firstByteMs = Number.NaN;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        // The first brackets of a list are no row yet.
        if (bytes > 256 && Number.isNaN(firstByteMs)) firstByteMs = performance.now() - start;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200 && response.complete) resolve({ bytes, firstByteMs });
        else reject(new Error(`${url} answered ${String(response.statusCode)} and ${String(bytes)} bytes.`));
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
