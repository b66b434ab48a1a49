import { describe, expect, it } from 'vitest';
import { benchWidePage } from '../../bench/scenario/wide-page.ts';

describe('the benchmark of a wide page', () => {
  it('runs the page without an error and has a figure for each way', async () => {
    const [result] = await benchWidePage(20, 1);
    expect(result?.rows.map(({ name, figures }) => [name, Object.keys(figures)])).toEqual([
      ['all values, from the operation to the answer', ['ms']],
      ['the records alone, from their names to their trees', ['ms']],
    ]);
  });
});
