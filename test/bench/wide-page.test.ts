import { describe, expect, it } from 'vitest';
import { benchWidePage } from '../../bench/wide-page.ts';

describe('the benchmark of a wide page', () => {
  it('runs the page without an error and prints a figure for each way', async () => {
    const lines = (await benchWidePage(20, 1)).trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    for (const line of lines.slice(2)) expect(line).toMatch(/^\| .+ \| +\d+ ms \|$/);
  });
});
