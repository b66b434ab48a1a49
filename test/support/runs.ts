/** Whether tests run as often, and property tests with as many cases, as is worth the wait: `npm run test:long`. */
export const isLong = process.env['TEST_LONG'] !== undefined;

/** A property that runs less often than this hardly meets two features at once. */
const FEWEST = 10;

/** How often a property test runs: as often as it is given by `npm run test:long`, and a tenth of it otherwise. */
export const runs = (many: number): number => (isLong ? many : Math.max(Math.ceil(many / 10), Math.min(many, FEWEST)));

/** How many cases of a kind a property must have met at least, of which `many` runs meet this many for certain. */
export const atLeast = (count: number): number => (isLong ? count : Math.ceil(count / 20));
