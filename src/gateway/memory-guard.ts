import type { Plugin } from 'graphql-yoga';
import type { Log } from './access-log.ts';
import { refusalResponse } from './answer.ts';
import type { GatewayClock } from './clock.ts';
import { handoverOf } from './handover.ts';
import type { ReadinessSignal } from './health.ts';
import { httpOf } from './refusal.ts';

/** Bytes of memory: of the engine's heap, and of the whole process. */
export interface Memory {
  readonly heapBytes: number;
  readonly rssBytes: number;
}

/** Memory as it was measured. */
export interface MeasuredMemory extends Memory {
  /** What of the whole process is in use by the program. The rest is there for it, and the system need not give it. */
  readonly usedBytes: number;
}

/** Refuses new work while the memory is short. */
export interface MemoryGuard {
  /** Whether the memory is short, as it was when somebody last measured it. */
  readonly isShort: () => boolean;
  readonly signal: ReadinessSignal;
}

/** What the memory is guarded with. */
export interface MemoryGuardOptions {
  /** Above one of these the memory is short. */
  readonly marks: Memory;
  readonly measure: () => MeasuredMemory;
  /** Lets the engine find out what is in use no more. All work of the process stands still meanwhile. */
  readonly collect: () => void;
  readonly clock: GatewayClock;
  readonly log: Log;
}

/** A measurement is good for so long: a request looks at it, and must not pay for it. */
const GOOD_FOR_MS = 100;
/** The memory is short until it is below this share of its marks, so that the guard does not open and close all the time. */
const ENOUGH = 0.9;
/**
 * The process rarely gives memory back after a burst. Where less than this share of its mark is in use, new work finds room in
 * what the process has, and the guard must not stay shut for ever.
 */
const USED_SHARE = 0.5;
/** So long after the memory became short the engine is asked to collect, and then after twice as long each time. */
const COLLECT_MS = 2_000;
const COLLECT_MOST_MS = 300_000;

const isAbove = ({ heapBytes, rssBytes, usedBytes }: MeasuredMemory, marks: Memory, share: number): boolean =>
  heapBytes > marks.heapBytes * share ||
  (rssBytes > marks.rssBytes * share && usedBytes > marks.rssBytes * USED_SHARE * share);

/** Collects while the memory is short: without new work the engine sees no reason to, and what nobody needs counts on. */
const createCollecting = (collect: () => void) => {
  let [wait, next] = [COLLECT_MS, Number.POSITIVE_INFINITY];
  return {
    start: (now: number): void => void ([wait, next] = [COLLECT_MS, now + COLLECT_MS]),
    collectInTime: (now: number): void => {
      if (now < next) return;
      wait = Math.min(wait * 2, COLLECT_MOST_MS);
      next = now + wait;
      collect();
    },
  };
};

/** Watches the memory. What is under way goes on while it is short: only new requests are refused, and they may be repeated. */
export const createMemoryGuard = ({ marks, measure, collect, clock, log }: MemoryGuardOptions): MemoryGuard => {
  let measuredAt = Number.NEGATIVE_INFINITY;
  let isShort = false;
  const collecting = createCollecting(collect);
  const look = (): boolean => {
    const now = clock.now();
    if (now - measuredAt < GOOD_FOR_MS) return isShort;
    measuredAt = now;
    if (isShort) collecting.collectInTime(now);
    const isShortNow = isAbove(measure(), marks, isShort ? ENOUGH : 1);
    if (isShortNow && !isShort) {
      collecting.start(now);
      log.warn({}, 'the memory is short: new requests are refused');
    }
    if (isShort && !isShortNow) log.info({}, 'there is enough memory again');
    isShort = isShortNow;
    return isShort;
  };
  const problem = (): string | null => (look() ? 'The memory is short, and new requests are refused.' : null);
  return { isShort: look, signal: { name: 'memory', problem } };
};

/** What those look at who watch the gateway, and what must be there when nothing else is. */
const WATCHED = ['/health', '/ready', '/metrics'];

/** Answers `OVERLOADED` to every request while the memory is short, before anything of it is read. */
export const useMemoryGuard = ({ isShort }: Pick<MemoryGuard, 'isShort'>): Plugin => ({
  onRequest(hook) {
    const { request, url, serverContext } = hook;
    if (WATCHED.includes(url.pathname) || handoverOf(serverContext) !== undefined || !isShort()) return;
    const http = { ...httpOf('OVERLOADED'), headers: { 'retry-after': '5' }, extensions: { retryAfterSeconds: 5 } };
    const message = 'The gateway has too little memory for another request. Nothing was done. Try again later.';
    hook.endResponse(refusalResponse(request, 'OVERLOADED', message, http));
  },
});
