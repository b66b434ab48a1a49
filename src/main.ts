#!/usr/bin/env node
// Every import here is loaded by every command: the commands load theirs themselves, after Node's cache is on.
import { fileURLToPath } from 'node:url';
import { makeObjectsYoung } from './start/allocation.ts';
import { asksForHelp, describeHelp, findCommand, HARD_STOP_MS } from './start/command.ts';
import type { CommandCall, Running } from './start/command.ts';
import { commands } from './start/command-table.ts';
import { keepCompiledModules, storeCompiledModules } from './start/compile-cache.ts';
import type { Surroundings } from './start/surroundings.ts';

const createLog: Surroundings['createLog'] = async (level) =>
  (await import('./start/log.ts')).createLog(level, process.stderr);

const surroundingsOf = (argv: readonly string[]): Surroundings => ({
  argv,
  env: process.env,
  out: process.stdout,
  schemaFolder: fileURLToPath(new URL('../schema', import.meta.url)),
  createLog,
  askSecret: async (prompt) =>
    (await import('./start/secret-input.ts')).readSecretInput(prompt, process.stdin, process.stderr),
  loadSchema: async () => (await import('./schema/index.ts')).schema,
});

const runCommand = async ({ command, argv }: CommandCall): Promise<Running | undefined> => {
  if (asksForHelp(argv)) {
    process.stdout.write(describeHelp(commands, command));
    return undefined;
  }
  const outcome = await command.run(surroundingsOf(argv));
  if (typeof outcome !== 'number') return outcome;
  process.exitCode = outcome;
  return undefined;
};

/** Stops in order at the first signal, also one that comes while the command is starting, and at once at the second. */
const stopAtSignals = (starting: Promise<Running | undefined>): void => {
  let stopping = false;
  let cancelHardStop: () => void = () => undefined;
  const stopHardAfter = (milliseconds: number): void => {
    cancelHardStop();
    const timer = setTimeout(() => process.exit(1), milliseconds);
    timer.unref();
    cancelHardStop = () => clearTimeout(timer);
  };
  const close = async (): Promise<void> => {
    stopHardAfter(HARD_STOP_MS);
    const running = await starting;
    stopHardAfter(running?.hardStopMs ?? HARD_STOP_MS);
    await running?.close();
  };
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

/** A hangup never ends the program. What runs reads its configuration anew; one that is starting does so when it has started. */
const reloadAtHangup = (starting: Promise<Running | undefined>): void => {
  const reload = async (): Promise<void> => {
    const running = await starting.catch(() => undefined);
    running?.reload?.();
  };
  process.on('SIGHUP', () => void reload());
};

const logRejection = async (reason: unknown): Promise<void> => {
  const { describeFault } = await import('./gateway/request-state.ts');
  const log = await createLog('info');
  log.error({ fault: describeFault(reason) }, 'unhandled rejection');
};

const main = async (): Promise<void> => {
  let failureCode = 1;
  try {
    const call = findCommand(commands, process.argv.slice(2));
    ({ failureCode } = call.command);
    const starting = runCommand(call);
    stopAtSignals(starting);
    reloadAtHangup(starting);
    await starting;
    storeCompiledModules();
    // What was compiled is kept for the engine's settings as they were. So they change after it is stored.
    makeObjectsYoung();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'The start failed.'}\n`);
    process.exitCode = failureCode;
  }
};

// Whoever reads the output may have read enough (`… schema stroke | head`), which is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// A promise that nobody waited for is a fault of one request: the log reports it, and the process lives.
process.on('unhandledRejection', (reason) => void logRejection(reason));

// Also while there is nothing yet to be read anew.
process.on('SIGHUP', () => undefined);

keepCompiledModules(process.env);
await main();
