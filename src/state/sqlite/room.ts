/** Ten years. A longer age would be one without end. */
const LONGEST_MS = 315_360_000_000;

/** An age in whole milliseconds, as the file has it. */
export const ageOf = (maxAgeMs: number): number => Math.min(Math.ceil(maxAgeMs), LONGEST_MS);

/** A row that has gone, and the room that it took. */
export interface FreedRow {
  readonly bytes: number;
}

/** How much room some rows take. To add them all up takes milliseconds, so that it is done once. */
export interface Meter {
  readonly bytes: () => number;
  readonly add: (bytes: number) => void;
  readonly free: (rows: readonly FreedRow[]) => void;
  /** Adds up all rows when it is asked next: after a transaction that came to nothing, or after rows went for their age. */
  readonly forget: () => void;
}

/** A meter of the rows whose room `measure` adds up. */
export const createMeter = (measure: () => number): Meter => {
  let used: number | null = null;
  const add = (bytes: number): void => {
    if (used !== null) used += bytes;
  };
  return {
    bytes: () => (used ??= measure()),
    add,
    free: (rows) => add(-rows.reduce((total, { bytes }) => total + bytes, 0)),
    forget: () => {
      used = null;
    },
  };
};
