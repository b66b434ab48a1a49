import type { Stats } from './option.ts';

/** Counts what is asked of an upstream. */
export interface Tally {
  readonly call: (body: string) => void;
  readonly answer: (bytes: number) => void;
  readonly rows: (rows: number, cells: number, values: number) => void;
  readonly written: (rows: number) => void;
  /** What was counted since the last look. */
  readonly look: () => Stats;
}

/** Begins to count. */
export const createTally = (keepsCalls: boolean): Tally => {
  const nothing = { calls: 0, bytes: 0, rows: 0, cells: 0, values: 0, written: 0 };
  let counted = { ...nothing };
  let bodies: string[] = [];
  return {
    call: (body) => {
      counted.calls += 1;
      if (keepsCalls) bodies.push(body);
    },
    answer: (bytes) => {
      counted.bytes += bytes;
    },
    rows: (rows, cells, values) => {
      counted.rows += rows;
      counted.cells += cells;
      counted.values += values;
    },
    written: (rows) => {
      counted.written += rows;
    },
    look: () => {
      const stats = { ...counted, bodies };
      counted = { ...nothing };
      bodies = [];
      return stats;
    },
  };
};
