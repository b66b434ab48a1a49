// Draws the plots of docs/performance.md from what was measured.
// node bench/plot/main.ts RESULTS FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '../results.ts';
import { draw, type Plotted } from './draw.ts';

const [file = '', folder = ''] = process.argv.slice(2);
const { scenarios } = JSON.parse(readFileSync(file, 'utf8')) as Results;

/** The plots by the file that each goes to, and the table that it shows. */
const plots: Readonly<Record<string, Omit<Plotted, 'result'> & { readonly title: string }>> = {
  rows: { title: 'CPU ms by rows', x: 'rows of 20 fields', y: 'CPU ms', isLogarithmic: true },
  fields: { title: 'CPU ms by fields', x: 'fields of a page of 1,000 rows', y: 'CPU ms', isLogarithmic: true },
  nesting: { title: 'CPU ms by levels', x: 'levels of records below records', y: 'CPU ms', isLogarithmic: false },
  callers: {
    title: 'small queries a second by callers',
    x: 'callers at once',
    y: 'queries a second',
    isLogarithmic: true,
  },
};

mkdirSync(folder, { recursive: true });
for (const [name, { title, ...axes }] of Object.entries(plots)) {
  const result = scenarios['growth']?.find((one) => one.title === title);
  if (result !== undefined) writeFileSync(join(folder, `${name}.svg`), draw({ ...axes, result }));
}
