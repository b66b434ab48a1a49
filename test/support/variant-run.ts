import { createHash } from 'node:crypto';

import { variants } from '../../src/sandbox/variant/table.ts';

/** The tests of reads, lists, filters, completeness, writes and changes. The others would see no difference. */
const records = [
  'test/schema/design/{design-mutation,project-settings}.test.ts',
  'test/schema/feed/{change,log}.test.ts',
  'test/schema/file/repository.test.ts',
  'test/schema/record/!(label|need).test.ts',
  'test/schema/survey/*.test.ts',
  'test/writers/record/import.test.ts',
];

/** The tests of users, roles and groups, which take long and run with what is about them. */
const people = ['test/schema/access/*.test.ts', 'test/schema/story/*.test.ts'];

const isAboutPeople = (name: string): boolean => /right|group|json-numbers|refusal-words|^combination/.test(name);

/** How many combinations of all variants run besides each single one. */
const COMBINATIONS = 3;

const otherWays: readonly string[] = variants.flatMap(({ name, values }) =>
  Object.keys(values)
    .slice(1)
    .map((value) => `${name}=${value}`),
);

/** A value of every variant, by chance but always the same. */
const combination = (number: number): string[] =>
  variants.map(({ name, values }) => {
    const names = Object.keys(values);
    const chance =
      createHash('sha256')
        .update(`${String(number)} ${name}`)
        .digest()[0] ?? 0;
    return `${name}=${names[chance % names.length] ?? ''}`;
  });

/** Each value that is not the default, and some combinations: a name, and what is chosen as `NAME=VALUE`. */
export const waysToBehave: readonly (readonly [name: string, chosen: readonly string[]])[] = [
  ...otherWays.map((way) => [way, [way]] as const),
  ...Array.from(
    { length: COMBINATIONS },
    (_, number) => [`combination ${String(number + 1)}`, combination(number)] as const,
  ),
];

/** The runs of `npm run test:variants`, one for each way. `variant.ts` reads the environment variable. */
export const variantRuns = () =>
  waysToBehave.map(([name, chosen]) => ({
    extends: true as const,
    test: {
      name,
      env: { SANDBOX_VARIANTS: chosen.join(' ') },
      include: isAboutPeople(name) ? [...records, ...people] : records,
    },
  }));
