import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** What is read of vitest's JSON report. */
export interface Report {
  readonly testResults: readonly {
    /** Path of the test file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      /** What a failed test threw, with its stack. */
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** How one test ended in one run. */
export interface Ended {
  /** Path of its file from the folder in which the run was. */
  readonly file: string;
  /** The same in every run: without what a skipped test says that it needs. */
  readonly test: string;
  readonly status: string;
  /** What it threw where it failed, else blank. */
  readonly message: string;
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

/** Numbers what a list has more than once, so that no two texts are the same: `a`, `a (2)`. */
const numberTwins = (titles: readonly string[]): string[] => {
  const met = new Map<string, number>();
  return titles.map((title) => {
    const count = (met.get(title) ?? 0) + 1;
    met.set(title, count);
    return count === 1 ? title : `${title} (${String(count)})`;
  });
};

/** Every test of a run in the folder `folder`, and each file that failed without a test of its own failing. */
export const listEnded = (report: Report, folder: string): Ended[] =>
  report.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(folder, name);
    // Cases of a table may share a title, and each of them is a test.
    const titles = numberTwins(assertionResults.map((test) => test.fullName.replaceAll(NEEDS, '')));
    const tests = assertionResults.map(({ status, failureMessages = [] }, index) => ({
      file,
      test: titles[index] ?? '',
      status,
      message: failureMessages.join('\n'),
    }));
    const isBroken = status === 'failed' && !tests.some((test) => test.status === 'failed');
    return isBroken ? [...tests, { file, test: '(the file itself)', status: 'failed', message: '' }] : tests;
  });
