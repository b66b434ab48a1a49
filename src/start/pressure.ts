import { totalmem } from 'node:os';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';
import type { ReadinessSignal } from '../gateway/health.ts';
import { createMemoryGuard } from '../gateway/memory-guard.ts';
import type { MeasuredMemory, Memory, MemoryGuard } from '../gateway/memory-guard.ts';
import { systemClock } from '../redcap/clock.ts';
import { watchEventLoop } from './event-loop.ts';

/** Of the heap's limit. Close to the limit the engine does little but collect garbage. */
const HEAP_SHARE = 0.85;
/** Of the memory that the process may have. What is above it, others of the machine or of the container need too. */
const RSS_SHARE = 0.9;

/** The memory of this process. */
const measureMemory = (): MeasuredMemory => {
  const { heapUsed: heapBytes, external, rss: rssBytes } = process.memoryUsage();
  return { heapBytes, rssBytes, usedBytes: heapBytes + external };
};

/** Collects garbage. The engine offers that to whoever asks for it by this flag, and to a context that is made after it alone. */
const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  // The flag puts this function there, which no type can see.
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
};

/** What the process may have: what its container allows, or all that the machine has. */
const allowedBytes = (): number => {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
};

/** The marks above which the memory is short: those of the configuration, else shares of what there is. */
const memoryMarksOf = ({ pressure }: Pick<Config, 'pressure'>): Memory => ({
  heapBytes: pressure.heapBytes ?? getHeapStatistics().heap_size_limit * HEAP_SHARE,
  rssBytes: pressure.rssBytes ?? allowedBytes() * RSS_SHARE,
});

/** Whether this process has too much to do. */
export interface Pressure {
  readonly memoryGuard: MemoryGuard;
  readonly signals: readonly ReadinessSignal[];
  readonly end: () => void;
}

/** Watches the memory and the event loop of this process by the marks of the configuration. */
export const watchPressure = (config: Pick<Config, 'pressure'>, log: Log): Pressure => {
  const marks = memoryMarksOf(config);
  const memoryGuard = createMemoryGuard({
    marks,
    measure: measureMemory,
    collect: collectGarbage,
    clock: systemClock,
    log,
  });
  const eventLoop = watchEventLoop(config.pressure.turnMilliseconds, systemClock);
  return { memoryGuard, signals: [memoryGuard.signal, eventLoop.signal], end: eventLoop.end };
};
