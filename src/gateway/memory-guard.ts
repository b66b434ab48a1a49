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

/** Refuses new work while the memory is short. */
export interface MemoryGuard {
  /** Whether the memory is short, as it was when somebody last measured it. */
  readonly isShort: () => boolean;
  readonly signal: ReadinessSignal;
}

export interface MemoryGuardOptions {
  /** Above one of these the memory is short. */
  readonly marks: Memory;
  readonly measure: () => Memory;
  readonly clock: GatewayClock;
  readonly log: Log;
}

/** A measurement is good for so long: a request looks at it, and must not pay for it. */
const GOOD_FOR_MS = 100;
/** The memory is short until it is below this share of its marks, so that the guard does not open and close all the time. */
const ENOUGH = 0.9;

const isAbove = (memory: Memory, marks: Memory, share: number): boolean =>
  memory.heapBytes > marks.heapBytes * share || memory.rssBytes > marks.rssBytes * share;

/** Watches the memory. What is under way goes on while it is short: only new requests are refused, and they may be repeated. */
export const createMemoryGuard = ({ marks, measure, clock, log }: MemoryGuardOptions): MemoryGuard => {
  let measuredAt = Number.NEGATIVE_INFINITY;
  let isShort = false;
  const look = (): boolean => {
    const now = clock.now();
    if (now - measuredAt < GOOD_FOR_MS) return isShort;
    measuredAt = now;
    const isShortNow = isAbove(measure(), marks, isShort ? ENOUGH : 1);
    if (isShortNow && !isShort) log.warn({}, 'the memory is short: new requests are refused');
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
