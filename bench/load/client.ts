import { Agent, request } from 'node:http';

/** An answer's text and how long it took. */
export interface Answered {
  readonly text: string;
  readonly milliseconds: number;
}

/** Asks one GraphQL server over kept connections. */
export interface LoadClient {
  /** Throws when the answer has not the status 200. */
  readonly ask: (query: string, variables: Readonly<Record<string, unknown>>) => Promise<Answered>;
  readonly close: () => void;
}

/** A client with so many connections at most, which shows this credential. */
export const createClient = (
  url: string,
  connections: number,
  credential: Readonly<Record<string, string>> = {},
): LoadClient => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    ask: (query, variables) =>
      new Promise((resolve, reject) => {
        const start = performance.now();
        const body = JSON.stringify({ query, variables });
        const headers = {
          ...credential,
          'content-type': 'application/json',
          accept: 'application/json',
          'content-length': Buffer.byteLength(body),
        };
        const asking = request(url, { method: 'POST', agent, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) resolve({ text, milliseconds: performance.now() - start });
            else reject(new Error(`${url} answered ${String(response.statusCode)}: ${text.slice(0, 200)}`));
          });
        });
        asking.on('error', reject);
        asking.end(body);
      }),
    close: () => agent.destroy(),
  };
};
