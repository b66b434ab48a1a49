/** `npm run codegen`: GraphQL Code Generator with `codegen.ts`, where it is installed. */
import { spawnSync } from 'node:child_process';
import { clientLibraryFile, hasClientLibraries, HOW_TO_INSTALL } from '../support/client-libraries.ts';
import { root } from '../support/markdown.ts';

const generate = (options: readonly string[]): number => {
  const command = clientLibraryFile('@graphql-codegen/cli/cjs/bin.js');
  const argv = [command, '--config', 'codegen.ts', ...options];
  return spawnSync(process.execPath, argv, { cwd: root, stdio: 'inherit' }).status ?? 1;
};

if (hasClientLibraries) process.exitCode = generate(process.argv.slice(2));
else {
  console.error(HOW_TO_INSTALL);
  process.exitCode = 1;
}
