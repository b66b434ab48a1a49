import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../bench/load/client.ts';
import { apiKey, startGateway } from '../../bench/load/gateway.ts';
import { byHand, staticGraph, typedGraph, type Graph } from '../../bench/load/operation.ts';
import { startProgram, type Program } from '../../bench/load/program.ts';
import { benchNameList } from '../../bench/name-list.ts';
import { benchRecordList } from '../../bench/record-list.ts';

const RECORDS = 30;
const programs = new AsyncDisposableStack();
let upstream: Program;
let gateway: Program;
let floor: Program;

beforeAll(async () => {
  upstream = programs.use(await startProgram('program/upstream.ts', [String(RECORDS)]));
  gateway = programs.use(await startGateway(upstream));
  floor = programs.use(await startProgram('program/floor.ts', [upstream.url, upstream.token]));
});
afterAll(() => programs.disposeAsync());

interface Page {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const pageOf = async (program: Program, { path, page }: Graph, after: string | null): Promise<Page> => {
  const client = createClient(`${program.url}${path}`, 1, { authorization: `Bearer ${apiKey}` });
  const { text } = await client.ask(page, { first: 20, after });
  client.close();

  const { data } = JSON.parse(text);
  return (data.project ?? data).records;
};

const cost = async (): Promise<unknown> => (await fetch(`${upstream.url}stats`)).json();

describe('what is measured of lists', () => {
  it('is the same answer, made by the typed graph and by hand', async () => {
    const [typed, hand] = [await pageOf(gateway, typedGraph, null), await pageOf(floor, byHand, null)];
    expect(typed.nodes).toHaveLength(20);
    expect(typed.nodes).toEqual(hand.nodes);
    const rest = await pageOf(gateway, typedGraph, typed.pageInfo.endCursor);
    expect(rest.nodes).toEqual((await pageOf(floor, byHand, hand.pageInfo.endCursor)).nodes);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it('asks REDCap for the names once and for each page once, whichever graph is asked', async () => {
    for (const graph of [typedGraph, staticGraph]) {
      await pageOf(gateway, graph, null);
      await cost();
      const first = await pageOf(gateway, graph, null);
      expect(await cost()).toMatchObject({ calls: 2, rows: 4 * RECORDS + 4 * 20 });
      await pageOf(gateway, graph, first.pageInfo.endCursor);
      expect(await cost()).toMatchObject({ calls: 1, rows: 4 * 10 });
    }
  });
});

describe('the benchmarks of lists', () => {
  it('print a ratio for each graph and page, and for each graph a small query', async () => {
    const lines = (await benchRecordList({ records: 20, pages: [10], queries: 20, rounds: 1 })).trimEnd().split('\n');
    expect(lines.slice(2).map((line) => line.split('|')[1]?.trim())).toEqual([
      'typed, pages of 10: CPU / floor',
      'static, pages of 10: CPU / floor',
      'typed, small query: CPU of a bare proxy / ours',
      'static, small query: CPU of a bare proxy / ours',
    ]);
  });

  it('print what the first pages of a long list take', async () => {
    const lines = (await benchNameList(50)).trimEnd().split('\n');
    expect(lines.slice(2).map((line) => line.split('|')[1]?.trim())).toEqual([
      'first page of ten, seconds',
      'next page, milliseconds',
      'most memory over idle, MiB',
    ]);
  });
});
