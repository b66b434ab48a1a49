import { describe, expect, it } from 'vitest';
import { benchFilteredList } from '../../bench/scenario/filtered-list.ts';

describe('the benchmark of lists that the gateway filters or orders', () => {
  it('has one export for each list, and at most one for each next page', async () => {
    const [lists] = await benchFilteredList(100);
    const figures = lists?.rows.map((row) => [row.name, row.figures['totalCount'], row.figures['next page calls']]);
    expect(figures).toEqual([
      ['records, filtered by rows', 40, 0],
      ['records, filtered by what is saved', 40, 0],
      ['records, ordered by a text', 100, 0],
      ['rows of an instrument, filtered', 41, 1],
      ['rows of an instrument', 400, 1],
      ['rows of an instrument, ordered by a text', 400, 1],
    ]);
  });
});
