import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { listEnded, readReport } from './report.ts';

// Prints the test files of the second run, one a line: those in which the first run, whose report is the argument, skipped
// something, and those with property tests, which now run often.

const [path = ''] = process.argv.slice(2);
const report = readReport(path);
const ended = report === undefined ? [] : listEnded(report, dirname(dirname(path)));
const incomplete = ended.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ file }) => file);
const laws = globSync('test/**/*.test.ts').filter((file) => readFileSync(file, 'utf8').includes("support/runs.ts'"));
process.stdout.write([...new Set([...incomplete, ...laws])].sort().join('\n'));
