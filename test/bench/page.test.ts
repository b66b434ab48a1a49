import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillPage, pageFile } from '../../bench/page.ts';
import { plotted, tableOfPlot } from '../../bench/plotted.ts';
import { formatFigure, resultRow, tableOf } from '../../bench/result.ts';
import { readResults, resultsFile } from '../../bench/results.ts';
import { scenarios } from '../../bench/scenario/table.ts';
import { isMet, targets } from '../../bench/target.ts';
import { root } from '../support/markdown.ts';
import { itWith, requirement } from '../support/requirement.ts';

const page = readFileSync(pageFile, 'utf8');
const results = readResults();

describe('docs/performance.md', () => {
  it('has the figures of bench/results.json, as npm run bench writes them', async () => {
    expect(await fillPage(page, results)).toBe(page);
  });

  it('has a block for each scenario but the one that is drawn, and for no other', () => {
    const blocks = [...page.matchAll(/<!-- bench: ([\w-]+) -->/g)].map(([, name]) => name);
    const shown = Object.keys(scenarios).filter((name) => name !== 'growth');
    const plots = Object.keys(plotted).map((name) => `plot-${name}`);
    expect(blocks.sort()).toEqual(['machine', 'targets', ...shown, ...plots].sort());
  });

  itWith(requirement.plots, 'shows the plots of bench/results.json', () => {
    const folder = mkdtempSync(join(tmpdir(), 'plots-'));
    const { status } = spawnSync(process.execPath, [join(root, 'bench/plot/main.ts'), resultsFile, folder]);
    expect(status).toBe(0);
    for (const [name, plot] of Object.entries(plotted)) {
      if (tableOfPlot(plot, results) === undefined) continue;
      const shown = readFileSync(join(root, `docs/performance/${name}.svg`), 'utf8');
      expect([name, readFileSync(join(folder, `${name}.svg`), 'utf8') === shown]).toEqual([name, true]);
    }
    rmSync(folder, { recursive: true });
  });
});

describe('bench/results.json', () => {
  it('describes the machine by its cores, its Node and the day alone, and names no other scenario', () => {
    expect(Object.keys(results)).toEqual(['machine', 'scenarios']);
    expect(Object.keys(results.machine).sort()).toEqual(['cores', 'date', 'node']);
    expect(results.machine.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(Object.keys(results.scenarios).filter((name) => scenarios[name] === undefined)).toEqual([]);
  });

  it('has no path and no address', () => {
    expect(readFileSync(resultsFile, 'utf8')).not.toMatch(/"[^"]*(?:https?:|\/(?:home|tmp|root|work)\b)/);
  });
});

describe('a target', () => {
  const list = (typed: number, peer: number) => ({
    title: '20000 rows × 20, pages of 1000',
    rows: [
      resultRow('floor', { 'CPU ms': 100 }),
      resultRow('typed', { 'CPU ms': typed }),
      resultRow('static', { 'CPU ms': 60 }),
      resultRow('yoga + Pothos', { 'CPU ms': peer }),
    ],
  });
  const reachedOf = (what: string, typed: number, peer: number): readonly [number | undefined, boolean] => {
    const target = targets.find((one) => one.what === what);
    const reached = target?.reached({ ...results, scenarios: { 'record-list': [list(typed, peer)] } });
    return [reached, target !== undefined && reached !== undefined && isMet(target, reached)];
  };

  it('compares a list with the floor', () => {
    const what = '20,000 rows × 20 fields, pages of 1,000, typed: CPU / floor';
    expect(reachedOf(what, 70, 90)).toEqual([0.7, true]);
    expect(reachedOf(what, 71, 90)).toEqual([0.71, false]);
  });

  it('compares the slower of our graphs with the best peer', () => {
    const what = '20,000 rows × 20 fields, pages of 1,000: CPU of the best peer / ours';
    expect(reachedOf(what, 50, 90)).toEqual([1.5, true]);
    expect(reachedOf(what, 100, 90)).toEqual([0.9, false]);
  });

  it('is not reached where nothing was measured', () => {
    expect(targets.map((target) => target.reached({ ...results, scenarios: {} }))).toEqual(
      targets.map(() => undefined),
    );
  });
});

describe('a table of results', () => {
  it('has a column for each figure of any row, of three digits', () => {
    const rows = [
      resultRow('a', { calls: 1_234, ms: 12.345_67 }),
      resultRow('b', { ratio: 0.000_123_4, ms: Number.NaN }),
    ];
    expect(tableOf({ title: 't', rows })).toBe(
      [
        '| t | calls |   ms |  ratio |',
        '| - | ----: | ---: | -----: |',
        '| a | 1,234 | 12.3 |        |',
        '| b |       |      | 1.2e-4 |',
        '',
      ].join('\n'),
    );
    expect([0, 1, 2.5, 99.96, 123.456, 1_234.5].map(formatFigure)).toEqual(['0', '1', '2.5', '100', '123', '1,235']);
  });
});
