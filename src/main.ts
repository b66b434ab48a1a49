#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { describeFault } from './gateway/request-state.ts';
import { runSandbox } from './sandbox/command.ts';
import { runApiKey, runGateway, runSchema } from './start/command.ts';
import type { Running, Surroundings } from './start/command.ts';
import { createLog } from './start/log.ts';

const HARD_STOP_MS = 20_000;

const runCommand = async (): Promise<Running | undefined> => {
  const [command = '', ...rest] = process.argv.slice(2);
  const surroundings = (argv: readonly string[]): Surroundings => ({
    argv,
    env: process.env,
    out: process.stdout,
    schemaFolder: fileURLToPath(new URL('../schema', import.meta.url)),
    createLog,
  });
  if (command === 'sandbox') return runSandbox(rest, process.env, process.stdout);
  if (command === 'api-key') {
    runApiKey(surroundings(rest));
    return undefined;
  }
  if (command === 'check') {
    const { runCheck } = await import('./start/command/check.ts');
    process.exitCode = (await runCheck(surroundings(rest))) === 'fits' ? 0 : 1;
    return undefined;
  }
  // The schema takes a while to build; the other commands do without.
  const { schema } = await import('./schema/index.ts');
  if (command === 'schema') {
    await runSchema(surroundings(rest), schema);
    return undefined;
  }
  return runGateway(surroundings(process.argv.slice(2)), schema);
};

/** Stops in order at the first signal, also one that comes while the command is starting, and at once at the second. */
const stopAtSignals = (starting: Promise<Running | undefined>): void => {
  let stopping = false;
  const close = async (): Promise<void> => {
    const running = await starting;
    await running?.close();
  };
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

// Whoever reads what is printed may have read enough (`… schema stroke | head`), which is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// A promise that nobody waited for is a fault of one request: it is told, and the process lives.
process.on('unhandledRejection', (reason) => {
  createLog('info').error({ fault: describeFault(reason) }, 'unhandled rejection');
});

try {
  const starting = runCommand();
  stopAtSignals(starting);
  await starting;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The start failed.'}\n`);
  // As of diff and grep: 1 is what was looked for, 2 that it could not be looked for.
  process.exitCode = process.argv[2] === 'check' ? 2 : 1;
}
