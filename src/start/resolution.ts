import type { Log } from '../gateway/access-log.ts';
import { resolveOpen, type Resolved, type Resolving } from '../writers/operation/resolution.ts';

/** How often it is looked whether writes were left open by a gateway that is gone, or by a lost answer. */
const EVERY_MS = 60_000;

const describe = ({ id, mutation, target, outcome }: Resolved) => ({
  operationId: id,
  mutation,
  project: target?.project,
  outcome,
});

/** Writes into the log what came to light: a warning where a person has to look. */
export const logResolved = (log: Log, found: readonly Resolved[]): void => {
  for (const resolved of found) {
    if (resolved.outcome === 'unknown') log.warn(describe(resolved), 'what became of a write is not known: check it');
    else log.info(describe(resolved), 'what became of a write that was broken off is known');
  }
};

/** Writes into the log that open writes could not be resolved. */
export const logUnresolved = (log: Log, error: unknown): void =>
  log.error({ fault: error instanceof Error ? error.name : 'unknown' }, 'open writes could not be resolved');

/**
 * Resolves writes that were left open: at once, and then every minute. What comes to light is in the log; a warning where a
 * person has to look. Returns a function that ends it, and leaves what is open to other gateways.
 */
export const startResolution = (resolving: Resolving, log: Log): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  let reported: ReadonlySet<string> = new Set();
  const run = async (): Promise<void> => {
    try {
      logResolved(log, await resolveOpen(resolving));
      const left = resolving.operations.leftOpen();
      for (const operationId of left) {
        if (!reported.has(operationId)) log.warn({ operationId }, 'a write is open: it is looked at again and again');
      }
      reported = new Set(left);
    } catch (error) {
      logUnresolved(log, error);
    }
  };
  const runAlone = (): void => {
    running ??= run().finally(() => {
      running = undefined;
    });
  };
  runAlone();
  const stop = resolving.clock.every(EVERY_MS, runAlone);
  return async () => {
    stop();
    await running;
    // Whoever comes next need not wait until this gateway is taken for dead.
    await resolving.operations.leave();
  };
};
