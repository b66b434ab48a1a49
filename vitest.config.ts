import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { variantRuns } from './test/support/variant-run.ts';

const require = createRequire(import.meta.url);

/** How long property tests run, by the mode: `npm run test:long` and `npm run test:third`. */
const LENGTHS: Readonly<Record<string, Record<string, string>>> = {
  long: { TEST_LONG: 'yes' },
  third: { TEST_LONG: 'third' },
};

export default defineConfig(({ mode }) => ({
  resolve: {
    // Vitest would load graphql twice, as ES module and as CommonJS, and `instanceof GraphQLError` would then fail.
    alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }],
  },
  test: {
    // What passes says nothing: warnings of libraries would hide what a run ends with.
    silent: 'passed-only',
    // A law that runs often takes minutes on a busy machine.
    testTimeout: mode in LENGTHS ? 300_000 : 60_000,
    hookTimeout: 120_000,
    maxWorkers: availableParallelism(),
    env: {
      // `test/support/runs.ts` reads it.
      ...LENGTHS[mode],
      // Programs that tests start keep the modules that Node has compiled, so that the next one starts in half the time.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node-compile'),
    },
    reporters: ['default', './test/support/skip-reporter.ts'],
    // They import graphql.
    server: { deps: { inline: [/@pothos/, /graphql-yoga/, /@envelop/, /graphql-upload/] } },
    // `npm run test:variants`: the tests of the gateway's reads and writes, with each sandbox that REDCap may be like.
    ...(mode === 'variants' ? { projects: variantRuns() } : { include: ['test/**/*.test.ts'] }),
    // A worker loads the schema and its libraries once for all of its files.
    isolate: false,
  },
}));
