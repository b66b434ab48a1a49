import type { LoadClient } from './client.ts';
import { createClient } from './client.ts';
import { apiKey } from './gateway.ts';
import type { Graph } from './operation.ts';
import { startProgram, type Program } from './program.ts';

/** A program and the graph that it is asked by. */
export interface Target {
  readonly name: string;
  readonly program: Program;
  readonly graph: Graph;
}

const clientOf = ({ program, graph }: Target, connections: number): LoadClient =>
  createClient(`${program.url}${graph.path}`, connections, { authorization: `Bearer ${apiKey}` });

interface Page {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const pageOf = (text: string): Page => {
  const { data, errors } = JSON.parse(text) as {
    data?: { records?: Page; project?: { records: Page } };
    errors?: object[];
  };
  const page = data?.records ?? data?.project?.records;
  if (page === undefined || errors !== undefined) throw new Error(`No page: ${text.slice(0, 300)}`);
  return page;
};

/** Walks through all records in pages of this size. Returns the milliseconds of CPU that it cost the program. */
export const walk = async (target: Target, first: number, records: number): Promise<number> => {
  const client = clientOf(target, 1);
  const before = target.program.cpuMs();
  let count = 0;
  for (let after: string | null = null, goesOn = true; goesOn;) {
    const { nodes, pageInfo } = pageOf((await client.ask(target.graph.page, { first, after })).text);
    count += nodes.length;
    after = pageInfo.endCursor;
    goesOn = pageInfo.hasNextPage;
  }
  client.close();
  if (count !== records) throw new Error(`${target.name} listed ${String(count)} of ${String(records)} records.`);
  return target.program.cpuMs() - before;
};

/** What small queries cost and how long they took. */
export interface SmallFigures {
  readonly cpuMicroseconds: number;
  readonly aSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const RECORDS_ASKED = 500;

/** Sends so many small queries, sixteen at a time. */
export const askSmall = async (target: Target, queries: number): Promise<SmallFigures> => {
  const client = clientOf(target, 16);
  const [cpu, start] = [target.program.cpuMs(), performance.now()];
  const times: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < queries) {
      next += 1;
      const { text, milliseconds } = await client.ask(target.graph.small, { name: String(1 + (next % RECORDS_ASKED)) });
      if (text.includes('"errors"')) throw new Error(`A small query failed: ${text.slice(0, 300)}`);
      times.push(milliseconds);
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
  client.close();
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return {
    cpuMicroseconds: ((target.program.cpuMs() - cpu) * 1000) / queries,
    aSecond: (queries * 1000) / (performance.now() - start),
    p50: at(0.5),
    p99: at(0.99),
  };
};

/** The longest answer, in milliseconds, that a neighbour with a tiny query waits for while some work is done. */
export const longestPing = async (target: Target, work: () => Promise<unknown>): Promise<number> => {
  await using ping = await startProgram('program/ping.ts', [`${target.program.url}${target.graph.path}`, apiKey]);
  await work();
  const { longest } = (await (await fetch(ping.url)).json()) as { longest: number };
  return longest;
};
