import type { CallerRates } from '../budget/caller-rate.ts';
import { shuttingDown } from '../budget/refusal.ts';
import type { Budget } from '../budget/place.ts';
import type { Clock } from '../clock.ts';
import type { RedcapError } from '../errors.ts';
import type { RetryBudget } from '../retry.ts';
import { createCancellation } from './cancellation.ts';
import type { Cancellation } from './cancellation.ts';
import { toRedcapError } from './failure.ts';
import type { Outgoing } from './message.ts';
import type { OpenRequests } from './open-requests.ts';

/** What the calls of one transport share. */
export interface CallSurroundings {
  readonly budget: Budget;
  readonly clock: Clock;
  readonly retries: RetryBudget;
  readonly open: OpenRequests;
  /** Counts the calls of callers who have a limit of their own; no caller has one unless given. */
  readonly callers?: CallerRates | undefined;
}

/** One request that has its place in the budget. */
export interface Call {
  readonly outgoing: Outgoing;
  readonly waitedMs: number;
  readonly cancellation: Cancellation;
  /** Whether REDCap's status and headers are there. */
  readonly isAnswered: () => boolean;
  /** Notes that they are there, so that REDCap has counted the call. */
  readonly answer: () => void;
  /** Gives the place back. May be called more than once. */
  readonly end: () => void;
}

/** Waits for a place in the budget. From then on the call counts, and can be cancelled. */
export const acquire = async (way: CallSurroundings, outgoing: Outgoing): Promise<Call> => {
  const { method, fingerprint, caller, signal, deadline, timeoutMs } = outgoing;
  const isWrite = method.kind !== 'read' || outgoing.isLook === true;
  const counted = caller === undefined ? undefined : way.callers?.call(caller, isWrite);
  // Nothing is waited for where the caller has no limit.
  if (counted !== undefined) await counted;
  const place = await way.budget.acquire({
    fingerprint,
    caller: caller?.name,
    isBackground: caller?.isBackground,
    isForAll: caller?.isForAll,
    sharers: outgoing.sharers,
    isWrite,
    signal,
    deadline,
  });
  if (way.open.isClosed) {
    place.arrived();
    place.release();
    throw shuttingDown();
  }
  way.retries.count();
  const latest = Math.min(deadline, way.clock.now() + timeoutMs);
  const cancellation = createCancellation({ kind: method.kind, deadline: latest, signal, clock: way.clock });
  const leave = way.open.enter(cancellation);
  let isAnswered = false;
  const answer = (): void => {
    isAnswered = true;
    place.arrived();
  };
  const end = (): void => {
    cancellation.dispose();
    // What never left will never arrive.
    if (!cancellation.sent()) place.arrived();
    place.release();
    leave();
  };
  return { outgoing, waitedMs: place.waitedMs, cancellation, isAnswered: () => isAnswered, answer, end };
};

/** The error of a call, by how far the call had come. */
export const failureOf = ({ outgoing, cancellation, isAnswered }: Call, error: unknown): RedcapError =>
  toRedcapError(outgoing.method, error, {
    sent: cancellation.sent(),
    hasToken: outgoing.hasToken?.() ?? true,
    answered: isAnswered(),
    stopped: cancellation.reason(),
  });

/**
 * The bytes of an answer in rows as they come, with errors that are ours. REDCap may be silent no longer than its time for an
 * answer. While whoever reads the rows is slow, only the deadline counts.
 */
export async function* passRows(body: AsyncIterable<Uint8Array>, call: Call, clock: Clock): AsyncGenerator<Uint8Array> {
  const { outgoing, cancellation } = call;
  const latest = outgoing.rowsDeadline ?? Number.POSITIVE_INFINITY;
  const iterator = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      cancellation.extend(Math.min(latest, clock.now() + outgoing.timeoutMs));
      const next = await iterator.next();
      cancellation.extend(latest);
      if (next.done === true) return;
      yield next.value;
    }
  } catch (error) {
    throw failureOf(call, error);
  } finally {
    await iterator.return?.();
  }
}

/** A file's bytes as they come, with errors that are ours. */
export async function* passOn(body: AsyncIterable<Uint8Array>, call: Call): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw failureOf(call, error);
  }
}
