import { createServer, request as requestOf, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from './free-port.ts';

/** What a front does with one request: `busy` answers 503 with `Retry-After: 1`, `lose` passes it on and loses the answer. */
export type FrontFault = 'busy' | 'lose' | 'incomplete' | 'foreign';

/** A server before a gateway that passes requests on and does what a test asks with the next ones. */
export interface FaultyFront {
  readonly url: string;
  /** How many requests came since the last call. */
  readonly countRequests: () => number;
  /** The faults of the next requests, in their order. */
  readonly arm: (...faults: readonly FrontFault[]) => void;
  readonly close: () => Promise<void>;
}

const BUSY = {
  errors: [{ message: 'The gateway is busy.', extensions: { code: 'OVERLOADED', retryAfterSeconds: 1 } }],
};

const answerBusy = (response: ServerResponse): void => {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' }).end(JSON.stringify(BUSY));
};

const answerForeign = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Sign in</title></html>');
};

/** Passes an answer on, bytes and trailers; an incomplete one says so of itself. */
const passAnswer = (answer: IncomingMessage, response: ServerResponse, fault: FrontFault | undefined): void => {
  const parts: Buffer[] = [];
  answer.on('data', (part: Buffer) => parts.push(part));
  answer.on('end', () => {
    const text = Buffer.concat(parts).toString('utf8');
    const { 'content-length': _length, ...headers } = answer.headers;
    response.writeHead(answer.statusCode ?? 500, headers);
    response.write(fault === 'incomplete' ? text.replace('"isComplete":true', '"isComplete":false') : text);
    response.addTrailers(answer.trailers);
    response.end();
  });
};

/** Starts one before the gateway at this address. Close it at the end. */
export const startFaultyFront = async (target: string): Promise<FaultyFront> => {
  const armed: FrontFault[] = [];
  let requests = 0;
  const server = createServer((incoming, response) => {
    requests += 1;
    const fault = armed.shift();
    if (fault === 'busy' || fault === 'foreign') {
      incoming.resume();
      incoming.on('end', () => (fault === 'busy' ? answerBusy(response) : answerForeign(response)));
      return;
    }
    const { 'accept-encoding': _packed, host: _host, ...headers } = incoming.headers;
    const outgoing = requestOf(new URL(incoming.url ?? '/', target), { method: incoming.method, headers }, (answer) => {
      if (fault === 'lose') {
        answer.resume();
        answer.on('end', () => response.destroy());
      } else passAnswer(answer, response, fault);
    });
    incoming.pipe(outgoing);
  });
  const url = `http://127.0.0.1:${String(await listen(server))}`;
  return {
    url,
    countRequests: () => {
      const count = requests;
      requests = 0;
      return count;
    },
    arm: (...faults) => armed.push(...faults),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
