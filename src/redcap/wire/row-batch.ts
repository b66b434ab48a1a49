import type { ScannedRow } from './cell-row.ts';
import { createCsvRows } from './csv-row.ts';
import { isObject } from './json.ts';
import { createJsonCells, createJsonRows, type JsonRow, type JsonRows } from './json-row.ts';

/** Bytes as they arrive. */
type Bytes = AsyncIterable<Uint8Array>;

/** Bytes that one row may have: no row of REDCap's comes near, and what waits for its end is memory. */
const MAX_ROW = 16 * 1024 * 1024;

/** Pieces of text without their byte-order mark. Throws a TypeError where the bytes are not UTF-8. */
const decode = async function* (body: Bytes): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of body) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
};

/** The rows of a JSON list in batches, by what reads them. */
const readBatches = async function* <Row>(body: Bytes, rows: JsonRows<Row>): AsyncGenerator<readonly Row[]> {
  for await (const chunk of body) {
    const batch = rows.push(chunk);
    if (rows.waiting() > MAX_ROW) throw new SyntaxError('A row does not end.');
    if (batch.length > 0) yield batch;
  }
  const last = rows.end();
  if (last.length > 0) yield last;
};

/**
 * The rows of a JSON list in batches, as they arrive. Throws a SyntaxError where the text is no list of rows or does not
 * end, and a TypeError where it is not UTF-8.
 */
export const readJsonBatches = (body: Bytes): AsyncGenerator<readonly JsonRow[]> => readBatches(body, createJsonRows());

/** The same, where the cells of most rows are found and not read. */
export const readCellBatches = (body: Bytes): AsyncGenerator<readonly (ScannedRow | JsonRow)[]> =>
  readBatches(body, createJsonCells());

/** Bytes up to which the engine's own parser reads a list sooner than its rows are cut apart or their cells are found. */
const FEW_BYTES = 4_096;

/** For texts that are all there. A decoder is made slowly, and it keeps nothing of a text that is whole. */
const wholeTexts = new TextDecoder('utf-8', { fatal: true });

const isFlat = (row: unknown): row is JsonRow =>
  isObject(row) && Object.values(row).every((cell) => typeof cell !== 'object' || cell === null);

/** A short list of flat rows; null for all else, of which the reader that cuts rows apart says what it is. */
const parseFew = (body: Uint8Array): readonly JsonRow[] | null => {
  if (body.length > FEW_BYTES) return null;
  try {
    const value: unknown = JSON.parse(wholeTexts.decode(body));
    return Array.isArray(value) && value.every(isFlat) ? value : null;
  } catch {
    return null;
  }
};

/** All rows of a JSON list that is all there, in batches, by what reads them; throws as the others do. */
const readAtOnce = function* <Row>(
  body: Uint8Array,
  createRows: () => JsonRows<Row>,
): Generator<readonly (Row | JsonRow)[]> {
  const few = parseFew(body);
  if (few !== null) {
    yield few;
    return;
  }
  const rows = createRows();
  yield rows.push(body);
  yield rows.end();
};

/** The rows of a JSON list that is all there. */
export const readJsonAtOnce = (body: Uint8Array): Generator<readonly JsonRow[]> => readAtOnce(body, createJsonRows);

/** The same, where the cells of most rows are found and not read. */
export const readCellsAtOnce = (body: Uint8Array): Generator<readonly (ScannedRow | JsonRow)[]> =>
  readAtOnce(body, createJsonCells);

/**
 * The rows of a CSV text in batches, as they arrive; the first row has the names of the columns. A line break
 * alone has no rows at all. Throws a SyntaxError where a row has more or fewer cells than the first. It throws
 * one too where the text does not end with a line break: it was cut then.
 */
export const readCsvBatches = async function* (body: Bytes): AsyncGenerator<readonly (readonly string[])[]> {
  const rows = createCsvRows();
  let width: number | null = null;
  let hasColumns = true;
  for await (const text of decode(body)) {
    const batch = rows.push(text);
    const [first] = batch;
    if (first === undefined) continue;
    // A line break alone is REDCap's way to say that there is nothing, not even columns.
    const isFirst = width === null;
    if (isFirst) hasColumns = first.length > 1 || first[0] !== '';
    if (!hasColumns && !(isFirst && batch.length === 1)) throw new SyntaxError('Rows follow an empty line.');
    width ??= first.length;
    if (batch.some((row) => row.length !== width)) throw new SyntaxError('A row has another number of cells.');
    if (hasColumns) yield batch;
  }
  if (!rows.isEnded()) throw new SyntaxError('The text does not end with a line break.');
};
