import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { startUpstream, type Upstream } from '../../bench/load/upstream.ts';

const exportBy = async ({ url, token }: Upstream, more: Record<string, string>): Promise<string> => {
  const body = new URLSearchParams({ token, content: 'record', type: 'flat', format: 'json', ...more });
  return (await fetch(`${url}api/`, { method: 'POST', body })).text();
};

const cost = { callMs: 5, rowMicros: 100, cellMicros: 10, writtenMicros: 10 };

describe('the upstream of the benchmarks', () => {
  it('sends the same rows as JSON and CSV, with costs and without, and counts them', async () => {
    await using free = await startUpstream({ study: 'ready', records: 30 });
    await using slow = await startUpstream({ study: 'ready', records: 30, cost });
    const json = await exportBy(free, {});
    expect(await exportBy(slow, {})).toBe(json);
    const rows = JSON.parse(json);
    expect(rows).toHaveLength(120);
    expect(Object.keys(rows[0])).toHaveLength(23);
    const { calls, bytes, rows: sent, cells, values } = await free.stats();
    expect({ calls, bytes, sent, cells, values }).toEqual({
      calls: 1,
      bytes: Buffer.byteLength(json),
      sent: 120,
      cells: 120 * 23,
      values: 120 * 20,
    });
    expect(parse(await exportBy(slow, { format: 'csv' }), { columns: true })).toEqual(rows);
  });

  it('repeats values after 997 records, and has the records and fields that are asked for', async () => {
    await using upstream = await startUpstream({ study: 'ready', records: 5 });
    await upstream.resize(1_000);
    const [first, second] = JSON.parse(
      await exportBy(upstream, { fields: 'record_id,f01', records: '2,999,1001' }),
    ).filter((row: { redcap_event_name: string }) => row.redcap_event_name === 'baseline_arm_1');
    expect(first).toEqual({ record_id: '2', redcap_event_name: 'baseline_arm_1', f01: '62' });
    expect(second).toEqual({ ...first, record_id: '999' });
    expect((await upstream.stats()).rows).toBe(8);
  });
});
