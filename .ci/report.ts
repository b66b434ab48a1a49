import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** What is read of vitest's JSON report. */
export interface Report {
  readonly testResults: readonly {
    /** Path of the test file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** How one test ended in one run. */
export interface Ended {
  /** Path of its file from the folder in which the run was. */
  readonly file: string;
  /** The same in every run: without what a skipped test says that it needs. */
  readonly test: string;
  readonly status: string;
}

const NEEDS = / \(needs [^()]+\)/g;

/** A report; undefined where there is none that can be read. */
export const readReport = (path: string): Report | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
};

/** Every test of a run in the folder `folder`, and each file that failed without a test of its own failing. */
export const listEnded = (report: Report, folder: string): Ended[] =>
  report.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(folder, name);
    const tests = assertionResults.map((test) => ({
      file,
      test: test.fullName.replaceAll(NEEDS, ''),
      status: test.status,
    }));
    const isBroken = status === 'failed' && !tests.some((test) => test.status === 'failed');
    return isBroken ? [...tests, { file, test: '(the file itself)', status: 'failed' }] : tests;
  });
