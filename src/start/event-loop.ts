import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ReadinessSignal } from '../gateway/health.ts';
import type { Clock } from '../redcap/clock.ts';

/** How long the turns of the event loop took since somebody last asked, in nanoseconds. */
export interface Turns {
  readonly mean: number;
  readonly stddev: number;
}

/** Measures the turns of this process's event loop. */
export interface TurnMeter {
  readonly take: () => Turns;
  readonly end: () => void;
}

/** The meter of Node. It costs a timer. */
export const openTurnMeter = (): TurnMeter => {
  const histogram = monitorEventLoopDelay({ resolution: 20 });
  histogram.enable();
  return {
    take: () => {
      const { mean, stddev } = histogram;
      histogram.reset();
      return { mean, stddev };
    },
    end: () => void histogram.disable(),
  };
};

/** Long enough that one long turn alone does not count. */
const WINDOW_MS = 10_000;

/**
 * Milliseconds of the turn that a request falls into on average. A long turn counts by its length too: more requests fall into
 * it. The mean of all turns would hide one that takes four seconds among many short ones.
 */
export const turnOfARequest = ({ mean, stddev }: Turns): number =>
  mean > 0 ? (mean + (stddev * stddev) / mean) / 1e6 : 0;

/** The signal of an event loop that is slow. */
export interface EventLoopWatch {
  readonly signal: ReadinessSignal;
  readonly end: () => void;
}

/** Watches the event loop. It is slow above so many milliseconds, and until it is below half of them. */
export const watchEventLoop = (mostMs: number, clock: Clock, meter: TurnMeter = openTurnMeter()): EventLoopWatch => {
  let isSlow = false;
  const cancel = clock.every(WINDOW_MS, () => {
    isSlow = turnOfARequest(meter.take()) > (isSlow ? mostMs / 2 : mostMs);
  });
  return {
    signal: { name: 'event-loop', problem: () => (isSlow ? 'Requests wait long until they are looked at.' : null) },
    end: () => {
      cancel();
      meter.end();
    },
  };
};
