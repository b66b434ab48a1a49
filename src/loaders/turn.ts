import { holdLease, workUnder, type LeaseHolding } from './held-lease.ts';
import { waitFor } from './patience.ts';

/** Works that go one after another, over all gateways that share the state. */
export interface Turns {
  /**
   * Runs `work` when all earlier work under the same key has ended, well or badly. Within a gateway the first come is the first
   * served. Throws `LANE_BUSY`, and runs nothing, when no earlier work has ended for the time that a turn may be waited for.
   * Throws `OVERLOADED` when the gateways cannot agree on whose turn it is.
   */
  readonly run: <T>(key: string, work: () => Promise<T>) => Promise<T>;
}

/** What is done in turns, and what a caller reads of a turn that does not come. */
export interface TurnKind {
  /** Keeps the turns apart from others with the same keys. */
  readonly name: string;
  /** A sentence. */
  readonly busy: string;
}

/** The works under one key. */
interface Line {
  /** Ends with the last of them. */
  tail: Promise<unknown>;
  /** When the last turn began. */
  movedAt: number;
}

/** Turns that are all free. */
export const createTurns = (holding: LeaseHolding, kind: TurnKind): Turns => {
  const { clock, patienceMs = Number.POSITIVE_INFINITY } = holding;
  const lines = new Map<string, Line>();

  const runAlone = async <T>(key: string, line: Line, work: () => Promise<T>): Promise<T> => {
    const lease = await holdLease(holding, `${kind.name} ${key}`, 'alone', kind.busy);
    line.movedAt = clock.now();
    return workUnder(lease, work);
  };

  return {
    run: <T>(key: string, work: () => Promise<T>): Promise<T> => {
      const line = lines.get(key) ?? { tail: Promise.resolve(), movedAt: clock.now() };
      lines.set(key, line);
      const before = line.tail;
      const since = clock.now();
      const until = (): number => Math.max(since, line.movedAt) + patienceMs;
      const result = waitFor(clock, before, until, kind.busy).then(() => runAlone(key, line, work));
      // Whoever gives up leaves the works before in their order.
      const tail = Promise.allSettled([before, result]);
      line.tail = tail;
      void tail.then(() => {
        if (line.tail === tail) lines.delete(key);
      });
      return result;
    },
  };
};
