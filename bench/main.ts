import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { hasPeers, hasPlots, howToInstall } from './load/installed.ts';
import { hasRedis } from '../test/support/redis-server.ts';
import { writePage } from './page.ts';
import { tableOf, type Result } from './result.ts';
import { readResults, resultsFile, thisMachine, writeResults } from './results.ts';
import { scenarios } from './scenario/table.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Runs one scenario and prints its tables. A failure of one does not stop the others. */
const measure = async (
  name: string,
  bench: () => Promise<readonly Result[]>,
): Promise<readonly Result[] | undefined> => {
  const start = performance.now();
  try {
    const results = await bench();
    for (const result of results) say(`\n${tableOf(result)}`);
    say(`${name} took ${((performance.now() - start) / 1000).toFixed(0)} s.`);
    return results;
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`\n${name} failed: ${String(error)}\n`);
    return undefined;
  }
};

/** Keeps what a scenario measured; what failed is not kept from an earlier run. */
const keep = async (name: string, measured: readonly Result[] | undefined): Promise<void> => {
  const { [name]: _before, ...others } = readResults().scenarios;
  const all = measured === undefined ? others : { ...others, [name]: measured };
  const inOrder = Object.keys(scenarios).flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]] as const]));
  await writeResults({ machine: thisMachine(), scenarios: Object.fromEntries(inOrder) });
};

/** Writes the page and draws its plots, from what was kept. */
const publish = async (): Promise<void> => {
  await writePage(readResults());
  if (!hasPlots) return;
  const [program, folder] = [
    join(import.meta.dirname, 'plot/main.ts'),
    join(import.meta.dirname, '../docs/performance'),
  ];
  spawnSync(process.execPath, [program, resultsFile, folder], { stdio: 'inherit' });
};

const run = async (asked: readonly string[], writes: boolean): Promise<void> => {
  say(`Node ${process.version}. bench/README.md says how to read it.`);
  if (!hasPeers || !hasPlots) say(howToInstall);
  if (!hasRedis && asked.includes('replicas')) say('Install redis-server or valkey-server to have "replicas" too.');
  for (const [name, bench] of Object.entries(scenarios)) {
    if (!asked.includes(name)) continue;
    const measured = await measure(name, bench);
    if (writes) await keep(name, measured);
  }
  if (writes) await publish();
};

const args = process.argv.slice(2);
const asked = args.filter((arg) => arg !== '--write');
const unknown = asked.find((name) => scenarios[name] === undefined);

if (unknown !== undefined) {
  process.stderr.write(`There is no benchmark "${unknown}". There is: ${Object.keys(scenarios).join(', ')}.\n`);
  process.exitCode = 1;
} else if (args.length === 0) await run(Object.keys(scenarios), true);
else if (asked.length === 0) await publish();
else await run(asked, args.includes('--write'));
