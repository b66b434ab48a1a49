import type { ScannedRow } from './cell-row.ts';
import { scanRows, spellRows, type RowSpelling } from './cell-scan.ts';
import { isObject, parseJson } from './json.ts';

/** A row as the parser gives it. */
export type JsonRow = Readonly<Record<string, unknown>>;

/** What a reader makes of rows that are whole. */
type ReadRows<Row> = (text: string) => readonly Row[];

/** Rows of a JSON list that arrives in pieces. */
export interface JsonRows<Row = JsonRow> {
  /** The rows that are whole by now. Throws a SyntaxError where the text is no list of rows. */
  readonly push: (text: string) => readonly Row[];
  /** The last rows. Throws a SyntaxError when the list does not end. */
  readonly end: () => readonly Row[];
  /** Characters that wait for the end of their row. */
  readonly waiting: () => number;
}

/** The error quotes nothing: the text holds patients' values. */
const broken = (): SyntaxError => new SyntaxError('The text is not a list of rows.');

/** Reads a whole list by the engine's own parser. */
const parseRows: ReadRows<JsonRow> = (text) => {
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
 * A reader of a list of flat rows. The text is cut between two rows, and `readRows` reads what is whole, as a list.
 *
 * A row begins with the same column as the first one. The text between two rows, `},{"column":`, cannot stand within a
 * value, where each quote has a backslash before it. Rows that begin in another way are only cut later, at the latest at
 * the end.
 */
const createRowCut = <Row>(readRows: ReadRows<Row>): JsonRows<Row> => {
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
      const rows = readRows(`[${rest.slice(0, place + 1)}]`);
      rest = rest.slice(place + 2);
      return rows;
    },
    end: () => {
      const text = `[${rest}`;
      rest = '';
      return readRows(text);
    },
    waiting: () => rest.length,
  };
};

/** A reader of rows as the engine's own parser makes them. */
export const createJsonRows = (): JsonRows => createRowCut(parseRows);

/** How the rows of a list are spelled, by the first one; null where it cannot be read alone. */
const spellFirst = (list: string): RowSpelling | null => {
  const end = list.indexOf('},{');
  const parsed = parseJson(end === -1 ? list.trimEnd().slice(1, -1) : list.slice(1, end + 1));
  return parsed.ok && isObject(parsed.value) ? spellRows(Object.keys(parsed.value)) : null;
};

/**
 * A reader of rows whose cells are found and not read. Rows that are spelled in another way than the first one come as the
 * engine's own parser makes them.
 */
export const createJsonCells = (): JsonRows<ScannedRow | JsonRow> => {
  let spelling: RowSpelling | null = null;
  return createRowCut<ScannedRow | JsonRow>((list) => {
    spelling ??= spellFirst(list);
    const whole = list.trimEnd();
    const rows = spelling !== null && whole.endsWith('}]') ? scanRows(whole.slice(1, -1), spelling) : null;
    return rows ?? parseRows(list);
  });
};
