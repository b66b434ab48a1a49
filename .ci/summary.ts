import { readFileSync } from 'node:fs';

/** What is counted of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const readReport = (path: string): Report | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
};

/** Test files that failed without a test of their own failing: those that could not be loaded. */
const countBrokenFiles = ({ testResults }: Report): number =>
  testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;

const [path = '', ...failedChecks] = process.argv.slice(2);
const report = readReport(path);
const passed = report?.numPassedTests ?? 0;
const failedTests = report === undefined ? 0 : report.numFailedTests + countBrokenFiles(report);
const skipped = report === undefined ? 0 : report.numPendingTests + report.numTodoTests;
// The check "tests" counts by its failed tests, and for one where it failed and its report shows none.
const otherChecks = new Set(failedChecks.filter((name) => name !== 'tests' || failedTests === 0));
if (passed === 0 && failedTests === 0) otherChecks.add('tests');
const failed = failedTests + otherChecks.size;

process.exitCode = failed > 0 ? 1 : 0;
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
