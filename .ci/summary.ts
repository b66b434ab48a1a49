import { dirname } from 'node:path';
import { listEnded, readReport } from './report.ts';

// The arguments: reports of vitest, each in the folder `test-results` of the clone that was tested, "--", and the checks
// that did not pass. A test counts once, however many runs it was in: as failed where it failed in one, and as skipped
// only where none had what it needs. Each failure is told before the last line: whoever has the end of the log alone sees
// what failed.

/** Lines of what a failed test threw: the first say what was expected. */
const MESSAGE_LINES = 20;

const FAILED = 'failed';
const PASSED = 'passed';

const end = process.argv.indexOf('--');
const paths = process.argv.slice(2, end);
const failedChecks = process.argv.slice(end + 1);

const reports = paths.map((path) => ({ folder: dirname(dirname(path)), report: readReport(path) }));
const statuses = new Map<string, Set<string>>();
for (const { folder, report } of reports) {
  for (const { file, test, status, message } of report === undefined ? [] : listEnded(report, folder)) {
    const key = `${file} ${test}`;
    const met = statuses.get(key) ?? new Set();
    const isNews = status === FAILED && !met.has(FAILED);
    statuses.set(key, met.add(status));
    if (!isNews) continue;
    const lines = message.split('\n').slice(0, MESSAGE_LINES).filter(Boolean);
    process.stdout.write([`Failed: ${file}: ${test}`, ...lines.map((line) => `  ${line}`), ''].join('\n'));
  }
}

const all = [...statuses.values()];
const failedTests = all.filter((met) => met.has(FAILED)).length;
const passed = all.filter((met) => met.has(PASSED) && !met.has(FAILED)).length;
const skipped = all.length - passed - failedTests;

// A run of tests counts by its failed tests, and for one where it failed and no report shows any.
const isTestRun = (name: string): boolean => name.endsWith('tests');
const otherChecks = new Set(failedChecks.filter((name) => !isTestRun(name) || failedTests === 0));
if (reports.length === 0 || reports.some(({ report }) => report === undefined)) otherChecks.add('reports');
if (passed === 0 && failedTests === 0) otherChecks.add('reports');
const failed = failedTests + otherChecks.size;

process.exitCode = failed > 0 ? 1 : 0;
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
