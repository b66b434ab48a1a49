import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { createGateway, createTestLog, gatewayOptions } from '../gateway.ts';
import type { LoggedLine } from '../gateway.ts';

type Options = Parameters<typeof gatewayOptions>[0];

/** A gateway that listens, and what it logs. */
export interface Way {
  readonly url: string;
  /** The lines of requests so far, without what differs at each run, in the order of their texts. */
  readonly lines: () => readonly object[];
  /** Waits until so many requests have been logged. */
  readonly logged: (count: number) => Promise<void>;
  readonly close: (graceMs: number) => Promise<void>;
}

/** The same gateway twice: with the hot form, and by yoga alone. */
export type Ways = readonly [hot: Way, yoga: Way];

const open = async (options: Options, hotForm: boolean): Promise<Way> => {
  const log = createTestLog();
  const seen: LoggedLine[] = [];
  const waiting: { readonly count: number; readonly go: () => void }[] = [];
  const note = (level: LoggedLine['level']): (typeof log)['info'] => {
    return (fields, message) => {
      log[level](fields, message);
      if (message !== 'request') return;
      seen.push({ ...fields, level, message });
      for (const { count, go } of waiting) if (seen.length >= count) go();
    };
  };
  const watched = { info: note('info'), warn: note('warn'), error: note('error') };
  const gateway = createGateway(gatewayOptions({ ...options, log: watched, hotForm }));
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    lines: () =>
      seen
        .map(({ requestId: _id, ms: _ms, ...line }) => line)
        .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    logged: (count) =>
      new Promise((go) => {
        if (seen.length >= count) go();
        else waiting.push({ count, go });
      }),
    close: (graceMs) => gateway.close(graceMs),
  };
};

/** Opens both ways. The options are made for each of them anew. */
export const openWays = async (options: () => Options): Promise<Ways> => [
  await open(options(), true),
  await open(options(), false),
];

/** Sends pieces one after another, and returns the bytes that come back until the other side ends, one character for each. */
export const send = (url: string, pieces: readonly string[], watch?: (socket: Socket) => void): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    let answer = '';
    const end = (): void => resolve(answer);
    const socket = connect(Number(port), hostname, () => {
      const [piece, ...rest] = pieces;
      const next = (text: string | undefined, others: readonly string[]): void => {
        if (text === undefined || socket.destroyed) return;
        socket.write(text, 'latin1', () => setImmediate(next, others[0], others.slice(1)));
      };
      next(piece, rest);
      watch?.(socket);
    });
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    // Whoever is cut off gets an error, and has got what came before it.
    socket.on('error', end).on('close', end);
  });

const readHead = (head: string): readonly string[] => {
  const [status = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase()));
  return [status, ...headers.filter((line) => !/^(?:date|x-request-id):/.test(line)).toSorted()];
};

/** The answers in what came back: their status, their headers without what differs at each run, and their bodies. */
export const readAnswers = (text: string): readonly (readonly string[] | string)[] =>
  text
    .split(/(HTTP\/1\.1 \d{3} [^\r]*\r\n(?:[^\r]+\r\n)*\r\n)/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('HTTP/1.1 ') ? readHead(part.trimEnd()) : part));
