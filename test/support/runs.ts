const length = process.env['TEST_LONG'];

/**
 * Whether tests have all of their cases. With `npm run test:long` property tests run as often as is worth the wait too. In
 * `.ci/run` they run a third as often.
 */
export const isLong = length !== undefined;

/** Whether tests may take minutes each: with `npm run test:long`. */
export const isWhole = length === 'yes';

/** By what the runs of a property test are divided, and how often it must have met something, which is rarer in few runs. */
const DIVISORS: Readonly<Record<string, readonly [runs: number, met: number]>> = { yes: [1, 1], third: [3, 6] };

const [runsDivisor, metDivisor] = DIVISORS[length ?? ''] ?? [10, 20];

/** A property that runs less often than this hardly meets two features at once. */
const FEWEST = 10;

/** How often a property test runs: as often as it is given by `npm run test:long`, a third of it in `.ci/run`, and else a tenth. */
export const runs = (many: number): number => Math.max(Math.ceil(many / runsDivisor), Math.min(many, FEWEST));

/** How many cases of a kind a property must have met at least, of which `many` runs meet this many for certain. */
export const atLeast = (count: number): number => Math.ceil(count / metDivisor);
