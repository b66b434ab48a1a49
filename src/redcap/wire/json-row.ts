import { isObject } from './json.ts';

/** A row as the parser gives it. */
export type JsonRow = Readonly<Record<string, unknown>>;

/** Rows of a JSON list that arrives in pieces. */
export interface JsonRows {
  /** The rows that are whole by now. Throws a SyntaxError where the text is no list of rows. */
  readonly push: (text: string) => readonly JsonRow[];
  /** The last rows. Throws a SyntaxError when the list does not end. */
  readonly end: () => readonly JsonRow[];
  /** Characters that wait for the end of their row. */
  readonly waiting: () => number;
}

/** The error quotes nothing: the text holds patients' values. */
const broken = (): SyntaxError => new SyntaxError('The text is not a list of rows.');

const parseRows = (text: string): readonly JsonRow[] => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw broken();
  }
  if (!Array.isArray(value) || !value.every(isObject)) throw broken();
  return value;
};

/** How the first row begins: `{"record_id":`. Null while it is not all there. */
const firstKey = (text: string): string | null => /^\{"(?:[^"\\]|\\.)*":/.exec(text)?.[0] ?? null;

/**
 * A reader of a list of flat rows. The text is cut between two rows, and the engine's own parser reads what is whole.
 *
 * A row begins with the same column as the first one. The text between two rows, `},{"column":`, cannot stand within a
 * value, where each quote has a backslash before it. Rows that begin in another way are only cut later, at the latest at
 * the end.
 */
export const createJsonRows = (): JsonRows => {
  let rest = '';
  let cut: string | null = null;
  let hasBegun = false;

  const begin = (text: string): string => {
    const start = text.trimStart();
    if (start === '') return '';
    if (!start.startsWith('[')) throw broken();
    hasBegun = true;
    return start.slice(1).trimStart();
  };

  return {
    push: (text) => {
      const known = cut === null ? 0 : rest.length;
      rest = hasBegun ? rest + text : begin(rest + text);
      if (!hasBegun) return [];
      if (cut === null) {
        const key = firstKey(rest);
        if (key === null) return [];
        cut = `},${key}`;
      }
      // What was there before has no cut within, so that a long row is not searched again with each piece.
      const from = Math.max(0, known - cut.length);
      const found = rest.slice(from).lastIndexOf(cut);
      if (found === -1) return [];
      const place = from + found;
      const rows = parseRows(`[${rest.slice(0, place + 1)}]`);
      rest = rest.slice(place + 2);
      return rows;
    },
    end: () => {
      const text = `[${rest}`;
      rest = '';
      return parseRows(text);
    },
    waiting: () => rest.length,
  };
};
