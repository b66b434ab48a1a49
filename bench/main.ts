import { availableParallelism } from 'node:os';
import { hasPeers, howToInstallPeers } from './load/installed.ts';
import { tableOf } from './result.ts';
import { scenarios } from './scenario/table.ts';

const asked = process.argv.slice(2);
const unknown = asked.find((name) => scenarios[name] === undefined);

if (unknown === undefined) {
  process.stdout.write(
    `Node ${process.version}, ${String(availableParallelism())} cores. bench/README.md says how to read it.\n`,
  );
  if (!hasPeers) process.stdout.write(`${howToInstallPeers}\n`);
  for (const [name, bench] of Object.entries(scenarios)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const start = performance.now();
    for (const result of await bench()) process.stdout.write(`\n${tableOf(result)}`);
    process.stdout.write(`\n${name} took ${((performance.now() - start) / 1000).toFixed(0)} s.\n`);
  }
} else {
  process.stderr.write(`There is no benchmark "${unknown}". There is: ${Object.keys(scenarios).join(', ')}.\n`);
  process.exitCode = 1;
}
