import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './support/markdown.ts';
import { countSkips, describeSkips } from './support/skip-reporter.ts';

const folder = mkdtempSync(join(tmpdir(), 'ci-summary-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Tests = Readonly<Record<string, 'passed' | 'failed' | 'skipped' | 'todo'>>;

/** A report as vitest writes it, of tests by file. */
const report = (clone: string, files: Readonly<Record<string, Tests>>): unknown => ({
  testResults: Object.entries(files).map(([file, tests]) => ({
    name: join(folder, clone, file),
    // A file without a test is one that could not be loaded.
    status: Object.values(tests).includes('failed') || Object.keys(tests).length === 0 ? 'failed' : 'passed',
    assertionResults: Object.entries(tests).map(([fullName, status]) => ({
      fullName,
      status,
      failureMessages: status === 'failed' ? ['Error: expected 1 to be 2\n    at b.test.ts:1'] : [],
    })),
  })),
});

/** Writes the report of a run in a clone; a text is written as it is. */
const write = (clone: string, content: unknown): string => {
  const path = join(folder, clone, 'test-results', 'vitest.json');
  mkdirSync(join(path, '..'), { recursive: true });
  rmSync(path, { force: true });
  if (content !== undefined) writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const runCi = (program: string, ...args: string[]): [output: string, status: number | null] => {
  const { stdout, status } = spawnSync(process.execPath, [join(root, '.ci', program), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return [stdout, status];
};

const bareRun = report('bare', {
  'test/a.test.ts': { 'a holds': 'passed', 'a also holds': 'passed' },
  'test/b.test.ts': { 'b holds (needs Chromium)': 'skipped', 'b is there': 'passed' },
});
const completeRun = report('here', { 'test/b.test.ts': { 'b holds': 'passed', 'b is there': 'passed' } });
const failingRun = report('here', { 'test/b.test.ts': { 'b holds': 'failed', 'b is there': 'passed' } });
const contraryRun = report('here', { 'test/b.test.ts': { 'b holds': 'passed', 'b is there': 'failed' } });
const incompleteRun = report('here', { 'test/b.test.ts': { 'b holds (needs Chromium)': 'skipped' } });
const brokenRun = report('here', { 'test/b.test.ts': {} });
const emptyRun = report('bare', {});

/** A run in which two cases of a table have one title, and one of them failed. */
const twinRun = {
  testResults: [
    {
      name: join(folder, 'here', 'test/b.test.ts'),
      status: 'failed',
      assertionResults: ['passed', 'failed'].map((status) => ({ fullName: 'b takes a number', status })),
    },
  ],
};

describe('the last line of .ci/run', () => {
  it.each([
    ['both runs passed', bareRun, completeRun, [], '4 passed, 0 failed\n', 0],
    ['something was skipped in both', bareRun, incompleteRun, [], '3 passed, 0 failed, 1 skipped\n', 0],
    ['a test of the second run failed', bareRun, failingRun, ['complete tests'], '3 passed, 1 failed\n', 1],
    ['a test failed that had passed', bareRun, contraryRun, ['complete tests'], '3 passed, 1 failed\n', 1],
    ['a file could not be loaded', bareRun, brokenRun, ['complete tests'], '3 passed, 1 failed, 1 skipped\n', 1],
    ['two tests have one title', bareRun, twinRun, ['complete tests'], '4 passed, 1 failed, 1 skipped\n', 1],
    ['another check failed', bareRun, completeRun, ['lint', 'types'], '4 passed, 2 failed\n', 1],
    ['a run failed though no test did', bareRun, completeRun, ['bare tests'], '4 passed, 1 failed\n', 1],
    ['no test ran', emptyRun, emptyRun, [], '0 passed, 1 failed\n', 1],
    ['a report is missing', bareRun, undefined, [], '3 passed, 1 failed, 1 skipped\n', 1],
    ['a report is cut', '{"testResults": [', completeRun, [], '2 passed, 1 failed\n', 1],
  ])('is right when %s', (_what, bare, complete, failedChecks, line, status) => {
    const paths = [write('bare', bare), write('here', complete)];
    const [output, ended] = runCi('summary.ts', ...paths, '--', ...failedChecks);
    expect([output.replace(/^(Failed: .*\n( {2}.*\n)*)*/, ''), ended]).toEqual([line, status]);
  });

  it('comes after each failed test, named once, with the first lines of what it threw', () => {
    const paths = [write('bare', bareRun), write('here', failingRun), write('here', failingRun)];
    expect(runCi('summary.ts', ...paths, '--', 'complete tests')[0]).toBe(
      'Failed: test/b.test.ts: b holds\n  Error: expected 1 to be 2\n      at b.test.ts:1\n3 passed, 1 failed\n',
    );
  });
});

describe('the second run of .ci/run', () => {
  it('has the files in which something was skipped, and those with property tests', () => {
    const [output, status] = runCi('second-run.ts', write('bare', bareRun));
    const files = output.split('\n');
    expect(status).toBe(0);
    expect(files).toContain('test/b.test.ts');
    expect(files).not.toContain('test/a.test.ts');
    expect(files).toContain('test/graph/filter/logic.law.test.ts');
  });
});

describe('the list of what a run skipped', () => {
  it('has each reason with its count and the way to get what is missing', () => {
    const names = ['page > opens (needs Chromium)', 'page (needs Chromium) > closes', 'x (needs curl)', 'y'];
    expect(describeSkips(countSkips(names))).toBe(
      [
        'Skipped: 4 tests.',
        '  2 tests for want of Chromium. Install Chromium, or name its program in the environment variable CHROMIUM.',
        '  1 test for want of curl. Install curl.',
        '  1 test for no reason that its title gives.',
        '',
      ].join('\n'),
    );
  });

  it('is empty when nothing was skipped', () => {
    expect(describeSkips(countSkips([]))).toBe('');
  });
});
