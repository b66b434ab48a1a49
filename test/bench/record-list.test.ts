import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askBy, clientOf, type Target } from '../../bench/load/measure.ts';
import { setUp, type Stage } from '../../bench/load/stage.ts';
import type { Stats } from '../../bench/load/upstream/option.ts';
import { measurePages } from '../../bench/scenario/record-list.ts';
import { measureSmallQuery } from '../../bench/scenario/small-query.ts';
import { itWith, requirement } from '../support/requirement.ts';

const RECORDS = 30;
let stage: Stage;

beforeAll(async () => {
  stage = await setUp({ records: RECORDS });
}, 180_000);
afterAll(() => stage[Symbol.asyncDispose]());

const peers = ['yoga + Pothos', 'yoga + graphql-jit', 'mercurius + jit', 'Hive Gateway + JSON Schema'];

/** The pages of a whole list, with what each asked of the upstream. */
const pagesOf = async ({ program, graph }: Target): Promise<{ pages: unknown[]; asked: Partial<Stats>[] }> => {
  const client = clientOf(program, graph.path);
  const pages: unknown[] = [];
  const asked: Partial<Stats>[] = [];
  await stage.upstream.stats();
  for await (const nodes of graph.list(askBy(client), 20)) {
    pages.push(nodes);
    const { calls, rows, cells } = await stage.upstream.stats();
    asked.push({ calls, rows, cells });
  }
  client.close();
  return { pages, asked };
};

const [names, twenty, ten] = [4 * RECORDS, 4 * 20, 4 * 10];

/** The names and their page; another page. Each row has so many cells. */
const onePass = (columns: number): Partial<Stats>[] => [
  { calls: 2, rows: names + twenty, cells: names * 2 + twenty * columns },
  { calls: 1, rows: ten, cells: ten * columns },
];

/** The record's name, the event, and twenty fields. */
const BY_HAND = 22;

/** And the form status, by which the gateway sees where an instrument is saved. */
const BY_GATEWAY = 23;

describe('what is measured of lists', () => {
  it('is the same answer, made by the typed graph and by hand', async () => {
    const [typed, hand] = [await pagesOf(stage.graphs[0] as Target), await pagesOf(stage.floor)];
    expect((hand.pages as unknown[][]).map((nodes) => nodes.length)).toEqual([20, 10]);
    expect(hand.pages[0]).toMatchObject([
      { name: '1', mainList: [{ event: { uniqueEventName: 'baseline_arm_1' }, f01: { value: '31' } }, {}, {}, {}] },
      ...Array.from({ length: 19 }, (_node, index) => ({ name: String(index + 2) })),
    ]);
    expect(typed.pages).toEqual(hand.pages);
  });

  it('asks REDCap for the names once and for each page once, whichever graph is asked', async () => {
    expect((await pagesOf(stage.floor)).asked).toEqual(onePass(BY_HAND));
    for (const target of stage.graphs) {
      await pagesOf(target);
      expect([target.name, (await pagesOf(target)).asked]).toEqual([target.name, onePass(BY_GATEWAY)]);
    }
  });

  itWith(requirement.peers, 'is the same answer and the same calls with each peer', async () => {
    expect(stage.peers.map(({ name }) => name)).toEqual(peers);
    const { pages } = await pagesOf(stage.floor);
    for (const target of stage.peers) {
      expect([target.name, await pagesOf(target)]).toEqual([target.name, { pages, asked: onePass(BY_HAND) }]);
    }
  });
});

describe('what is measured of small queries', () => {
  const answerOf = async ({ program, graph }: Target): Promise<{ data: unknown; asked: Partial<Stats> }> => {
    const client = clientOf(program, graph.path);
    await askBy(client)(graph.small('2'));
    await stage.upstream.stats();
    const data = await askBy(client)(graph.small('2'));
    client.close();
    const { calls, rows } = await stage.upstream.stats();
    return { data, asked: { calls, rows } };
  };
  const main = { f01: { value: '62' }, f02: { value: null }, f03: { value: '0' } };

  it('is three values of one row, for one call', async () => {
    const [typed, untyped] = await Promise.all(stage.graphs.map(answerOf));
    expect(typed?.data).toEqual({ record: { name: '2', main } });
    expect(untyped?.data).toEqual({
      project: { record: { name: '2', instances: [{ values: [{ raw: '62' }, { raw: null }, { raw: '0' }] }] } },
    });
  });

  itWith(requirement.peers, 'is the same answer for one call with each peer', async () => {
    for (const target of stage.peers.slice(0, 3)) {
      const asked = { calls: 1, rows: 4 };
      expect([target.name, await answerOf(target)]).toEqual([
        target.name,
        { data: { record: { name: '2', main } }, asked },
      ]);
    }
    const { data, asked } = await answerOf(stage.peers[3] as Target);
    expect(asked).toEqual({ calls: 1, rows: 4 });
    expect((data as { exportRecords: unknown[] }).exportRecords[0]).toEqual({
      record_id: '2',
      redcap_event_name: 'baseline_arm_1',
      f01: '62',
      f02: '',
      f03: '0',
    });
  });
});

describe('the benchmarks of lists and small queries', () => {
  const measured = requirement.peers.isMet ? peers : [];

  it('compare each graph and each peer with the floor, on each page', async () => {
    const { title, rows } = await measurePages(stage, 20, { records: RECORDS, rounds: 1, peerRounds: 1 });
    expect(title).toBe('120 rows × 20, pages of 20');
    expect(rows.map(({ name, figures }) => [name, figures['calls']])).toEqual(
      ['floor', 'typed', 'static', ...measured].map((name) => [name, 3]),
    );
  });

  it('compare each graph and each peer with a bare proxy', async () => {
    const { rows } = await measureSmallQuery(stage, { queries: 20, records: RECORDS, rounds: 1 });
    expect(rows.map(({ name, figures }) => [name, figures['calls']])).toEqual(
      ['proxy', 'typed', 'static', ...measured].map((name) => [name, 1]),
    );
  });
});
