import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { plotted, tableOfPlot, type Plotted } from './plotted.ts';
import { formatFigure, tableOf } from './result.ts';
import type { Results } from './results.ts';
import { formatTable } from './table.ts';
import { isMet, targets, type Target } from './target.ts';

/** The page that shows what was measured. */
export const pageFile = join(import.meta.dirname, '../docs/performance.md');

const describeWanted = ({ atMost, atLeast }: Target): string =>
  atMost === undefined ? `≥ ${formatFigure(atLeast)}` : `≤ ${formatFigure(atMost)}`;

const targetTable = (results: Results): string =>
  formatTable(
    ['what', 'target', 'reached', 'met'],
    targets.map((target) => {
      const reached = target.reached(results);
      if (reached === undefined) return [target.what, describeWanted(target), 'not measured', ''];
      return [target.what, describeWanted(target), formatFigure(reached), isMet(target, reached) ? 'yes' : '**no**'];
    }),
  );

const NOTHING = 'Not measured.\n';

const isDrawn = (title: string): boolean => Object.values(plotted).some((plot) => plot.title === title);

const plotBlock = (name: string, plot: Plotted, results: Results): string =>
  tableOfPlot(plot, results) === undefined ? NOTHING : `![${plot.title}](performance/${name}.svg)\n`;

/** What stands in a block of the page. */
const blockOf = (name: string, results: Results): string => {
  const { machine, scenarios } = results;
  if (name === 'machine')
    return `Measured with Node ${machine.node} on ${String(machine.cores)} cores on ${machine.date}.\n`;
  if (name === 'targets') return targetTable(results);
  const plotName = /^plot-(.*)$/.exec(name)?.[1] ?? '';
  const plot = plotted[plotName];
  if (plot !== undefined) return plotBlock(plotName, plot, results);
  const tables = (scenarios[name] ?? []).filter(({ title }) => !isDrawn(title)).map(tableOf);
  return tables.length === 0 ? NOTHING : tables.join('\n');
};

const BLOCK = /(<!-- bench: ([\w-]+) -->\n)[^]*?(<!-- end -->)/g;

/** The page with its blocks made anew: `<!-- bench: NAME -->` to `<!-- end -->`. */
export const fillPage = async (page: string, results: Results): Promise<string> => {
  const filled = page.replace(BLOCK, (_block, start: string, name: string, end: string) =>
    [start, blockOf(name, results), end].join('\n'),
  );
  return format(filled, { ...(await resolveConfig(pageFile)), parser: 'markdown' });
};

/** Writes what was measured into the page. */
export const writePage = async (results: Results): Promise<void> => {
  writeFileSync(pageFile, await fillPage(readFileSync(pageFile, 'utf8'), results));
};
