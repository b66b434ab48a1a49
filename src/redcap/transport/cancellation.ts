import { createAlarm, type Clock } from '../clock.ts';
import type { MethodKind } from '../method.ts';

/** Why the gateway ended a request itself. */
export type CancellationReason = 'caller' | 'deadline' | 'shutdown';

/** Ends one HTTP request: when its caller leaves, at its deadline, or when the gateway shuts down. */
export interface Cancellation {
  /** Names who ends the HTTP request when it has to end. */
  readonly onStop: (end: (error: Error) => void) => void;
  /** Undefined while nobody has ended the request. */
  readonly reason: () => CancellationReason | undefined;
  readonly sent: () => boolean;
  /** Notes that the first byte of the request is about to be written. */
  readonly markSent: () => void;
  /** Puts another deadline in the place of the first. */
  readonly extend: (deadline: number) => void;
  readonly shutDown: () => void;
  readonly dispose: () => void;
}

/** What can end a request. */
export interface CancellationOptions {
  readonly kind: MethodKind;
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly clock: Clock;
}

/** A write that was sent is not ended when its caller leaves: REDCap may be doing it, and its outcome must be known. */
export const createCancellation = ({ kind, deadline, signal, clock }: CancellationOptions): Cancellation => {
  let reason: CancellationReason | undefined;
  let sent = false;
  let end: (error: Error) => void = () => undefined;
  const stop = (why: CancellationReason): void => {
    if (reason !== undefined) return;
    reason = why;
    end(new Error(why));
  };
  const onAbort = (): void => {
    if (kind === 'read' || !sent) stop('caller');
  };
  const alarm = createAlarm(clock, deadline, () => stop('deadline'));
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    onStop: (given) => {
      end = given;
      if (reason !== undefined) end(new Error(reason));
    },
    reason: () => reason,
    sent: () => sent,
    markSent: () => {
      sent = true;
    },
    extend: alarm.set,
    shutDown: () => stop('shutdown'),
    dispose: () => {
      alarm.end();
      signal?.removeEventListener('abort', onAbort);
    },
  };
};
