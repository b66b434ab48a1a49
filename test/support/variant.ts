import { readVariants, type Variants } from '../../src/sandbox/variant/variant.ts';

/**
 * What `npm run test:variants` chooses for the sandboxes of a whole run, in the environment variable `SANDBOX_VARIANTS`:
 * `NAME=VALUE`, with blanks between several. None in any other run.
 */
export const variantsOfRun: Partial<Variants> = readVariants(
  (process.env['SANDBOX_VARIANTS'] ?? '').split(' ').filter((text) => text !== ''),
);
