#!/usr/bin/env node
// The entry of the installed package. It imports nothing that an old Node cannot load before it has looked at the version.
import { describeOldNode } from './start/node-version.ts';

const problem = describeOldNode(process.versions.node);
if (problem === null) await import('./main.ts');
else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
