import { createRandom } from '../random.ts';
import type { FaultAnswer, FaultSettings } from './fault.ts';
import { findFault, faults } from './index.ts';

/** What a call must be for a fault to meet it. A member that is left out matches every call. */
export interface FaultMatch {
  readonly content?: string;
  /** `export` for exports, `import` also where `data` alone makes it one. */
  readonly action?: string;
  readonly format?: string;
  readonly project?: number;
  readonly username?: string;
}

/** What is known of a call before it is answered; null for an unknown token. */
export interface IncomingCall {
  readonly content: string;
  readonly action: string;
  readonly format: string;
  readonly project: number | null;
  readonly username: string | null;
}

/** A fault to be injected. */
export interface FaultOrder {
  readonly fault: string;
  readonly match?: FaultMatch;
  /** The first matching call that the fault meets, counted from 1. It then meets one call unless `times` says more. */
  readonly nth?: number;
  /** How many calls the fault meets. Without `times` and `nth` it meets every matching call. */
  readonly times?: number;
  /** Chance from 0 to 1 for each matching call. */
  readonly probability?: number;
  /** Makes the chances the same every time; 1 unless given. */
  readonly seed?: number;
  /** Carries the call out first, for faults that would not do so. */
  readonly commit?: boolean;
  readonly settings?: FaultSettings;
}

/** A fault that waits for calls. */
export interface InjectedFault extends FaultOrder {
  readonly id: number;
  /** Matching calls so far, met or not. */
  readonly matched: number;
  /** Calls that it has met. */
  readonly met: number;
}

/** What meets a call. */
export interface MetFault {
  readonly name: string;
  readonly commit: boolean;
  readonly answer: FaultAnswer;
  /** Resolves when held calls are released. */
  readonly released: Promise<void>;
}

/**
 * The faults that wait for calls, in the order in which they were injected. A call meets the first fault that matches
 * it.
 */
export interface FaultPlan {
  /** Throws a RangeError that names the unknown fault or setting. */
  readonly inject: (order: FaultOrder) => InjectedFault;
  readonly list: () => InjectedFault[];
  /** Removes one fault, or all, and releases held calls. Returns how many faults it removed. */
  readonly clear: (id?: number) => number;
  /** Releases held calls. */
  readonly release: () => void;
  readonly choose: (call: IncomingCall) => MetFault | null;
}

interface Waiting {
  readonly id: number;
  readonly order: FaultOrder;
  readonly answer: FaultAnswer;
  readonly draw: () => number;
  matched: number;
  met: number;
}

const open = (id: number, order: FaultOrder): Waiting => {
  const fault = findFault(order.fault);
  if (fault === undefined) {
    throw new RangeError(
      `There is no fault "${order.fault}". There are: ${faults.map(({ name }) => name).join(', ')}.`,
    );
  }
  const { settings = {} } = order;
  const unknown = Object.keys(settings).filter((name) => !fault.settings.some((known) => known === name));
  if (unknown.length > 0) {
    const known = fault.settings.length === 0 ? 'none' : fault.settings.join(', ');
    throw new RangeError(`The fault "${fault.name}" has no setting "${unknown.join('", "')}". It has: ${known}.`);
  }
  const random = createRandom(order.seed ?? 1);
  return { id, order, answer: fault.inject(settings), draw: () => random.next(), matched: 0, met: 0 };
};

const matchKeys = ['content', 'action', 'format', 'project', 'username'] as const;

/** Counts a matching call, and says whether the fault meets it. */
const meets = (waiting: Waiting, call: IncomingCall): boolean => {
  const { match = {}, nth = 1, probability = 1 } = waiting.order;
  if (matchKeys.some((key) => match[key] !== undefined && match[key] !== call[key])) return false;
  waiting.matched += 1;
  const times = waiting.order.times ?? (waiting.order.nth === undefined ? Number.POSITIVE_INFINITY : 1);
  if (waiting.matched < nth || waiting.met >= times || waiting.draw() >= probability) return false;
  waiting.met += 1;
  return true;
};

/** A plan without faults. */
export const createFaultPlan = (): FaultPlan => {
  let waiting: Waiting[] = [];
  let nextId = 1;
  let held = Promise.withResolvers<void>();
  const describe = ({ id, order, matched, met }: Waiting): InjectedFault => ({ id, ...order, matched, met });
  const release = (): void => {
    held.resolve();
    held = Promise.withResolvers<void>();
  };
  return {
    inject: (order) => {
      const opened = open(nextId, order);
      nextId += 1;
      waiting.push(opened);
      return describe(opened);
    },
    list: () => waiting.map(describe),
    clear: (id) => {
      const before = waiting.length;
      waiting = id === undefined ? [] : waiting.filter((fault) => fault.id !== id);
      release();
      return before - waiting.length;
    },
    release,
    choose: (call) => {
      const met = waiting.find((fault) => meets(fault, call));
      if (met === undefined) return null;
      const { order, answer } = met;
      return { name: order.fault, commit: order.commit === true, answer, released: held.promise };
    },
  };
};
