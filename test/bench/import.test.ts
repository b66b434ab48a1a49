import { describe, expect, it } from 'vitest';
import { createClient } from '../../bench/load/client.ts';
import { apiKey, startGateway } from '../../bench/load/gateway.ts';
import { graphRows, handRows, importMutation } from '../../bench/load/import.ts';
import { staticGraph } from '../../bench/load/operation.ts';
import { startProgram } from '../../bench/load/program.ts';
import { benchImport } from '../../bench/import.ts';

const ROWS = 1_200;

describe('what is measured of imports', () => {
  it('is the same rows, each part read, posted and read back, by the graph and by hand', async () => {
    await using programs = new AsyncDisposableStack();
    const upstream = programs.use(await startProgram('program/import-upstream.ts', []));
    const hand = programs.use(await startProgram('program/post-rows.ts', [upstream.url, upstream.token]));
    const gateway = programs.use(await startGateway(upstream));
    const cost = async (): Promise<unknown> => (await fetch(`${upstream.url}stats`)).json();

    const byHand = JSON.stringify({ reads: true, rows: handRows(1, ROWS) });
    await fetch(hand.url, { method: 'POST', body: byHand });
    expect(await cost()).toMatchObject({ calls: 6, written: ROWS, read: ROWS });

    const client = createClient(`${gateway.url}${staticGraph.path}`, 1, { authorization: `Bearer ${apiKey}` });
    programs.defer(client.close);
    const graph = async (run: number): Promise<unknown> => {
      const { text } = await client.ask(importMutation, { rows: graphRows(run, ROWS) });
      return JSON.parse(text).data.importRecords;
    };
    // What was posted by hand is what the graph would write: nothing differs.
    const unchanged = await graph(1);
    expect(unchanged).toMatchObject({ createdCount: 0, updatedCount: 0, errors: [] });
    await cost();
    expect(await graph(2)).toMatchObject({ createdCount: 0, updatedCount: ROWS, errors: [] });
    expect(await cost()).toMatchObject({ written: ROWS, read: 2 * ROWS });
  });
});

describe('the benchmark of imports', () => {
  it('prints a line for each number of rows', async () => {
    const table = await benchImport({ rows: [5, 20], rounds: 1, cost: [0, 0, 0] });
    const lines = table.trimEnd().split('\n').slice(2);
    expect(lines.map((line) => line.split('|')[1]?.trim())).toEqual(['5', '20']);
  });
});
