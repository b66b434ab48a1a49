import type { Reporter, TestModule } from 'vitest/node';
import { requirement } from './requirement.ts';

/** How many tests were skipped for each reason, in the order in which the reasons were met. */
export type Skips = ReadonlyMap<string, number>;

const NEEDS = / \(needs ([^()]+)\)/;

/** The reason of a skipped test whose title gives none: somebody switched it off. */
const NO_REASON = 'no reason that its title gives';

const reasonOf = (fullName: string): string => NEEDS.exec(fullName)?.[1] ?? NO_REASON;

/** Counts skipped tests by what their full names say that they need. */
export const countSkips = (fullNames: readonly string[]): Skips => {
  const counts = new Map<string, number>();
  for (const reason of fullNames.map(reasonOf)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
};

const tests = (count: number): string => (count === 1 ? '1 test' : `${String(count)} tests`);

const describeReason = (reason: string, count: number): string => {
  const how = Object.values(requirement).find(({ name }) => name === reason)?.how;
  return how === undefined ? `  ${tests(count)} for ${reason}.` : `  ${tests(count)} for want of ${reason}. ${how}`;
};

/** The list with which a run ends; it is empty where nothing was skipped. */
export const describeSkips = (skips: Skips): string => {
  if (skips.size === 0) return '';
  const total = [...skips.values()].reduce((sum, count) => sum + count, 0);
  const lines = [...skips].map(([reason, count]) => describeReason(reason, count));
  return [`Skipped: ${tests(total)}.`, ...lines, ''].join('\n');
};

/** Ends a run of vitest with what was skipped, for want of what, and how to get that. */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const names = modules.flatMap((module) => [...module.children.allTests('skipped')].map((test) => test.fullName));
    const text = describeSkips(countSkips(names));
    if (text !== '') process.stdout.write(`\n${text}`);
  }
}
