// Draws the plots of docs/performance.md from what was measured.
// node bench/plot/main.ts RESULTS FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plotted, tableOfPlot } from '../plotted.ts';
import type { Results } from '../results.ts';
import { draw } from './draw.ts';

const [file = '', folder = ''] = process.argv.slice(2);
// `writeResults` wrote it so.
const results = JSON.parse(readFileSync(file, 'utf8')) as Results;

mkdirSync(folder, { recursive: true });
for (const [name, one] of Object.entries(plotted)) {
  const result = tableOfPlot(one, results);
  if (result !== undefined) writeFileSync(join(folder, `${name}.svg`), draw(one, result));
}
