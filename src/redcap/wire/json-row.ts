import { isUtf8 } from 'node:buffer';
import type { ScannedRow } from './cell-row.ts';
import { scanRows, spellRows, type RowSpelling } from './cell-scan.ts';
import { isObject, parseJson } from './json.ts';

/** A row as the parser gives it. */
export type JsonRow = Readonly<Record<string, unknown>>;

/** Rows of a JSON list that arrives in pieces. */
export interface JsonRows<Row = JsonRow> {
  /** The rows that are whole by now. Throws a SyntaxError where the text is no list of rows, and a TypeError where it is not UTF-8. */
  readonly push: (bytes: Uint8Array) => readonly Row[];
  /** The last rows. Throws a SyntaxError when the list does not end. */
  readonly end: () => readonly Row[];
  /** Bytes that wait for the end of their row. */
  readonly waiting: () => number;
}

/** What a reader makes of rows that are whole, such as `{…},{…}`. */
type ReadRows<Row> = (rows: Buffer) => readonly Row[];

/** The error quotes nothing: the text holds patients' values. */
const broken = (): SyntaxError => new SyntaxError('The text is not a list of rows.');

/** A decoder is made slowly, and it keeps nothing of a text that is whole. Only a list's begin has a byte-order mark. */
const wholeTexts = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads rows by the engine's own parser. */
const parseRows: ReadRows<JsonRow> = (rows) => {
  const text = wholeTexts.decode(rows);
  let value: unknown;
  try {
    value = JSON.parse(`[${text}]`);
  } catch {
    throw broken();
  }
  if (!Array.isArray(value) || !value.every(isObject)) throw broken();
  return value;
};

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const OPEN = 0x5b;
const CLOSE = 0x5d;

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

const trimStart = (bytes: Buffer): Buffer => {
  let start = 0;
  while (isBlank(bytes[start])) start += 1;
  return bytes.subarray(start);
};

const trimEnd = (bytes: Buffer): Buffer => {
  let end = bytes.length;
  while (isBlank(bytes[end - 1])) end -= 1;
  return bytes.subarray(0, end);
};

/** What stands behind the bracket that opens the list; null while it is not there. */
const openList = (bytes: Buffer): Buffer | null => {
  const mark = bytes.subarray(0, BYTE_ORDER_MARK.length);
  const isMarked = mark.equals(BYTE_ORDER_MARK.subarray(0, mark.length));
  if (isMarked && mark.length < BYTE_ORDER_MARK.length) return null;
  const start = trimStart(isMarked ? bytes.subarray(mark.length) : bytes);
  if (start.length === 0) return null;
  if (start[0] !== OPEN) throw broken();
  return start.subarray(1);
};

/** How the first row begins: `{"record_id":`. Null while it is not all there. */
const firstKey = (bytes: Buffer): string | null =>
  /^\{"(?:[^"\\]|\\.)*":/.exec(bytes.toString('latin1', 0, 1_000))?.[0] ?? null;

/**
 * A reader of a list of flat rows. The text is cut between two rows, and `readRows` reads what is whole.
 *
 * A row begins with the same column as the first one. The text between two rows, `},{"column":`, cannot stand within a
 * value, where each quote has a backslash before it. Rows that begin in another way are only cut later, at the latest at
 * the end.
 */
const createRowCut = <Row>(readRows: ReadRows<Row>): JsonRows<Row> => {
  let rest: Buffer = Buffer.alloc(0);
  let cut: Buffer | null = null;
  let hasBegun = false;

  /** Looks where the list and its first row begin. */
  const begin = (): void => {
    const begun = hasBegun ? rest : openList(rest);
    if (begun === null) return;
    hasBegun = true;
    rest = trimStart(begun);
    const key = firstKey(rest);
    if (key !== null) cut = Buffer.from(`},${key}`, 'latin1');
  };

  /** Takes all rows that are whole out of what waits. Before the byte `known` there is no cut. */
  const take = (between: Buffer, known: number): readonly Row[] => {
    // What was there before has no cut within, so that a long row is not searched again with each piece.
    const from = Math.max(0, known - between.length);
    const found = rest.subarray(from).lastIndexOf(between);
    if (found === -1) return [];
    const rows = readRows(rest.subarray(0, from + found + 1));
    rest = rest.subarray(from + found + 2);
    return rows;
  };

  /** Ends the row that waits, where the piece has its end. The piece itself is not copied. */
  const takeFirst = (between: Buffer, piece: Buffer): readonly Row[] => {
    const end = piece.indexOf(between);
    if (end === -1) return [];
    const rows = readRows(Buffer.concat([rest, piece.subarray(0, end + 1)]));
    rest = piece.subarray(end + 2);
    return rows;
  };

  return {
    push: (bytes) => {
      const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      const first = cut === null || rest.length === 0 ? [] : takeFirst(cut, piece);
      if (cut !== null && first.length > 0) return [...first, ...take(cut, 0)];
      const known = cut === null ? 0 : rest.length;
      rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      if (cut === null) begin();
      return cut === null ? [] : take(cut, known);
    },
    end: () => {
      const last = trimEnd(rest);
      if (!hasBegun || last.at(-1) !== CLOSE) throw broken();
      const rows = trimStart(trimEnd(last.subarray(0, -1)));
      rest = Buffer.alloc(0);
      return rows.length === 0 ? [] : readRows(rows);
    },
    waiting: () => rest.length,
  };
};

/** A reader of rows as the engine's own parser makes them. */
export const createJsonRows = (): JsonRows => createRowCut(parseRows);

/** How the rows of a list are spelled, by the first one; null where it cannot be read alone. */
const spellFirst = (rows: Buffer): RowSpelling | null => {
  const end = rows.indexOf('},{');
  const parsed = parseJson(rows.toString('utf8', 0, end === -1 ? rows.length : end + 1));
  return parsed.ok && isObject(parsed.value) ? spellRows(Object.keys(parsed.value)) : null;
};

/**
 * A reader of rows whose cells are found and not read. Rows that are spelled in another way than the first one come as the
 * engine's own parser makes them.
 */
export const createJsonCells = (): JsonRows<ScannedRow | JsonRow> => {
  let spelling: RowSpelling | null = null;
  return createRowCut<ScannedRow | JsonRow>((rows) => {
    spelling ??= spellFirst(rows);
    const scanned = spelling !== null && isUtf8(rows) ? scanRows(rows, spelling) : null;
    return scanned ?? parseRows(rows);
  });
};
