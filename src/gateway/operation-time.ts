import type { GatewayClock } from './clock.ts';

/** The time that one operation has. It stands still while it is held, and is whole again after that. */
export interface OperationTime {
  /** Lets the time run, and calls `end` when it is over. Returns a function that stops it for good. */
  readonly start: (milliseconds: number, end: () => void) => () => void;
  /**
   * Holds the time while REDCap does a write that was sent, and while the gateway finds out what became of it: both have
   * limits of their own. Returns a function that lets the time begin anew: what became of the write is known then, and
   * the operation still reads what the caller selected. `operationId` names the mutation in the journal, where it is there.
   */
  readonly hold: (operationId?: string) => () => void;
  /** Stands still while a mutation waits for its turn: its time begins when its turn does. Returns a function that lets it begin. */
  readonly wait: () => () => void;
  /** Whether the time was ever held. Until then no write of the operation was sent. */
  readonly wasHeld: () => boolean;
  /** The mutation for which the time was held last; undefined where none was named. */
  readonly lastWrite: () => string | undefined;
}

/** The time of an operation that has not begun. */
export const createOperationTime = (clock: GatewayClock): OperationTime => {
  let whole: number | undefined;
  let end = (): void => undefined;
  let cancel: (() => void) | undefined;
  let holds = 0;
  let wasHeld = false;
  let lastWrite: string | undefined;

  const run = (): void => {
    if (whole === undefined || holds > 0) return;
    cancel = clock.after(whole, () => {
      whole = undefined;
      end();
    });
  };

  const stand = (): void => {
    cancel?.();
    cancel = undefined;
  };

  const standStill = (): (() => void) => {
    holds += 1;
    if (holds === 1) stand();
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      holds -= 1;
      run();
    };
  };

  return {
    start: (milliseconds, whenOver) => {
      whole = milliseconds;
      end = whenOver;
      run();
      return () => {
        stand();
        whole = undefined;
      };
    },
    hold: (operationId) => {
      lastWrite = operationId;
      wasHeld = true;
      return standStill();
    },
    wait: standStill,
    wasHeld: () => wasHeld,
    lastWrite: () => lastWrite,
  };
};
