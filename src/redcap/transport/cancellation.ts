import type { Clock } from '../clock.ts';
import type { MethodKind } from '../method.ts';

/** Ends one HTTP request: when its caller leaves, at its deadline, or when the gateway shuts down. */
export interface Stop {
  readonly signal: AbortSignal;
  readonly reason: () => 'caller' | 'deadline' | 'shutdown' | undefined;
  readonly sent: () => boolean;
  readonly markSent: () => void;
  /** Puts another deadline in the place of the first. */
  readonly extend: (deadline: number) => void;
  readonly shutDown: () => void;
  readonly dispose: () => void;
}

export interface StopOptions {
  readonly kind: MethodKind;
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly clock: Clock;
}

/** A write that was sent is not ended when its caller leaves: REDCap may be doing it, and its outcome must be known. */
export const createStop = ({ kind, deadline, signal, clock }: StopOptions): Stop => {
  const controller = new AbortController();
  let reason: ReturnType<Stop['reason']>;
  let sent = false;
  const stop = (why: 'caller' | 'deadline' | 'shutdown'): void => {
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
