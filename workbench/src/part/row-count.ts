const NEW_LINE = 0x0a;
const QUOTE = 0x22;

/** Counts the rows of a file as its bytes come. */
export interface RowCount {
  readonly add: (bytes: Uint8Array) => void;
  readonly rows: () => number;
}

/** In CSV a line may go on in quotes, so that their line ends are none of a row. The first row has the names. */
export const csvRowCount = (): RowCount => {
  let lines = 0;
  let isQuoted = false;
  return {
    add: (bytes) => {
      for (const byte of bytes) {
        if (byte === QUOTE) isQuoted = !isQuoted;
        else if (byte === NEW_LINE && !isQuoted) lines += 1;
      }
    },
    rows: () => Math.max(0, lines - 1),
  };
};

/** In NDJSON each line is a row. */
export const ndjsonRowCount = (): RowCount => {
  let lines = 0;
  return {
    add: (bytes) => {
      for (const byte of bytes) if (byte === NEW_LINE) lines += 1;
    },
    rows: () => lines,
  };
};
