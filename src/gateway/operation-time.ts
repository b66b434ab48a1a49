import type { GatewayClock } from './clock.ts';

/** The time that one operation has. It stands still while it is held. */
export interface OperationTime {
  /** Lets the time run, and calls `end` when it is over. Returns a function that stops it for good. */
  readonly start: (milliseconds: number, end: () => void) => () => void;
  /**
   * Holds the time while REDCap does a write that was sent, and while the gateway finds out what became of it: both have
   * limits of their own. Returns a function that lets the time go on.
   */
  readonly hold: () => () => void;
}

/** The time of an operation that has not begun. */
export const createOperationTime = (clock: GatewayClock): OperationTime => {
  let left: number | undefined;
  let end = (): void => undefined;
  let cancel: (() => void) | undefined;
  let since = 0;
  let holds = 0;

  const run = (): void => {
    if (left === undefined || holds > 0) return;
    since = clock.now();
    cancel = clock.after(left, () => {
      left = undefined;
      end();
    });
  };

  const stand = (): void => {
    if (cancel === undefined || left === undefined) return;
    cancel();
    cancel = undefined;
    left = Math.max(0, left - (clock.now() - since));
  };

  return {
    start: (milliseconds, whenOver) => {
      left = milliseconds;
      end = whenOver;
      run();
      return () => {
        stand();
        left = undefined;
      };
    },
    hold: () => {
      holds += 1;
      if (holds === 1) stand();
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        holds -= 1;
        run();
      };
    },
  };
};
