import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Result } from './result.ts';

/** What was measured last, as `results.json` has it. */
export interface Results {
  /** What measured, and the day on which it did. */
  readonly machine: { readonly node: string; readonly cores: number; readonly date: string };
  /** The tables of each scenario. */
  readonly scenarios: Readonly<Record<string, readonly Result[]>>;
}

/** The file of results. */
export const resultsFile = join(import.meta.dirname, 'results.json');

/** The machine as far as it matters to ratios, and today. */
export const thisMachine = (): Results['machine'] => ({
  node: process.version,
  cores: availableParallelism(),
  date: new Date().toISOString().slice(0, 10),
});

/** What was measured last, as `writeResults` wrote it. */
export const readResults = (): Results =>
  existsSync(resultsFile)
    ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as Results)
    : { machine: thisMachine(), scenarios: {} };

/** Keeps what was measured. */
export const writeResults = async (results: Results): Promise<void> => {
  writeFileSync(
    resultsFile,
    await format(JSON.stringify(results), { ...(await resolveConfig(resultsFile)), parser: 'json' }),
  );
};
