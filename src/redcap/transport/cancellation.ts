import type { Clock } from '../clock.ts';
import type { MethodKind } from '../method.ts';

/** Why the gateway ended a request itself. */
export type CancellationReason = 'caller' | 'deadline' | 'shutdown';

/** Ends one HTTP request: when its caller leaves, at its deadline, or when the gateway shuts down. */
export interface Cancellation {
  readonly signal: AbortSignal;
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
  const controller = new AbortController();
  let reason: CancellationReason | undefined;
  let sent = false;
  const stop = (why: CancellationReason): void => {
    reason ??= why;
    controller.abort(new Error(why));
  };
  const onAbort = (): void => {
    if (kind === 'read' || !sent) stop('caller');
  };
  const arm = (at: number): (() => void) => clock.after(at - clock.now(), () => stop('deadline'));
  let disarm = arm(deadline);
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    reason: () => reason,
    sent: () => sent,
    markSent: () => {
      sent = true;
    },
    extend: (at) => {
      disarm();
      disarm = arm(at);
    },
    shutDown: () => stop('shutdown'),
    dispose: () => {
      disarm();
      signal?.removeEventListener('abort', onAbort);
    },
  };
};
