import type { z } from 'zod';

/** Everything that is wrong with a configuration, for the operator to read. Names settings, never secret values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** One sentence a mistake, beginning with the setting's name. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const title =
      problems.length === 1 ? 'The configuration has a mistake:' : `The configuration has ${problems.length} mistakes:`;
    super([title, ...problems.map((problem) => `  - ${problem}`)].join('\n'));
    this.problems = problems;
  }
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, step) =>
      typeof step === 'number' ? `${place}[${step}]` : place === '' ? String(step) : `${place}.${String(step)}`,
    '',
  );

/** A mistake in the file as a sentence that begins with the place, as in `projects[0].url`. */
export const describeIssue = (issue: z.core.$ZodIssue): string => {
  const place = placeOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `"${key}"`).join(', ');
    return `${place === '' ? 'The file' : place}: ${names} is not a setting here.`;
  }
  return `${place === '' ? 'The file' : place}: ${issue.message}.`;
};
