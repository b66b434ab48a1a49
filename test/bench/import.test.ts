import { describe, expect, it } from 'vitest';
import { startGateway } from '../../bench/load/gateway.ts';
import { graphRows, handRows, importMutation } from '../../bench/load/import.ts';
import { clientOf } from '../../bench/load/measure.ts';
import { startProgram } from '../../bench/load/program.ts';
import { startUpstream } from '../../bench/load/upstream.ts';
import { benchImport } from '../../bench/scenario/import.ts';

const ROWS = 1_200;
const free = { callMs: 0, rowMicros: 0, cellMicros: 0, writtenMicros: 0 };

describe('what is measured of imports', () => {
  it('is the same rows, each part read, posted and read back, by the graph and by hand', async () => {
    await using programs = new AsyncDisposableStack();
    const upstream = programs.use(await startUpstream({ study: 'stored', records: 0 }));
    const hand = programs.use(await startProgram('program/post-rows.ts', [upstream.url, upstream.token]));
    const gateway = programs.use(await startGateway(upstream));

    const byHand = JSON.stringify({ reads: true, rows: handRows(1, ROWS) });
    // What was counted until now is the gateway's start.
    await upstream.stats();
    await fetch(hand.url, { method: 'POST', body: byHand });
    expect(await upstream.stats()).toMatchObject({ calls: 6, written: ROWS, rows: ROWS });

    const client = clientOf(gateway, 'graphql');
    programs.defer(client.close);
    const graph = async (run: number): Promise<unknown> => {
      const { text } = await client.ask(importMutation, { rows: graphRows(run, ROWS) });
      return JSON.parse(text).data.importRecords;
    };
    // What was posted by hand is what the graph would write: nothing differs.
    const unchanged = await graph(1);
    expect(unchanged).toMatchObject({ createdCount: 0, updatedCount: 0, errors: [] });
    await upstream.stats();
    expect(await graph(2)).toMatchObject({ createdCount: 0, updatedCount: ROWS, errors: [] });
    expect(await upstream.stats()).toMatchObject({ written: ROWS, rows: 2 * ROWS });
  }, 180_000);
});

describe('the benchmark of imports', () => {
  it('has a line for each number of rows, with the calls of one part', async () => {
    const sizes = [5, 20].map((rows) => ({ rows, rounds: 1 }));
    const results = await benchImport(sizes, free);
    const lines = results.flatMap(({ title, rows }) =>
      rows.map(({ name, figures }) => [title, name, figures['calls']]),
    );
    expect(lines).toEqual([
      ['importRecords', '5 rows', 3],
      ['importRecords', '20 rows', 3],
      ['importRecordsFile', '5 rows', 3],
      ['importRecordsFile', '20 rows', 3],
    ]);
  }, 180_000);
});
