import { createClient, type LoadClient } from './client.ts';
import { apiKey } from './gateway.ts';
import type { Ask, Graph, Operation } from './operation.ts';
import { startProgram, type Program } from './program.ts';
import type { Upstream } from './upstream.ts';

/** A program and the graph that it is asked by. */
export interface Target {
  readonly name: string;
  readonly program: Program;
  readonly upstream: Upstream;
  readonly graph: Graph;
}

/** A client of a program with so many connections. It shows the gateway's key, which others do not look at. */
export const clientOf = (program: Program, path: string, connections = 1): LoadClient =>
  createClient(`${program.url}${path}`, connections, { authorization: `Bearer ${apiKey}` });

/** Reads the data of an answer. Throws where it has errors. */
export const dataOf = (text: string): unknown => {
  // Every GraphQL server answers so.
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: readonly object[] };
  if (data === undefined || data === null || errors !== undefined) throw new Error(`No data: ${text.slice(0, 300)}`);
  return data;
};

/** Asks by a client. */
export const askBy =
  (client: LoadClient): Ask =>
  async ({ query, variables }) =>
    dataOf((await client.ask(query, variables)).text);

/** Walks through all records in pages of this size, and sees that none is missing. */
export const walk = async ({ name, program, graph }: Target, first: number, records: number): Promise<void> => {
  const client = clientOf(program, graph.path);
  let count = 0;
  for await (const nodes of graph.list(askBy(client), first)) count += nodes.length;
  client.close();
  if (count !== records) throw new Error(`${name} listed ${String(count)} of ${String(records)} records.`);
};

/** How long answers took, and how many there were a second. */
export interface Waits {
  readonly aSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Who is asked: one program, or several in turn. */
export interface Asked {
  readonly program: Program | readonly Program[];
  readonly path: string;
}

/** Sends so many operations, so many at a time. Each caller stays with one program. */
export const askMany = async (
  { program, path }: Asked,
  operationOf: (number: number) => Operation,
  { count, callers }: { readonly count: number; readonly callers: number },
): Promise<Waits> => {
  const clients = [program].flat().map((one) => clientOf(one, path, callers));
  const start = performance.now();
  const times: number[] = [];
  let next = 0;
  const lane = async (caller: number): Promise<void> => {
    const client = clients[caller % clients.length];
    while (client !== undefined && next < count) {
      next += 1;
      const { query, variables } = operationOf(next);
      const { text, milliseconds } = await client.ask(query, variables);
      if (text.includes('"errors":[{')) throw new Error(`An operation failed: ${text.slice(0, 300)}`);
      times.push(milliseconds);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => lane(caller)));
  const aSecond = (count * 1000) / (performance.now() - start);
  for (const client of clients) client.close();
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { aSecond, p50: at(0.5), p99: at(0.99) };
};

/**
 * How much longer, in milliseconds, a neighbour with a tiny query waits at most for a program that works than for a bare server
 * at the same time.
 */
export const longestPing = async (
  { program, path }: { readonly program: Program; readonly path: string },
  bareServer: Program,
  work: () => Promise<unknown>,
): Promise<number> => {
  await using ping = await startProgram('program/ping.ts', [`${program.url}${path}`, apiKey, bareServer.url]);
  await work();
  // `program/ping.ts` answers so.
  const longest = (await (await fetch(ping.url)).json()) as { gateway: number; bareServer: number };
  return longest.gateway - longest.bareServer;
};
