import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './support/markdown.ts';

const folder = mkdtempSync(join(tmpdir(), 'ci-summary-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const counts = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const brokenFile = { status: 'failed', assertionResults: [] };
const failedFile = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };

const summarize = (report: unknown, ...failedChecks: string[]): [output: string, status: number | null] => {
  const path = join(folder, 'report.json');
  rmSync(path, { force: true });
  if (report !== undefined) writeFileSync(path, typeof report === 'string' ? report : JSON.stringify(report));
  const { stdout, status } = spawnSync(process.execPath, [join(root, '.ci/summary.ts'), path, ...failedChecks], {
    encoding: 'utf8',
  });
  return [stdout, status];
};

describe('the last line of .ci/run', () => {
  it.each([
    ['all passed', counts, [], '7 passed, 0 failed\n', 0],
    ['some skipped', { ...counts, numPendingTests: 2, numTodoTests: 1 }, [], '7 passed, 0 failed, 3 skipped\n', 0],
    ['tests failed', { ...counts, numFailedTests: 2, testResults: [failedFile] }, ['tests'], '7 passed, 2 failed\n', 1],
    ['a file could not be loaded', { ...counts, testResults: [brokenFile] }, ['tests'], '7 passed, 1 failed\n', 1],
    ['another check failed', counts, ['lint', 'types'], '7 passed, 2 failed\n', 1],
    ['the run failed though no test did', counts, ['tests'], '7 passed, 1 failed\n', 1],
    ['no test ran', { ...counts, numPassedTests: 0 }, [], '0 passed, 1 failed\n', 1],
    ['there is no report', undefined, ['tests'], '0 passed, 1 failed\n', 1],
    ['the report is cut', '{"numPassedTests": 7', [], '0 passed, 1 failed\n', 1],
  ])('tells it when %s', (_what, report, failedChecks, line, status) => {
    expect(summarize(report, ...failedChecks)).toEqual([line, status]);
  });
});
