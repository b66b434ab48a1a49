import type { z } from 'zod';
import type { LocateSetting } from './reading.ts';

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
export const describeIssue = (issue: z.core.$ZodIssue, locate?: LocateSetting): string => {
  const place = placeOf(issue.path);
  if (issue.code !== 'unrecognized_keys') return `${place === '' ? 'The file' : place}: ${issue.message}.`;
  const names = issue.keys.map((key) => {
    const position = locate?.([...(issue.path as (string | number)[]), key]);
    return position === undefined ? `"${key}"` : `"${key}" (${position})`;
  });
  return `${place === '' ? 'The file' : place}: ${names.join(', ')} is not a setting here.`;
};

const PLACE = /^([a-z]\w*(?:\[\d+\]|\.\w+)*): /i;

/** A problem with the position of the setting that it begins with; unchanged where the file has none. */
export const addPosition = (problem: string, locate: LocateSetting | undefined): string => {
  const place = PLACE.exec(problem)?.[1];
  if (place === undefined || locate === undefined || problem.endsWith('is not a setting here.')) return problem;
  const path = [...place.matchAll(/\w+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));
  const [first] = path;
  // The environment has places too, which are not in the file.
  const position = first !== undefined && locate([first]) !== locate([]) ? locate(path) : undefined;
  return position === undefined ? problem : `${place} (${position})${problem.slice(place.length)}`;
};
