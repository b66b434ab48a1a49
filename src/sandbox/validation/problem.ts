import { Refusal } from '../call/refusal.ts';

/** One value that Import Records refuses. */
export interface Problem {
  readonly record: string;
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Refuses the whole import when there is any problem: one line a bad value, `"record","field","value","reason"`. */
export const refuseProblems = (problems: readonly Problem[]): void => {
  if (problems.length === 0) return;
  const lines = problems.map(({ record, field, value, reason }) => [record, field, value, reason].map(quote).join(','));
  throw new Refusal(400, lines.join('\n'));
};
