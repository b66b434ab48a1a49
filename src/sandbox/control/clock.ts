import { formatTime } from '../state/log.ts';
import type { SandboxStore } from '../state/store.ts';
import { ControlError } from './route.ts';

/** How the sandbox's clock stands. */
export interface ClockState {
  /** `YYYY-MM-DD HH:MM:SS`, server-local time. */
  readonly now: string;
  /** Whether the clock shows another time than the machine. */
  readonly isSet: boolean;
  readonly isFrozen: boolean;
}

/** What may be changed about the clock. */
export interface ClockOrder {
  /** `YYYY-MM-DD HH:MM:SS`; the present time unless given. */
  readonly now?: string | undefined;
  /** Moves it, forwards or backwards. */
  readonly addSeconds?: number | undefined;
  /** Stops it, or lets it run again. */
  readonly isFrozen?: boolean | undefined;
}

/** The clock of a sandbox: the store's own until it is set. */
export interface SandboxClock {
  readonly state: () => ClockState;
  /** Throws a ControlError for a time that the calendar does not have. */
  readonly set: (order: ClockOrder) => ClockState;
  readonly reset: () => ClockState;
}

const readTime = (text: string): Date => {
  const parts = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text)?.slice(1).map(Number) ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const moment = new Date(year, month - 1, day, hour, minute, second);
  if (parts.length === 0 || formatTime(moment) !== text) {
    throw new ControlError(400, 'now: write an existing time, such as "2025-01-31 08:00:00"');
  }
  return moment;
};

/** Puts an adjustable clock into a store. */
export const createClock = (store: SandboxStore): SandboxClock => {
  const machine = store.now;
  let isSet = false;
  let isFrozen = false;
  const state = (): ClockState => ({ now: formatTime(store.now()), isSet, isFrozen });
  return {
    state,
    set: (order) => {
      const base = order.now === undefined ? store.now() : readTime(order.now);
      const moment = new Date(base.getTime() + (order.addSeconds ?? 0) * 1000);
      const offset = moment.getTime() - machine().getTime();
      isFrozen = order.isFrozen ?? isFrozen;
      isSet = true;
      store.now = isFrozen ? () => new Date(moment) : () => new Date(machine().getTime() + offset);
      return state();
    },
    reset: () => {
      store.now = machine;
      isSet = false;
      isFrozen = false;
      return state();
    },
  };
};
