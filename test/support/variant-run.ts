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

/** The tests of users, roles and groups. */
const people = ['test/schema/access/*.test.ts', 'test/schema/story/*.test.ts'];

/** Each value that is not the default alone, as `NAME=VALUE`. */
export const singleWays: readonly string[] = variants.flatMap(({ name, values }) =>
  Object.keys(values)
    .slice(1)
    .map((value) => `${name}=${value}`),
);

const RUNS = 7;
const OTHER_VALUES = 4;

/**
 * For each run, whether a variant has its default there, for as many variants as there are (35 at most). No two variants
 * have the same four runs of seven. So two variants of two values have every pair of these in some run or in the ordinary one.
 */
const patterns: readonly (readonly boolean[])[] = Array.from({ length: 2 ** RUNS }, (_, word) =>
  Array.from({ length: RUNS }, (_, run) => Math.floor(word / 2 ** run) % 2 === 1),
).filter((pattern) => pattern.filter(Boolean).length === OTHER_VALUES);

/** A value that is not the default in each run of its pattern: the second, and the further ones by turns. */
const valueIn = (values: readonly string[], pattern: readonly boolean[], run: number): string | undefined => {
  const [likelier, ...others] = values;
  if (pattern[run] !== true) return likelier;
  return others[pattern.slice(0, run).filter(Boolean).length % others.length];
};

/** Few combinations of all variants, as `NAME=VALUE`. With the defaults they hold each pair that two variants can make. */
export const combinations: readonly (readonly string[])[] = Array.from({ length: RUNS }, (_, run) =>
  variants.map(({ name, values }, index) => {
    const pattern = patterns[index];
    if (pattern === undefined)
      throw new Error('There are more variants than patterns: take nine runs and five of them.');
    return `${name}=${valueIn(Object.keys(values), pattern, run) ?? ''}`;
  }),
);

/** Each single way, and the combinations: a name, and what is chosen as `NAME=VALUE`. */
export const waysToBehave: readonly (readonly [name: string, chosen: readonly string[]])[] = [
  ...singleWays.map((way) => [way, [way]] as const),
  ...combinations.map((chosen, number) => [`combination ${String(number + 1)}`, chosen] as const),
];

/** The runs of `npm run test:variants`, one for each combination. `variant.ts` reads the environment variable. */
export const variantRuns = () =>
  combinations.map((chosen, number) => ({
    extends: true as const,
    test: {
      name: `combination ${String(number + 1)}`,
      env: { SANDBOX_VARIANTS: chosen.join(' ') },
      include: [...records, ...people],
    },
  }));
