import { setTimeout as pause } from 'node:timers/promises';

/** What an upstream's answers cost in time, by timers: no processor is busy meanwhile. */
export interface Cost {
  /** Before the first byte of each answer. */
  readonly callMs: number;
  readonly rowMicros: number;
  readonly cellMicros: number;
  /** Of a row that is imported. */
  readonly writtenMicros: number;
}

/**
 * REDCap's cost, as these benchmarks take it: it has one row of its database for each cell, so cells cost most. No server was
 * measured for it. What matters is that calls cost much, and that rows come one after another. A real REDCap writes more slowly;
 * 100,000 rows would take minutes.
 */
export const redcapCost: Cost = { callMs: 50, rowMicros: 20, cellMicros: 2, writtenMicros: 100 };

/** Timers are no finer than this. */
const FINEST_MS = 2;

/** The pace at which one answer goes out. */
export interface Pace {
  /** Whether rows cost anything. */
  readonly isSlow: boolean;
  /** Adds what rows cost. Says whether they are so late by now that a pause is due. */
  readonly add: (rows: number, cells: number) => boolean;
  /** Adds what rows cost that were imported. */
  readonly addWritten: (rows: number) => void;
  /** Waits until all that was added may be there. */
  readonly wait: () => Promise<void>;
}

/** Begins an answer. The cost of its call counts at once. */
export const createPace = (cost: Cost | undefined): Pace => {
  let due = performance.now() + (cost?.callMs ?? 0);
  const lateness = (): number => due - performance.now();
  return {
    isSlow: cost !== undefined && cost.rowMicros + cost.cellMicros > 0,
    add: (rows, cells) => {
      due += (rows * (cost?.rowMicros ?? 0) + cells * (cost?.cellMicros ?? 0)) / 1000;
      return lateness() > FINEST_MS;
    },
    addWritten: (rows) => {
      due += (rows * (cost?.writtenMicros ?? 0)) / 1000;
    },
    wait: async () => {
      const late = lateness();
      if (late > 0.5) await pause(late);
    },
  };
};
